import type { Finding } from "../rules/finding.js";
import { readState } from "../schema/read.js";
import { linesOf, type Place, placeIn, type SourceText } from "../source/source.js";
import type { Sources } from "./look.js";

/** A line of a file, or as much of a very long one as can be shown, with the part that is marked. */
export interface Quote {
  line: number;
  text: string;
  /** Offsets in the text. */
  markFrom: number;
  markTo: number;
}

/** Finds the lines that findings speak of. Files and elements are indexed once, and only if somebody asks. */
export class Quotes {
  readonly #sources: Sources;
  readonly #head: ReadonlyMap<string, SourceText>;
  readonly #indexes: (ReadonlyMap<string, Declared> | undefined)[] = [];

  constructor(sources: Sources) {
    this.#sources = sources;
    this.#head = byPath(sources.head);
  }

  /** A file of the head. */
  file(path: string): SourceText | undefined {
    return this.#head.get(path);
  }

  /** The line of a place in the head; null where it cannot be shown. */
  newer({ file, start, end }: Place, room: number): Quote | null {
    const source = this.#head.get(file);
    if (!source) return null;
    const lines = linesOf(source);
    const from = lines.offsetOf(start.line, start.column);
    return quoteOf(source, from, end.line === start.line ? lines.offsetOf(end.line, end.column) : from, room);
  }

  /** The line of what a finding calls the former state of its element, in the newest state that has it. */
  older({ element, before, after }: Finding, room: number): Quote | null {
    const name = before?.name;
    if (typeof name !== "string" || (after !== null && after.name !== name)) return null;
    const fullName = element.owner === null ? element.fullName : `${element.owner}.${name}`;
    for (let at = this.#sources.older.length - 1; at >= 0; at -= 1) {
      const declared = this.#index(at).get(fullName);
      if (declared) return quoteOf(declared.source, declared.at, declared.at + name.length, room);
    }
    return null;
  }

  #index(at: number): ReadonlyMap<string, Declared> {
    const index = this.#indexes[at] ?? declaredIn(this.#sources.older[at] as Sources["older"][number]);
    this.#indexes[at] = index;
    return index;
  }
}

interface Declared {
  source: SourceText;
  at: number;
}

/** Where a state declares what, by full name. */
function declaredIn(state: Sources["older"][number]): ReadonlyMap<string, Declared> {
  const { schema } = readState(state);
  const sources = byPath(schema.files);
  const declared = new Map<string, Declared>();
  const add = (fullName: string, file: string, at: number) => {
    const source = sources.get(file);
    if (source) declared.set(fullName, { source, at });
  };
  for (const message of schema.messages.values()) add(message.fullName, message.file, message.at);
  for (const { fields } of [...schema.messages.values(), ...schema.extended.values()]) {
    for (const { fullName, file, at } of fields) add(fullName, file, at);
  }
  for (const { fullName, file, at, values } of schema.enums.values()) {
    add(fullName, file, at);
    for (const value of values) add(`${fullName}.${value.name}`, file, value.at);
  }
  for (const { fullName, file, at, methods } of schema.services.values()) {
    add(fullName, file, at);
    for (const method of methods) add(method.fullName, method.file, method.at);
  }
  return declared;
}

function byPath(files: readonly SourceText[]): Map<string, SourceText> {
  return new Map(files.map((file) => [file.path, file]));
}

/** Never more of a line than `room` around what is marked: a file may be one line of a megabyte. */
function quoteOf(source: SourceText, from: number, to: number, room: number): Quote | null {
  const { line } = placeIn(source, from, from).start;
  const lines = linesOf(source);
  const begin = lines.offsetOf(line, 1);
  const end = lines.offsetOf(line, Number.POSITIVE_INFINITY);
  const isLong = end - begin > room;
  const start = isLong && from - begin > room / 2 ? from - Math.floor(room / 3) : begin;
  const stop = isLong ? Math.min(end, start + room - 2) : end;
  const text = source.text.slice(start, stop).trimEnd();
  if (text === "") return null;
  const cut = start > begin ? "…" : "";
  const markFrom = from - start + cut.length;
  const markTo = Math.max(markFrom, Math.min(to, stop) - start + cut.length);
  return { line, text: `${cut}${text}${stop < end ? "…" : ""}`, markFrom, markTo };
}
