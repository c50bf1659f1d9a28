import type { EnumNode, FieldNode, FileNode, MessageNode, NameNode, RangeNode } from "../schema/ast.js";
import { jsonNameOf } from "../schema/json-name.js";
import { optionText } from "../schema/link.js";
import { join } from "../schema/names.js";
import { rangeText } from "../schema/ranges.js";
import { isScalarName } from "../schema/schema.js";
import type { Declaration, Declarations, Member, MethodDeclaration } from "./declaration.js";

/**
 * What a parsed file declares. Depends on the text of this file alone: a type that it declares itself gets its full
 * name, another one stays as written, without a leading dot. Extensions are not among the members.
 */
export function declarationsOfFile(file: FileNode): Declarations {
  const declared = declaredNames(file);
  const types: Declaration[] = [];
  const add = (
    kind: Declaration["kind"],
    name: string,
    node: MessageNode | EnumNode,
    members: readonly Member[],
  ) => types.push({ kind, package: file.package, name, members, reserved: reservedText(node) });
  const addEnum = (node: EnumNode, scope: string) => {
    const members = node.values.map(({ number, name }) => ({ number, name, type: "value" }));
    add("enum", join(scope, node.name), node, members);
  };
  const addMessage = (node: MessageNode, scope: string) => {
    const name = join(scope, node.name);
    const inside = join(file.package, name);
    add(
      "message",
      name,
      node,
      node.fields.map((field) => memberOf(field, inside, declared)),
    );
    for (const inner of node.messages) addMessage(inner, name);
    for (const inner of node.enums) addEnum(inner, name);
  };
  for (const node of file.messages) addMessage(node, "");
  for (const node of file.enums) addEnum(node, "");
  return { types, methods: methodsOf(file, declared) };
}

/** What a message or an enum reserves, as `Declaration.reserved` has it. */
export function reservedText({
  reserved,
  reservedNames,
}: {
  reserved: readonly Pick<RangeNode, "start" | "end">[];
  reservedNames: readonly Pick<NameNode, "name">[];
}): string[] {
  return [...reserved.map(rangeText), ...reservedNames.map(({ name }) => `"${name}"`)];
}

function methodsOf(file: FileNode, declared: Set<string>): MethodDeclaration[] {
  return file.services.flatMap(({ name: service, methods }) =>
    methods.map(({ name, input, output }) => ({
      package: file.package,
      service,
      name,
      input: resolve(input, join(file.package, service), declared),
      output: resolve(output, join(file.package, service), declared),
    })),
  );
}

function declaredNames(file: FileNode): Set<string> {
  const names = new Set<string>();
  const declare = (node: MessageNode, scope: string) => {
    const name = join(scope, node.name);
    names.add(name);
    for (const inner of node.messages) declare(inner, name);
    for (const inner of node.enums) names.add(join(name, inner.name));
  };
  for (const node of file.messages) declare(node, file.package);
  for (const node of file.enums) names.add(join(file.package, node.name));
  return names;
}

function memberOf(field: FieldNode, scope: string, declared: Set<string>): Member {
  const { number, name, label, mapKey, options } = field;
  let type = resolve(field.type, scope, declared);
  if (mapKey !== "") type = `map<${mapKey}, ${type}>`;
  else if (label === "repeated") type = `repeated ${type}`;
  const jsonName = optionText(options, "json_name") ?? "";
  const isOwn = jsonName !== "" && jsonName !== jsonNameOf(name);
  return isOwn ? { number, name, type, jsonName } : { number, name, type };
}

/** Looks from the innermost scope outwards (https://protobuf.com/docs/language-spec#reference-resolution). */
function resolve(type: string, scope: string, declared: Set<string>): string {
  if (isScalarName(type)) return type;
  if (type.startsWith(".")) return type.slice(1);
  for (let inner = scope; inner !== ""; inner = inner.slice(0, Math.max(0, inner.lastIndexOf(".")))) {
    const name = `${inner}.${type}`;
    if (declared.has(name)) return name;
  }
  return type;
}
