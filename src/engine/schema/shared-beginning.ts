import type { FileNode, Parsed } from "./ast.js";

/** A text that was parsed. */
export interface ParsedVersion {
  text: string;
  parsed: Parsed;
}

/** The first statements of a text, as they were parsed before. */
export interface Beginning {
  /** What they declare, the same objects as in the other version. */
  file: FileNode;
  /** Where each of them ends, the last one behind all that is shared. */
  ends: readonly number[];
}

/**
 * The statements that a text begins with as another version of it does, null where the first one differs. Versions of a file
 * differ in few places: what stands before the first one needs to be read only once, and has the same offsets. Whether a
 * statement is right does not depend on what follows its end, so a version with problems is left alone, and nothing else.
 */
export function sharedBeginning(text: string, { text: other, parsed }: ParsedVersion): Beginning | null {
  const { file, problems, ends } = parsed;
  if (problems.length > 0) return null;
  let [shared, apart] = [0, ends.length + 1];
  while (apart - shared > 1) {
    const middle = (shared + apart) >> 1;
    const end = ends[middle - 1] as number;
    if (text.slice(0, end) === other.slice(0, end)) shared = middle;
    else apart = middle;
  }
  const end = ends[shared - 1];
  return end === undefined ? null : { file: partBefore(end, file), ends: ends.slice(0, shared) };
}

/** What stands in a file before an offset at which a statement ends. */
function partBefore(end: number, file: FileNode): FileNode {
  const from = <T extends { from: number }>(nodes: readonly T[]) => nodes.filter((node) => node.from < end);
  const at = <T extends { at: number }>(nodes: readonly T[]) => nodes.filter((node) => node.at < end);
  return {
    ...file,
    ...(file.packageFrom < end ? {} : noPackage),
    imports: at(file.imports),
    options: at(file.options),
    messages: from(file.messages),
    enums: from(file.enums),
    extends: from(file.extends),
    services: from(file.services),
    remarks: at(file.remarks),
  };
}

const noPackage = { package: "", packageAt: 0, packageEnd: 0, packageFrom: 0, packageTo: 0 };
