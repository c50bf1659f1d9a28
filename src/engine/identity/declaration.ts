import { join } from "../schema/names.js";

/** A message or enum in one state of a protocol, as plain text: all that tells whether it is the same as another. */
export interface Declaration {
  kind: "message" | "enum";
  /** Package of the file, empty where it declares none. */
  package: string;
  /** Name inside of the package, dotted where nested: `Storage.Driver`. */
  name: string;
  members: readonly Member[];
  /** Set where a file only extends the message: the members are its extensions, and another file declares it. */
  isExtendedOnly?: true;
  /** What it reserves, one entry for each range and name: `7`, `10 to 19`, `"driver"`. */
  reserved: readonly string[];
}

/** A field, or a value of an enum. */
export interface Member {
  number: number;
  /** Of an extension the full name. */
  name: string;
  /**
   * `string`, `repeated acme.Syscall`, `map<string, int32>`; `value` for an enum value. A name with a leading dot is
   * full, another one may be the tail of the full name, as a file may write it.
   */
  type: string;
  /** A field's name in JSON; left out where it follows from the name. */
  jsonName?: string;
}

/** A method with the types that it carries; they are written like those of members. */
export interface MethodDeclaration {
  package: string;
  service: string;
  name: string;
  input: string;
  output: string;
}

/** What a file, or all files of a state, declare. */
export interface Declarations {
  /** Messages and enums, outer ones before inner ones. */
  types: readonly Declaration[];
  methods: readonly MethodDeclaration[];
}

/** The full name of a message or enum, without a leading dot. */
export function fullNameOf({ package: scope, name }: Pick<Declaration, "package" | "name">): string {
  return join(scope, name);
}

/** What tells a message or enum from all others of the same state; a message and an enum are never the same. */
export function keyOf(declaration: Pick<Declaration, "kind" | "package" | "name">): string {
  return `${declaration.kind} ${fullNameOf(declaration)}`;
}

/** The last part of a dotted name. */
export function simpleName(name: string): string {
  return name.slice(name.lastIndexOf(".") + 1);
}
