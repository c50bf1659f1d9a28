import type { Descriptors } from "./descriptor.js";
import type { FileInit, MessageInit } from "./descriptor-init.js";
import { join } from "./names.js";

/**
 * The descriptors that some messages take, given by their full names: theirs, those of all types that they refer to, and
 * of what these are declared in. Making all types of a large protocol takes much longer than encoding one message.
 * A protocol that has extensions, or a message that can hold any other, stays whole.
 */
export function descriptorsFor(descriptors: Descriptors, fullNames: readonly string[]): Descriptors {
  const { files, own } = descriptors;
  const taken = declarationsFor(files, fullNames);
  if (taken.has("google.protobuf.Any") || files.some(hasExtensions)) return descriptors;
  return { files: files.map((file) => partOf(file, taken)), own };
}

function hasExtensions({ extension = [], messageType = [] }: FileInit): boolean {
  return extension.length > 0 || messageType.some(holdsExtensions);
}

function holdsExtensions({ extension = [], nestedType = [] }: MessageInit): boolean {
  return extension.length > 0 || nestedType.some(holdsExtensions);
}

/** Full names of the messages and enums at the top of a file that these types take. */
function declarationsFor(files: readonly FileInit[], fullNames: readonly string[]): Set<string> {
  const declared = new Declarations(files);
  const taken = new Set<string>();
  const queue = [...fullNames];
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    const holder = declared.holders.get(name);
    if (holder === undefined || taken.has(holder)) continue;
    taken.add(holder);
    for (const message of declared.messages.get(holder) ?? []) addTypes(message, queue);
  }
  return taken;
}

/** What is declared at the top of the files, by full names. */
class Declarations {
  /** The messages of a name; more than one where two files declare it. */
  readonly messages = new Map<string, MessageInit[]>();

  /** For each type the one at the top that it is declared in, which may be itself. */
  readonly holders = new Map<string, string>();

  constructor(files: readonly FileInit[]) {
    for (const { package: scope = "", messageType = [], enumType = [] } of files) {
      for (const { name = "" } of enumType) this.holders.set(join(scope, name), join(scope, name));
      for (const message of messageType) {
        const fullName = join(scope, message.name ?? "");
        this.messages.set(fullName, [...(this.messages.get(fullName) ?? []), message]);
        this.hold(message, fullName, fullName);
      }
    }
  }

  hold({ nestedType = [], enumType = [] }: MessageInit, fullName: string, holder: string): void {
    this.holders.set(fullName, holder);
    for (const { name = "" } of enumType) this.holders.set(join(fullName, name), holder);
    for (const inner of nestedType) this.hold(inner, join(fullName, inner.name ?? ""), holder);
  }
}

/** Adds the full names of the types of a message's fields, and of those of the messages inside of it. */
function addTypes({ field = [], nestedType = [] }: MessageInit, names: string[]): void {
  for (const { typeName } of field) if (typeName) names.push(typeName.slice(1));
  for (const inner of nestedType) addTypes(inner, names);
}

/** Only of plain data can a part be taken; protobuf's own files are small. */
function partOf(file: FileInit, taken: ReadonlySet<string>): FileInit {
  if ("$typeName" in file) return file;
  const { package: scope = "", messageType = [], enumType = [] } = file;
  const isTaken = ({ name = "" }: { name?: string }) => taken.has(join(scope, name));
  return {
    ...file,
    messageType: messageType.filter(isTaken),
    enumType: enumType.filter(isTaken),
    service: [],
  };
}
