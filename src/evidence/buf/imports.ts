import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type DescEnum, type DescField, type DescMessage, ScalarType } from "@bufbuild/protobuf";
import { FieldDescriptorProto_Label as Label } from "@bufbuild/protobuf/wkt";
import { file_buf_validate_validate } from "@bufbuild/protovalidate/gen/buf/validate/validate_pb.js";

const rules = "buf/validate/validate.proto";

/** Whether a schema imports what buf finds nowhere without a network. */
export function importsRules(text: string): boolean {
  return text.includes(`"${rules}"`);
}

/** Puts the definition of protovalidate's options into a folder, where buf finds it. */
export function writeRules(folder: string): void {
  const place = path.join(folder, rules);
  mkdirSync(path.dirname(place), { recursive: true });
  writeFileSync(place, textOfRules());
}

/** The file as its package describes it: what it declares, without comments and the expressions behind its rules. */
function textOfRules(): string {
  const { proto, messages, enums, extensions } = file_buf_validate_validate;
  return [
    `syntax = "proto2";`,
    `package ${proto.package};`,
    ...proto.dependency.map((each) => `import "${each}";`),
    ...messages.map(messageText),
    ...enums.map(enumText),
    ...extensions.map((field) => `extend .${field.extendee.typeName} { ${fieldText(field)} }`),
  ].join("\n");
}

function messageText(message: DescMessage): string {
  const ranges = message.proto.extensionRange.map(({ start, end }) => `extensions ${start} to ${end - 1};`);
  const members = message.members.map((member) =>
    member.kind === "oneof"
      ? `oneof ${member.name} { ${member.fields.map((field) => fieldText(field, "")).join(" ")} }`
      : fieldText(member),
  );
  return `message ${message.name} {\n${[...members, ...ranges].join("\n")}\n}`;
}

function fieldText(
  field: Pick<DescField, "proto" | "name" | "number" | "message" | "enum" | "scalar">,
  label = field.proto.label === Label.REPEATED ? "repeated " : "optional ",
): string {
  const named = field.message ?? field.enum;
  const type = named ? `.${named.typeName}` : ScalarType[field.scalar as ScalarType].toLowerCase();
  return `${label}${type} ${field.name} = ${field.number};`;
}

function enumText({ name, values }: DescEnum): string {
  return `enum ${name} { ${values.map((value) => `${value.proto.name} = ${value.number};`).join(" ")} }`;
}
