import type { SourceFile } from "../../content/source-file.js";
import { applyHunks, type Conflict } from "./apply.js";
import { DiffError } from "./diff-error.js";
import { type Layout, layoutOf } from "./layout.js";
import type { Gap } from "./lines-of-file.js";
import { inOwnPackages } from "./packages.js";
import { type FilePatch, readDiff } from "./read.js";
import { rebuild } from "./rebuild.js";

/** What came of one file of a diff. */
export interface FileRemark {
  file: string;
  /** `applied` to the old text, `rebuilt` from the diff alone, or `skipped` since the diff has nothing of its text. */
  how: "applied" | "rebuilt" | "skipped";
  hunks: number;
  /** What it was called, where git says that it has another name now; null elsewhere. */
  renamedFrom: string | null;
  /** How many hunks have other lines than their headers count. */
  miscounted: number;
  conflicts: Conflict[];
  gaps: Gap[];
  /** Whether the file goes, and the diff does not show what was in it. */
  isUnseenRemoval: boolean;
}

/** Both versions that a diff leads to. */
export interface DiffResult {
  old: SourceFile[];
  new: SourceFile[];
  remarks: FileRemark[];
  /** How many files of the diff are no `.proto` files. */
  others: number;
}

/** A longer diff, or one of more files, is not taken. */
export const maxDiffLength = 1_000_000;
const maxFiles = 50;

/**
 * Both versions of the files that a diff changes: applied to the old text where that is given, else rebuilt from the
 * context. Throws a `DiffError` where the text is no diff, or has no `.proto` file in it. `readsOn` is as for `readDiff`.
 */
export function changeOf(text: string, given: readonly SourceFile[], readsOn = false): DiffResult {
  if (text.length > maxDiffLength) {
    throw new DiffError(
      `The diff is longer than ${maxDiffLength} characters. Use the command for large changes.`,
    );
  }
  const all = readDiff(text, readsOn);
  const patches = all.filter((patch) => nameOf(patch).endsWith(".proto"));
  if (patches.length === 0) throw new DiffError("The diff changes no .proto file.");
  if (patches.length > maxFiles) {
    throw new DiffError(
      `The diff changes more than ${maxFiles} .proto files. Use the command for large changes.`,
    );
  }
  const layout = layoutOf(patches.flatMap(({ hunks }) => hunks));
  const made = patches.map((patch) => resultOf(patch, givenFor(patch, patches, given), layout));
  const results = inOwnPackages(made);
  const replaced = new Set(results.flatMap(({ base }) => base ?? []));
  const rest = given.filter((file) => !replaced.has(file));
  return {
    old: [...given, ...results.flatMap(({ base, old }) => (base || !old ? [] : [old]))],
    new: [...rest, ...results.flatMap((result) => result.new ?? [])],
    remarks: results.map(({ remark }) => remark),
    others: all.length - patches.length,
  };
}

/** Whether files have other names, and nothing else changed. */
export function isOnlyRenamed({ remarks }: DiffResult): boolean {
  return remarks.every(({ hunks, renamedFrom }) => hunks === 0 && renamedFrom !== null);
}

/** Whether all that a diff says of `.proto` files is in the two versions, so that they can be judged. */
export function canBeJudged({ remarks }: DiffResult): boolean {
  const isUnseen = remarks.every(({ how }) => how === "skipped");
  return !isUnseen && remarks.every((each) => each.conflicts.length === 0 && !each.isUnseenRemoval);
}

function nameOf({ oldName, newName }: FilePatch): string {
  return newName ?? oldName ?? "";
}

/** The old text of a patch: the file of its name, or the only one where the diff has only one file as well. */
function givenFor(
  { oldName }: FilePatch,
  patches: readonly FilePatch[],
  given: readonly SourceFile[],
): SourceFile | undefined {
  if (oldName === null) return undefined;
  const tail = (name: string) => `/${name}`;
  const named =
    given.find(({ name }) => name === oldName) ??
    given.find(({ name }) => tail(oldName).endsWith(tail(name)) || tail(name).endsWith(tail(oldName)));
  return named ?? (patches.length === 1 && given.length === 1 ? given[0] : undefined);
}

interface FileResult {
  base?: SourceFile;
  old?: SourceFile;
  new?: SourceFile;
  remark: FileRemark;
}

/** `layout` is that of the other files of the diff, where this one does not show its own. */
function resultOf(patch: FilePatch, base: SourceFile | undefined, layout: Layout): FileResult {
  const { oldName, newName, isRenamed, hunks } = patch;
  const remark = {
    file: nameOf(patch),
    hunks: hunks.length,
    renamedFrom: isRenamed ? oldName : null,
    miscounted: hunks.filter(({ isMiscounted }) => isMiscounted).length,
    conflicts: [],
    gaps: [],
    isUnseenRemoval: !base && newName === null && hunks.length === 0,
  };
  if (base) {
    const { text, conflicts } = applyHunks(base.text, patch);
    const fresh = newName === null ? {} : { new: { name: newName, text } };
    return { base, ...fresh, remark: { ...remark, how: "applied", conflicts } };
  }
  if (hunks.length === 0) return { remark: { ...remark, how: "skipped" } };
  const own = layoutOf(hunks);
  const { old, new: fresh, gaps } = rebuild(patch, own.isShown ? own : layout);
  return {
    ...(oldName === null ? {} : { old: { name: oldName, text: old } }),
    ...(newName === null ? {} : { new: { name: newName, text: fresh } }),
    remark: { ...remark, how: "rebuilt", gaps },
  };
}
