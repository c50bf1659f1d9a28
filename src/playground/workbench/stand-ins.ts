/** What a comment says of the names and lines that a diff does not show. */
import type { AnalyzedElement } from "@grpc-evolution/engine/analysis/analyzed-element.js";
import type { Question } from "@grpc-evolution/engine/analysis/questions.js";
import { groupBy } from "@grpc-evolution/engine/identity/group-by.js";
import { fittingCode } from "@grpc-evolution/engine/report/fitting.js";
import { listText } from "@grpc-evolution/engine/rules/words.js";
import type { Schema } from "@grpc-evolution/engine/schema/schema.js";
import type { SourceFile } from "../../content/source-file.js";
import { unnamedBlock, unnamedPackage } from "../diff/names.js";
import { guessedBlocksIn, type LineRange, rangeText, unreadLinesIn } from "../diff/unseen.js";
import type { Both } from "./question.js";

/** More are counted. */
const shown = 6;

type Elements = readonly Pick<AnalyzedElement, "fullName">[];

/** What each name stands for that is not the file's own, and which lines are not judged. */
export function standInRemarks(elements: Elements, files: Both<SourceFile[]>, schema: Schema): string[] {
  const guessed = guessedIn(files);
  const groups = groupBy(standInsIn(elements), (fullName) => whatStands(fullName, guessed, schema));
  const remarks = [
    ...[...groups].map(
      ([what, names]) =>
        `${listText(few(names.map((name) => fittingCode(name))))} ${names.length === 1 ? "stands" : "stand, each,"} for ${what}.`,
    ),
    ...unreadIn(files).map(
      ({ file, ...range }) =>
        `Not judged: ${rangeText(range)} of ${fittingCode(file)}, part of a statement that the diff does not show whole. With more lines around it, as \`git diff -U10\` prints them, it is.`,
    ),
  ];
  return few(remarks, " such remarks.");
}

/** Asks what the lines belong to that nothing but their indentation places. */
export function standInQuestions(elements: Elements, files: Both<SourceFile[]>): Question[] {
  const guessed = guessedIn(files);
  const names = elements
    .map(({ fullName }) => fullName)
    .filter((name) =>
      name
        .split(".")
        .slice(0, -1)
        .some((part) => guessed.has(part)),
    );
  const belongs = names.length === 0 ? [] : [questionOf(names, "which message does it belong to")];
  const unread = unreadIn(files).map(({ file, ...range }) => `${rangeText(range)} of ${fittingCode(file)}`);
  return unread.length === 0
    ? belongs
    : [
        ...belongs,
        questionOf([], `what changes in ${listText(few(unread))}, of which the diff shows a part`),
      ];
}

function questionOf(names: readonly string[], text: string): Question {
  return { names, sentences: [{ clauses: [{ text, items: [] }] }] };
}

/** The full names that end in one that is not the file's own. */
function standInsIn(elements: Elements): string[] {
  const all = elements.flatMap(({ fullName }) => {
    const parts = fullName.split(".");
    return parts.flatMap((part, at) => (isStandIn(part) ? [parts.slice(0, at + 1).join(".")] : []));
  });
  return [...new Set(all)];
}

function isStandIn(part: string): boolean {
  return new RegExp(`^(?:${unnamedBlock}|${unnamedPackage})\\d+$`).test(part);
}

function whatStands(
  fullName: string,
  guessed: ReadonlyMap<string, string>,
  { messages, enums }: Schema,
): string {
  const parts = fullName.split(".");
  const name = parts.at(-1) ?? "";
  const lines = guessed.get(name);
  if (lines !== undefined) {
    return `what ${lines} belong to, which the diff does not show: as they are indented, a message or a oneof inside ${fittingCode(parts.slice(0, -1).join("."))}`;
  }
  if (name.startsWith(unnamedPackage)) return "a package that the diff does not name";
  if (messages.has(fullName)) return "a message that the diff does not name";
  return enums.has(fullName) ? "an enum that the diff does not name" : "a method that the diff does not name";
}

/** By what stands for a block which lines are in it for their indentation alone. */
function guessedIn({ new: files }: Both<SourceFile[]>): ReadonlyMap<string, string> {
  return new Map(
    files.flatMap((file) =>
      guessedBlocksIn(file, "new").map(({ name, ...range }): [string, string] => [
        name,
        `${rangeText(range)} of ${fittingCode(file.name)}`,
      ]),
    ),
  );
}

/** As the newer file counts them, or the older one where they are gone. */
function unreadIn({ old, new: fresh }: Both<SourceFile[]>): (LineRange & { file: string })[] {
  return fresh.flatMap((file) => {
    const own = unreadLinesIn(file, "new");
    const before = old.find(({ name }) => name === file.name);
    const ranges = own.length > 0 || !before ? own : unreadLinesIn(before, "old");
    return ranges.map((range) => ({ ...range, file: file.name }));
  });
}

function few(texts: readonly string[], noun = ""): string[] {
  const more = texts.length - shown;
  return more > 0 ? [...texts.slice(0, shown), `${more} more${noun}`] : [...texts];
}
