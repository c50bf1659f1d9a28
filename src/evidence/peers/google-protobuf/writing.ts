import { type DescField, type DescMessage, ScalarType } from "@bufbuild/protobuf";
import { hasPresence } from "./accessors.js";
import { classOf, getterOf, indexOf, methodOf, methodOfScalar, nameOf } from "./names.js";

/** The functions that write a message. */
export function writingOf(type: DescMessage): string {
  const name = classOf(type);
  return `${name}.prototype.serializeBinary = function() {
  var writer = new jspb.BinaryWriter();
  ${name}.serializeBinaryToWriter(this, writer);
  return writer.getResultBuffer();
};
${name}.serializeBinaryToWriter = function(message, writer) {
  var f = undefined;
${type.fields.map(statementsOf).join("")}};
`;
}

function statementsOf(field: DescField): string {
  return `  f = ${contentOf(field)};
  if (${conditionOf(field)}) {
${field.fieldKind === "map" ? ofMap(field) : ofOthers(field)}  }
`;
}

function contentOf(field: DescField): string {
  if (hasPresence(field) && !field.message) return `(jspb.Message.getField(message, ${indexOf(field)}))`;
  return `message.${getterOf(field)}(${field.fieldKind === "map" ? "true" : ""})`;
}

function conditionOf(field: DescField): string {
  if (field.fieldKind === "map") return "f && f.getLength() > 0";
  if (field.fieldKind === "list") return "f.length > 0";
  return hasPresence(field) ? "f != null" : isNotDefault(field.scalar);
}

function isNotDefault(scalar: ScalarType | undefined): string {
  switch (scalar) {
    case undefined:
    case ScalarType.FLOAT:
    case ScalarType.DOUBLE:
      return "f !== 0.0";
    case ScalarType.BOOL:
      return "f";
    case ScalarType.STRING:
    case ScalarType.BYTES:
      return "f.length > 0";
    default:
      return "f !== 0";
  }
}

function ofMap(field: DescField & { fieldKind: "map" }): string {
  const writers = [methodOfScalar(field.mapKey), methodOf(field)].map(
    (method) => `jspb.BinaryWriter.prototype.write${method}`,
  );
  const nested = field.message ? [`${classOf(field.message)}.serializeBinaryToWriter`] : [];
  const map = `message.get${nameOf(field)}(true)`;
  const args = [map, field.number, "writer", ...writers, ...nested];
  return `jspb.internal.public_for_gencode.serializeMapToBinary(\n    ${args.join(",\n    ")});\n`;
}

function ofOthers(field: DescField): string {
  const nested = field.message ? [`${classOf(field.message)}.serializeBinaryToWriter`] : [];
  return `    writer.write${listOf(field)}${methodOf(field)}(
      ${[field.number, "f", ...nested].join(",\n      ")}
    );
`;
}

function listOf(field: DescField): string {
  if (field.fieldKind !== "list") return "";
  return field.packed ? "Packed" : "Repeated";
}
