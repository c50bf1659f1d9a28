import type { EnumNode, FieldNode, FileNode, MessageNode } from "../schema/ast.js";
import { join } from "../schema/names.js";
import { isScalarName } from "../schema/schema.js";

/** What the ledger needs to know about a message or enum in one version of a file. */
export interface OwnerFacts {
  kind: "message" | "enum";
  /** Package of the file, empty where it declares none. */
  package: string;
  /** Name inside of the package, dotted where nested: `Storage.Driver`. */
  name: string;
  members: readonly Member[];
}

/** A field, or a value of an enum. */
export interface Member {
  number: number;
  name: string;
  /** `string`, `repeated acme.Syscall`, `map<string, int32>`; `value` for an enum value. */
  type: string;
}

/** The full name of a message or enum, without a leading dot. */
export function fullNameOf(owner: Pick<OwnerFacts, "package" | "name">): string {
  return join(owner.package, owner.name);
}

/**
 * The messages and enums that a file declares, outer ones before inner ones.
 * Depends on the text of this file alone: a type that it declares itself gets its full name, another one stays
 * as written, without a leading dot. Extensions are not among the members.
 */
export function factsOf(file: FileNode): OwnerFacts[] {
  const declared = declaredNames(file);
  const owners: OwnerFacts[] = [];
  const addEnum = (node: EnumNode, scope: string) => {
    const members = node.values.map(({ number, name }) => ({ number, name, type: "value" }));
    owners.push({ kind: "enum", package: file.package, name: join(scope, node.name), members });
  };
  const addMessage = (node: MessageNode, scope: string) => {
    const name = join(scope, node.name);
    const inside = join(file.package, name);
    const members = node.fields.map((field) => memberOf(field, inside, declared));
    owners.push({ kind: "message", package: file.package, name, members });
    for (const inner of node.messages) addMessage(inner, name);
    for (const inner of node.enums) addEnum(inner, name);
  };
  for (const node of file.messages) addMessage(node, "");
  for (const node of file.enums) addEnum(node, "");
  return owners;
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
  const { number, name, label, mapKey } = field;
  let type = resolve(field.type, scope, declared);
  if (mapKey !== "") type = `map<${mapKey}, ${type}>`;
  else if (label === "repeated") type = `repeated ${type}`;
  return { number, name, type };
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
