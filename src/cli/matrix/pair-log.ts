import { appendFileSync, closeSync, openSync } from "node:fs";
import { stripVTControlCharacters } from "node:util";
import { printableLines } from "@grpc-evolution/engine/report/printable.js";
import { writing } from "./writing.js";

/** How much of the output of a pair is kept, in bytes. */
const sizeLimit = 10_000_000;

/** How much of its end is remembered. */
const tailSize = 16_000;

/** How much of the end is shown: lines, and characters of each. */
const shown = { lines: 12, characters: 200 };

/** The output of a pair, written to a file as it comes. Throws a UserError where it cannot be written. */
export class PairLog {
  readonly #name: string;
  readonly #file: number;
  #size = 0;
  #tail = Buffer.alloc(0);

  /** The file must not be there yet. */
  constructor(name: string) {
    this.#name = name;
    this.#file = writing(name, () => openSync(name, "wx"));
  }

  write(chunk: Buffer): void {
    const room = sizeLimit - this.#size;
    if (room > 0) this.#append(chunk.subarray(0, room));
    this.#size += chunk.length;
    this.#tail = Buffer.concat([this.#tail, chunk]).subarray(-tailSize);
  }

  /** Says in the file where it was cut. */
  finish(): void {
    const left = this.#size - sizeLimit;
    if (left > 0) this.#append(`\ngrpc-evolution: cut here, ${left} more bytes followed.\n`);
  }

  close(): void {
    closeSync(this.#file);
  }

  /** The end of what was written, also where the file was cut before; without colors, safe to be shown. */
  lastLines(): string[] {
    const lines = stripVTControlCharacters(this.#tail.toString()).trimEnd().split("\n");
    // The first one lacks its beginning.
    if (this.#size > this.#tail.length && lines.length > 1) lines.shift();
    if (lines.join("") === "") return [];
    return lines.slice(-shown.lines).map((line) => {
      const text = printableLines(line.replaceAll("\t", "  ")).join("");
      return text.length > shown.characters ? `${text.slice(0, shown.characters)}…` : text;
    });
  }

  #append(text: string | Buffer): void {
    writing(this.#name, () => appendFileSync(this.#file, text));
  }
}
