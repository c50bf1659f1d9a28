import { type DescField, ScalarType } from "@bufbuild/protobuf";
import { FeatureSet_FieldPresence } from "@bufbuild/protobuf/wkt";
import { defaultOf } from "./literals.js";
import { classOf, indexOf, nameOf, nameOfOne } from "./names.js";

const { IMPLICIT, LEGACY_REQUIRED } = FeatureSet_FieldPresence;

/** The methods of a message that get, set, clear and add what a field holds. */
export function accessorsOf(field: DescField): string {
  const methods =
    field.fieldKind === "map" ? ofMap(field) : field.message ? ofMessages(field) : ofScalars(field);
  return [...methods, ...clearing(field), ...presenceOf(field)].join("");
}

/** Whether a program can ask if the field was set. */
export function hasPresence({ fieldKind, presence }: DescField): boolean {
  return fieldKind !== "list" && fieldKind !== "map" && presence !== IMPLICIT;
}

/** The array that says which fields are in the same oneof, behind a comma. */
function oneofOf(field: DescField): string {
  if (!field.oneof) return "";
  return `, ${classOf(field.parent)}.oneofGroups_[${field.parent.oneofs.indexOf(field.oneof)}]`;
}

function method(field: DescField, name: string, parameters: string, body: string): string {
  return `${classOf(field.parent)}.prototype.${name} = function(${parameters}) {\n${body}\n};\n`;
}

function ofMap(field: DescField & { fieldKind: "map" }): string[] {
  const values = field.message ? classOf(field.message) : "null";
  const map = `jspb.Message.getMapField(this, ${indexOf(field)}, opt_noLazyCreate, ${values})`;
  return [method(field, `get${nameOf(field)}`, "opt_noLazyCreate", `return (${map});`)];
}

function ofMessages(field: DescField): string[] {
  const type = classOf(field.message as { typeName: string });
  const [index, oneof] = [indexOf(field), oneofOf(field)];
  const list = field.fieldKind === "list" ? "Repeated" : "";
  const required = field.presence === LEGACY_REQUIRED ? ", 1" : "";
  const methods = [
    method(
      field,
      `get${nameOf(field)}`,
      "",
      `return (jspb.Message.get${list}WrapperField(this, ${type}, ${index}${required}));`,
    ),
    method(
      field,
      `set${nameOf(field)}`,
      "value",
      `return jspb.Message.set${oneof && "Oneof"}${list}WrapperField(this, ${index}${oneof}, value);`,
    ),
  ];
  if (!list) return methods;
  const add = `jspb.Message.addToRepeatedWrapperField(this, ${index}, opt_value, ${type}, opt_index)`;
  return [...methods, method(field, `add${nameOfOne(field)}`, "opt_value, opt_index", `return ${add};`)];
}

function ofScalars(field: DescField): string[] {
  return [
    method(field, `get${nameOf(field)}`, "", `return (${gottenFrom(field)});`),
    ...(field.scalar === ScalarType.BYTES ? ["B64", "U8"].map((form) => converted(field, form)) : []),
    method(field, `set${nameOf(field)}`, "value", `return jspb.Message.${setting(field)};`),
    ...(field.fieldKind === "list" ? [adding(field)] : []),
  ];
}

function gottenFrom(field: DescField): string {
  const kind = kindOf(field);
  if (field.fieldKind === "list") return `jspb.Message.getRepeated${kind}Field(this, ${indexOf(field)})`;
  return `jspb.Message.get${kind}FieldWithDefault(this, ${indexOf(field)}, ${defaultOf(field)})`;
}

function kindOf({ scalar }: DescField): string {
  if (scalar === ScalarType.BOOL) return "Boolean";
  return scalar === ScalarType.FLOAT || scalar === ScalarType.DOUBLE ? "FloatingPoint" : "";
}

function converted(field: DescField, form: string): string {
  const list = field.fieldKind === "list" ? "List" : "";
  const body = `return (jspb.Message.bytes${list}As${form}(this.get${nameOf(field)}()));`;
  return method(field, `get${nameOf(field)}_as${form}`, "", body);
}

function setting(field: DescField): string {
  const [index, oneof] = [indexOf(field), oneofOf(field)];
  if (field.fieldKind === "list") return `setField(this, ${index}, value || [])`;
  if (hasPresence(field)) return `set${oneof && "Oneof"}Field(this, ${index}${oneof}, value)`;
  return `setProto3${tagOf(field)}Field(this, ${index}, value)`;
}

function tagOf({ scalar }: DescField): string {
  switch (scalar) {
    case undefined:
      return "Enum";
    case ScalarType.FLOAT:
    case ScalarType.DOUBLE:
      return "Float";
    case ScalarType.BOOL:
      return "Boolean";
    case ScalarType.STRING:
      return "String";
    case ScalarType.BYTES:
      return "Bytes";
    default:
      return "Int";
  }
}

function adding(field: DescField): string {
  const body = `return jspb.Message.addToRepeatedField(this, ${indexOf(field)}, value, opt_index);`;
  return method(field, `add${nameOfOne(field)}`, "value, opt_index", body);
}

function clearing(field: DescField): string[] {
  const body = clearingBody(field);
  return body === null ? [] : [method(field, `clear${nameOf(field)}`, "", body)];
}

function clearingBody(field: DescField): string | null {
  const name = nameOf(field);
  if (field.fieldKind === "map") return `this.get${name}().clear();\nreturn this;`;
  if (field.fieldKind === "list") return `return this.set${name}([]);`;
  if (field.message && field.presence !== LEGACY_REQUIRED) return `return this.set${name}(undefined);`;
  if (!hasPresence(field)) return null;
  const oneof = oneofOf(field);
  return `return jspb.Message.set${oneof && "Oneof"}Field(this, ${indexOf(field)}${oneof}, undefined);`;
}

function presenceOf(field: DescField): string[] {
  if (!hasPresence(field)) return [];
  return [
    method(
      field,
      `has${nameOf(field)}`,
      "",
      `return jspb.Message.getField(this, ${indexOf(field)}) != null;`,
    ),
  ];
}
