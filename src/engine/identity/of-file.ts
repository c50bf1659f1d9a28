import type {
  EnumNode,
  ExtendNode,
  FieldNode,
  FileNode,
  MessageNode,
  NameNode,
  RangeNode,
} from "../schema/ast.js";
import { jsonNameOf } from "../schema/json-name.js";
import { optionText } from "../schema/link.js";
import { fullNameOfMissing, join } from "../schema/names.js";
import { rangeText } from "../schema/ranges.js";
import { isScalarName } from "../schema/schema.js";
import type { Declaration, Declarations, Member, MethodDeclaration } from "./declaration.js";

/**
 * What a parsed file declares. Depends on the text of this file alone: a type that it declares itself gets its full
 * name, another one stays as written, without a leading dot. Extensions are members of what they extend, which another file
 * may declare. `declared` are all full names that the file declares, where `file` is only a part of it.
 */
export function declarationsOfFile(
  file: FileNode,
  declared: ReadonlySet<string> = declaredNames(file),
): Declarations {
  const extensions = extensionsIn(file, declared);
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
    const fields = node.fields.map((field) => memberOf(field, inside, declared));
    add("message", name, node, [...fields, ...(extensions.get(inside) ?? [])]);
    extensions.delete(inside);
    for (const inner of node.messages) addMessage(inner, name);
    for (const inner of node.enums) addEnum(inner, name);
  };
  for (const node of file.messages) addMessage(node, "");
  for (const node of file.enums) addEnum(node, "");
  types.push(...[...extensions].map(([extendee, members]) => extendedElsewhere(file, extendee, members)));
  return { types, methods: methodsOf(file, declared) };
}

/** The extensions of a file, by the full name of what they extend. */
function extensionsIn(file: FileNode, declared: ReadonlySet<string>): Map<string, Member[]> {
  const extensions = new Map<string, Member[]>();
  const add = ({ extendee, fields }: ExtendNode, scope: string) => {
    const name = fullNameOfExtended(extendee, scope, file, declared);
    const members = fields.map((field) => ({
      ...memberOf(field, scope, declared),
      name: join(scope, field.name),
    }));
    extensions.set(name, [...(extensions.get(name) ?? []), ...members]);
  };
  const addAll = (
    { messages, extends: blocks }: Pick<MessageNode, "messages" | "extends">,
    scope: string,
  ) => {
    for (const block of blocks) add(block, scope);
    for (const inner of messages) addAll(inner, join(scope, inner.name));
  };
  addAll(file, file.package);
  return extensions;
}

/**
 * What another file declares is found by its first name, in the package or in one around it: `shop.Host` in `shop.east` is
 * most likely `shop.Host`, and `Host` is `shop.east.Host`.
 */
function fullNameOfExtended(
  written: string,
  scope: string,
  { package: packageName }: FileNode,
  declared: ReadonlySet<string>,
): string {
  const own = resolve(written, scope, declared);
  if (written.startsWith(".") || declared.has(own)) return own;
  const parts = packageName.split(".");
  const at = written.includes(".") ? parts.lastIndexOf(written.slice(0, written.indexOf("."))) : -1;
  return at < 0 ? fullNameOfMissing(written, packageName) : [...parts.slice(0, at), written].join(".");
}

/** The message is named inside of the package of this file where it is of the same one. */
function extendedElsewhere(
  { package: packageName }: FileNode,
  extendee: string,
  members: readonly Member[],
): Declaration {
  const isInside = packageName !== "" && extendee.startsWith(`${packageName}.`);
  const scope = isInside ? packageName : extendee.slice(0, Math.max(0, extendee.lastIndexOf(".")));
  const name = scope === "" ? extendee : extendee.slice(scope.length + 1);
  return { kind: "message", package: scope, name, members, reserved: [], isExtendedOnly: true };
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

function methodsOf(file: FileNode, declared: ReadonlySet<string>): MethodDeclaration[] {
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

/** The full names of the messages and enums that a file declares. */
export function declaredNames(file: FileNode): Set<string> {
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

function memberOf(field: FieldNode, scope: string, declared: ReadonlySet<string>): Member {
  const { number, name, label, mapKey, options } = field;
  let type = resolve(field.type, scope, declared);
  if (mapKey !== "") type = `map<${mapKey}, ${type}>`;
  else if (label === "repeated") type = `repeated ${type}`;
  const jsonName = optionText(options, "json_name") ?? "";
  const isOwn = jsonName !== "" && jsonName !== jsonNameOf(name);
  return isOwn ? { number, name, type, jsonName } : { number, name, type };
}

/** Looks from the innermost scope outwards (https://protobuf.com/docs/language-spec#reference-resolution). */
function resolve(type: string, scope: string, declared: ReadonlySet<string>): string {
  if (isScalarName(type)) return type;
  if (type.startsWith(".")) return type.slice(1);
  for (let inner = scope; inner !== ""; inner = inner.slice(0, Math.max(0, inner.lastIndexOf(".")))) {
    const name = `${inner}.${type}`;
    if (declared.has(name)) return name;
  }
  return type;
}
