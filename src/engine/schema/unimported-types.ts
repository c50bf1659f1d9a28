import type { ExtendNode, FieldNode, FileNode, MessageNode } from "./ast.js";
import { commonFilesFor } from "./common-files.js";
import { innerScope, Names, type ParsedFile, type Scope } from "./names.js";
import { isScalarName } from "./schema.js";
import { wellKnownFileOf } from "./well-known-files.js";

/**
 * How many uses of types a compiler would refuse in some of the files, since they neither declare nor import the type.
 * Whoever reads a protocol is generous there; whoever writes one must not be.
 */
export function countUnimported(parsed: readonly ParsedFile[], paths: ReadonlySet<string>): number {
  const names = new Names([...parsed, ...commonFilesFor(parsed)]);
  return parsed.reduce((sum, { path, file }, index) => {
    return paths.has(path) ? sum + new Counter(names, file, index).count() : sum;
  }, 0);
}

class Counter {
  readonly #names: Names;
  readonly #file: FileNode;
  readonly #index: number;
  #missing = 0;

  constructor(names: Names, file: FileNode, index: number) {
    this.#names = names;
    this.#file = file;
    this.#index = index;
  }

  count(): number {
    const scope = this.#names.scopeOf(this.#file.package);
    for (const message of this.#file.messages) this.#message(message, scope);
    this.#extends(this.#file.extends, scope);
    for (const { methods } of this.#file.services) {
      for (const { input, output } of methods) for (const type of [input, output]) this.#type(type, scope);
    }
    return this.#missing;
  }

  #message(message: MessageNode, outer: Scope): void {
    const scope = innerScope(outer, message.name);
    this.#fields(message.fields, scope);
    this.#extends(message.extends, scope);
    for (const inner of message.messages) this.#message(inner, scope);
  }

  #extends(blocks: readonly ExtendNode[], scope: Scope): void {
    for (const { extendee, fields } of blocks) {
      this.#type(extendee, scope);
      this.#fields(fields, scope);
    }
  }

  #fields(fields: readonly FieldNode[], scope: Scope): void {
    for (const { type } of fields) if (!isScalarName(type)) this.#type(type, scope);
  }

  #type(name: string, scope: Scope): void {
    const declared = this.#names.resolve(name, scope, this.#index);
    if (declared === null || !this.#sees(declared)) this.#missing += 1;
  }

  #sees({ file, fullName }: { file: number; fullName: string }): boolean {
    if (file === this.#index) return true;
    if (file >= 0) return this.#names.imports.sees(this.#index, file);
    const known = wellKnownFileOf(fullName);
    return this.#file.imports.some(({ path }) => path === known);
  }
}
