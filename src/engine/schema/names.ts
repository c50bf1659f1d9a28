import type { EnumNode, FileNode, MessageNode } from "./ast.js";
import { type Features, featuresOfFile, withOptions } from "./features.js";
import { Imports } from "./imports.js";
import { wellKnownType } from "./well-known.js";

/** A file that was parsed. */
export interface ParsedFile {
  path: string;
  text: string;
  file: FileNode;
}

/** A message or enum that a file declares. */
export interface Declared {
  fullName: string;
  kind: "message" | "enum";
  /** For an enum whether it is closed. */
  closed: boolean;
  /** Index of the file, -1 for a type of protobuf itself that no file declares. */
  file: number;
  node: MessageNode | EnumNode | null;
}

/** A package, message or enum, with what is declared inside of it. */
export interface Scope {
  fullName: string;
  outer: Scope | null;
  inner: Map<string, Scope>;
  /** Empty for a package; more than one where several files declare the same name. */
  declared: Declared[];
}

/** How many files that declare the same name are looked at for one that is imported. */
const maxCopies = 100;

/** What most messages have inside of them; never changed. */
const empty: Map<string, Scope> = new Map();

/** All names of a set of files, and how they are found from where they are used. */
export class Names {
  readonly #root: Scope = { fullName: "", outer: null, inner: empty, declared: [] };
  readonly imports: Imports;

  constructor(parsed: readonly ParsedFile[]) {
    this.imports = new Imports(parsed);
    parsed.forEach(({ file }, index) => {
      const scope = this.scopeOf(file.package);
      const features = featuresOfFile(file);
      for (const node of file.messages) declareMessage(node, scope, features, index);
      for (const node of file.enums) declareEnum(node, scope, features, index);
    });
  }

  /** The scope of a package, or of what is declared in one, by its full name; made where it is new. */
  scopeOf(name: string): Scope {
    let scope = this.#root;
    if (name !== "") for (const part of name.split(".")) scope = innerScope(scope, part);
    return scope;
  }

  /**
   * What a name stands for that file `file` uses inside of `scope`: the innermost one that the file declares or imports
   * (https://protobuf.com/docs/language-spec#reference-resolution), else the innermost one that any file declares.
   * Where two files declare the same name, the first one in order counts.
   */
  resolve(name: string, scope: Scope, file: number): Declared | null {
    let other: Declared | null = null;
    const path = name.includes(".") ? name.split(".") : [name];
    const absolute = path[0] === "";
    if (absolute) path.shift();
    for (let from: Scope | null = absolute ? this.#root : scope; from; from = from.outer) {
      const declared = descend(from, path)?.declared ?? [];
      for (const one of declared.length > maxCopies ? declared.slice(0, maxCopies) : declared) {
        if (one.file === file || this.imports.sees(file, one.file)) return one;
        other ??= one;
      }
    }
    return other ?? (absolute ? wellKnown(path.join(".")) : wellKnownFrom(scope, name));
  }
}

function descend(scope: Scope, path: string[]): Scope | undefined {
  let found: Scope | undefined = scope;
  for (const part of path) {
    found = found.inner.get(part);
    if (!found) return undefined;
  }
  return found;
}

/** The scope of a name inside of another one; made where it is new. */
export function innerScope(outer: Scope, name: string): Scope {
  const known = outer.inner.get(name);
  if (known) return known;
  const scope: Scope = { fullName: join(outer.fullName, name), outer, inner: empty, declared: [] };
  if (outer.inner === empty) outer.inner = new Map();
  outer.inner.set(name, scope);
  return scope;
}

function declareMessage(node: MessageNode, outer: Scope, outerFeatures: Features, file: number): void {
  const scope = innerScope(outer, node.name);
  scope.declared.push({ fullName: scope.fullName, kind: "message", closed: false, file, node });
  if (node.messages.length + node.enums.length === 0) return;
  const features = withOptions(outerFeatures, node.options);
  for (const inner of node.messages) declareMessage(inner, scope, features, file);
  for (const inner of node.enums) declareEnum(inner, scope, features, file);
}

function declareEnum(node: EnumNode, outer: Scope, outerFeatures: Features, file: number): void {
  const scope = innerScope(outer, node.name);
  const closed = withOptions(outerFeatures, node.options).enumType === "CLOSED";
  scope.declared.push({ fullName: scope.fullName, kind: "enum", closed, file, node });
}

function wellKnownFrom(scope: Scope, name: string): Declared | null {
  for (let from: Scope | null = scope; from; from = from.outer) {
    const inside = from.fullName === "" || /^google(\.|$)/.test(from.fullName);
    const declared = inside ? wellKnown(join(from.fullName, name)) : null;
    if (declared) return declared;
  }
  return null;
}

function wellKnown(fullName: string): Declared | null {
  const type = wellKnownType(fullName);
  return type && { fullName, ...type, file: -1, node: null };
}

/** The full name that a type most likely has which no file declares: of the same package where it is written without dots. */
export function fullNameOfMissing(written: string, packageName: string): string {
  if (written.startsWith(".")) return written.slice(1);
  return written.includes(".") ? written : join(packageName, written);
}

/** A full name from that of the scope and the name inside of it. */
export function join(scope: string, name: string): string {
  return scope === "" ? name : `${scope}.${name}`;
}
