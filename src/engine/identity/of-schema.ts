import { jsonNameOf } from "../schema/json-name.js";
import {
  type Enum,
  type Field,
  type FieldType,
  type Message,
  nameOfType,
  type Schema,
} from "../schema/schema.js";
import type { Declaration, Declarations, Member, MethodDeclaration } from "./declaration.js";
import { reservedText } from "./of-file.js";

/** What the files of a linked schema declare, all types with their full names. */
export function declarationsOfSchema({ files, messages, enums, services }: Schema): Declarations {
  const packages = new Map(files.map((file) => [file.path, file.package]));
  const split = ({ fullName, file }: { fullName: string; file: string }) => {
    const scope = packages.get(file) ?? "";
    return { package: scope, name: scope === "" ? fullName : fullName.slice(scope.length + 1) };
  };
  const declaration = (node: Message | Enum): Declaration => ({
    kind: "fields" in node ? "message" : "enum",
    ...split(node),
    members: "fields" in node ? membersOfMessage(node) : membersOfEnum(node),
    reserved: reservedText(node),
  });
  const methods = [...services.values()].flatMap((service) => {
    const { package: scope, name } = split(service);
    return service.methods.map(
      (method): MethodDeclaration => ({
        package: scope,
        service: name,
        name: method.name,
        input: `.${method.input}`,
        output: `.${method.output}`,
      }),
    );
  });
  return { types: [...messages.values(), ...enums.values()].map(declaration), methods };
}

const membersOf = new WeakMap<Message, readonly Member[]>();

/** The fields of a message as members; the same list each time, since many others are compared with it. */
export function membersOfMessage(message: Message): readonly Member[] {
  const members = membersOf.get(message) ?? message.fields.map(memberOfField);
  membersOf.set(message, members);
  return members;
}

function memberOfField(field: Field): Member {
  const { number, name, jsonName } = field;
  const member = { number, name, type: memberType(field) };
  return jsonName === jsonNameOf(name) ? member : { ...member, jsonName };
}

/** The values of an enum as members. */
export function membersOfEnum({ values }: Enum): Member[] {
  return values.map(({ number, name }) => ({ number, name, type: "value" }));
}

/** The type of a field as `Member.type` has it. */
export function memberType({ type, cardinality }: Pick<Field, "type" | "cardinality">): string {
  const text = typeName(type);
  return cardinality === "repeated" ? `repeated ${text}` : text;
}

function typeName(type: FieldType): string {
  if (type.kind === "map") return `map<${type.key}, ${typeName(type.value)}>`;
  return type.kind === "message" || type.kind === "enum" ? `.${nameOfType(type)}` : nameOfType(type);
}
