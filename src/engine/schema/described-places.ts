import type { SourceCodeInfo, SourceCodeInfo_Location } from "@bufbuild/protobuf/wkt";
import type { FileNode } from "./ast.js";

/** Most characters of a text that stands in; a compiler's source info of a file of that size has no use. */
const maxText = 16_000_000;

/** What begins a comment that addresses the command. */
const remark = /^ ?grpc-evolution:(.*)$/gm;

/**
 * Where a compiler read what a descriptor says. A descriptor has no text, but lines and columns: a text of blanks stands in,
 * as long and as wide as these places need, so that an offset into it is a place as in any other file. Columns are as the
 * compiler counted them, which for a tab differs from compiler to compiler. Without source info every offset is 0.
 * Source: https://github.com/protocolbuffers/protobuf/blob/main/src/google/protobuf/descriptor.proto
 */
export class DescribedPlaces {
  readonly text: string;
  /** Comments that address the command, in order. */
  readonly remarks: FileNode["remarks"];
  readonly #offsets = new Map<string, number>();
  /** How long what stands in one line is. */
  readonly #lengths = new Map<string, number>();

  constructor(info: SourceCodeInfo | undefined) {
    const locations = (info?.location ?? []).filter(isUsable);
    const widths = widthsOf(locations);
    const starts = startsOf(widths);
    const isTooLong = (starts.at(-1) ?? 0) > maxText;
    this.text = isTooLong ? "" : widths.map((width) => " ".repeat(width)).join("\n");
    const usable = isTooLong ? [] : locations;
    for (const { path, span } of usable) {
      const [line, column] = span as [number, number];
      this.#offsets.set(path.join(), (starts[line] as number) + column);
      this.#lengths.set(path.join(), endOf(span) - column);
    }
    this.remarks = usable
      .flatMap((location) => this.#remarksAt(location))
      .sort((one, other) => one.at - other.at);
  }

  /**
   * Where the name of the package stands. Its statement has no path for it, but where it is as long as one that is written
   * without comments and further blanks, the name is behind the first word; else it is where the statement begins.
   */
  packageAt(name: string): number {
    const begin = "package ";
    const statement = this.at([2]);
    return this.#lengths.get("2") === `${begin}${name};`.length ? statement + begin.length : statement;
  }

  /** Where an element begins, by the field numbers and indexes that lead to it; 0 where no compiler said it. */
  at(path: readonly number[]): number {
    return this.#offsets.get(path.join()) ?? 0;
  }

  /** Where the name of an element stands, which is field 1 of every descriptor. */
  nameAt(path: readonly number[]): number {
    return this.#offsets.get([...path, 1].join()) ?? this.at(path);
  }

  /** A comment before an element stands where the element begins, one behind it where its name does. */
  #remarksAt(location: SourceCodeInfo_Location): FileNode["remarks"] {
    const { path, leadingDetachedComments, leadingComments, trailingComments } = location;
    const before = [...leadingDetachedComments, leadingComments].flatMap(remarksIn);
    return [
      ...before.map((text) => ({ text, at: this.at(path) })),
      ...remarksIn(trailingComments).map((text) => ({ text, at: this.nameAt(path) + 1 })),
    ].map(({ text, at }) => ({ text, at, end: at }));
  }
}

function remarksIn(comment: string): string[] {
  return [...comment.matchAll(remark)].map(([, text = ""]) => text.trim());
}

/** The column behind what a span covers of its first line, as far as the span says it. */
function endOf(span: readonly number[]): number {
  const [, column = 0, end = 0] = span;
  return span.length === 3 ? end : column + 1;
}

function isUsable({ span }: SourceCodeInfo_Location): boolean {
  const [line = -1, column = -1] = span;
  const end = endOf(span);
  return line >= 0 && line < maxText && column >= 0 && column < end && end <= maxText;
}

/** How wide each line must be. */
function widthsOf(locations: readonly SourceCodeInfo_Location[]): number[] {
  const widths: number[] = [];
  for (const { span } of locations) {
    const [line] = span as [number];
    while (widths.length <= line) widths.push(0);
    widths[line] = Math.max(widths[line] as number, endOf(span));
  }
  return widths;
}

/** Offsets of the lines, and one behind the last. */
function startsOf(widths: readonly number[]): number[] {
  const starts = [0];
  for (const width of widths) starts.push((starts.at(-1) as number) + width + 1);
  return starts;
}
