import { type DescField, type DescMessage, ScalarType } from "@bufbuild/protobuf";
import { defaultOfValues, literal } from "./literals.js";
import { classOf, isGroup, methodOf, methodOfScalar, nameOf, nameOfOne } from "./names.js";

/** The functions that read a message. */
export function readingOf(type: DescMessage): string {
  const name = classOf(type);
  return `${name}.deserializeBinary = function(bytes) {
  var reader = new jspb.BinaryReader(bytes);
  var msg = new ${name};
  return ${name}.deserializeBinaryFromReader(msg, reader);
};
${name}.deserializeBinaryFromReader = function(msg, reader) {
  while (reader.nextField()) {
    if (reader.isEndGroup()) {
      break;
    }
    var field = reader.getFieldNumber();
    switch (field) {
${type.fields.map(caseOf).join("")}    default:
      reader.skipField();
      break;
    }
  }
  return msg;
};
`;
}

function caseOf(field: DescField): string {
  return `    case ${field.number}:\n${statementsOf(field)}      break;\n`;
}

function statementsOf(field: DescField): string {
  if (field.fieldKind === "map") return ofMap(field);
  if (isPackable(field))
    return `      reader.readPackable${methodOf(field)}Into(msg.get${nameOf(field)}());\n`;
  return `${field.message ? ofMessage(field, classOf(field.message)) : ofScalar(field)}${keeping(field)}`;
}

/** Whether a list may be packed; either form is read. */
function isPackable({ fieldKind, scalar, message }: DescField): boolean {
  return fieldKind === "list" && !message && scalar !== ScalarType.STRING && scalar !== ScalarType.BYTES;
}

function ofMap(field: DescField & { fieldKind: "map" }): string {
  const type = field.message && classOf(field.message);
  const readers = [methodOfScalar(field.mapKey), methodOf(field)].map(
    (method) => `jspb.BinaryReader.prototype.read${verified(field, method)}`,
  );
  const defaults = [literal(field.mapKey), type ? `new ${type}()` : defaultOfValues(field)];
  const reader = type ? `${type}.deserializeBinaryFromReader` : "null";
  return `      var value = msg.get${nameOf(field)}();
      reader.readMessage(value, function(message, reader) {
        jspb.Map.deserializeBinary(message, reader, ${readers.join(", ")}, ${reader}, ${defaults.join(", ")});
         });
`;
}

function ofMessage(field: DescField, type: string): string {
  const number = isGroup(field) ? `${field.number}, ` : "";
  return `      var value = new ${type};
      reader.read${methodOf(field)}(${number}value,${type}.deserializeBinaryFromReader);
`;
}

function ofScalar(field: DescField): string {
  return `      var value = (reader.read${verified(field, methodOf(field))}());\n`;
}

function keeping(field: DescField): string {
  return `      msg.${field.fieldKind === "list" ? `add${nameOfOne(field)}` : `set${nameOf(field)}`}(value);\n`;
}

/** The method that reads text, where the schema has it verified. */
function verified({ utf8Validation }: DescField, method: string): string {
  return method === "String" && utf8Validation ? "StringRequireUtf8" : method;
}
