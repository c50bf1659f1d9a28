import { editedSources } from "@grpc-evolution/engine/check/edits.js";
import type { Edit } from "@grpc-evolution/engine/rules/finding.js";
import type { SourceFile } from "../../content/source-file.js";

/** More files than this on one side, or a longer one, are not taken: the page is for one change, not for a repository. */
export const maxFiles = 50;
export const maxFileLength = 400_000;

/** The files and an empty one, and what that one is called. */
export function withNewFile(files: readonly SourceFile[]): { files: SourceFile[]; name: string } {
  const taken = new Set(files.map(({ name }) => name));
  const names = Array.from({ length: files.length + 1 }, (_, index) => `file${index + 1}.proto`);
  const name = names.find((each) => !taken.has(each)) ?? "file.proto";
  return { files: [...files, { name, text: "" }], name };
}

/** The files without one of them. */
export function withoutFile(files: readonly SourceFile[], name: string): SourceFile[] {
  return files.filter((file) => file.name !== name);
}

/** Why a file cannot be called so, empty where it can. */
export function nameProblem(files: readonly SourceFile[], before: string, after: string): string {
  if (after === "") return "type a name";
  if (after.length > 200) return "type a shorter name";
  const isTaken = after !== before && files.some(({ name }) => name === after);
  return isTaken ? "another file has this name" : "";
}

/** The files with one called otherwise. */
export function withName(files: readonly SourceFile[], before: string, after: string): SourceFile[] {
  return files.map((file) => (file.name === before ? { ...file, name: after } : file));
}

/**
 * The files with others taken in. One of the same name is replaced; a side that holds nothing but an empty file is
 * replaced as a whole. `refused` says what was not taken, empty where everything was.
 */
export function withFiles(
  files: readonly SourceFile[],
  added: readonly SourceFile[],
): { files: SourceFile[]; refused: string } {
  const taken = added.filter((file) => !isTooLong(file));
  const byName = new Map(files.filter(({ text }) => text.trim() !== "").map((file) => [file.name, file]));
  for (const file of taken) byName.set(file.name, file);
  const all = [...byName.values()];
  if (taken.length === 0) return { files: [...files], refused: refusal(added) };
  return {
    files: all.slice(0, maxFiles),
    refused: refusal([...added.filter(isTooLong), ...all.slice(maxFiles)]),
  };
}

function isTooLong({ text }: SourceFile): boolean {
  return text.length > maxFileLength;
}

function refusal(files: readonly SourceFile[]): string {
  const [first] = files;
  if (!first) return "";
  return isTooLong(first)
    ? `${first.name} is longer than ${maxFileLength} characters and was not taken. Use the command for large protocols.`
    : `Only the first ${maxFiles} files were taken. Use the command for large protocols.`;
}

/** The files after edits; null where two edits touch the same part. */
export function withEdits(files: readonly SourceFile[], edits: readonly Edit[]): SourceFile[] | null {
  const edited = editedSources(
    files.map(({ name, text }) => ({ path: name, text })),
    edits,
  );
  return edited?.map(({ path, text }) => ({ name: path, text })) ?? null;
}
