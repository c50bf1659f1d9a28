import { writeFileSync } from "node:fs";
import { printable } from "@grpc-evolution/engine/report/printable.js";
import { UserError } from "./user-error.js";

export type ColorChoice = "auto" | "always" | "never";

/** Writes what was asked for: to the file where one is given, otherwise to standard output. */
export function writeOutput(text: string, file: string | undefined): void {
  if (file === undefined) {
    process.stdout.write(text);
    return;
  }
  try {
    writeFileSync(file, text);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UserError(`${printable(file)} cannot be written (${code}).`, "Name another file.");
  }
}

/**
 * Whether a report may have colors. Unless they are asked for, only a terminal gets them, and only where
 * `NO_COLOR` is not set. Source: https://no-color.org
 */
export function wantsColor(choice: ColorChoice, file: string | undefined): boolean {
  if (choice !== "auto") return choice === "always";
  const { NO_COLOR = "", TERM = "" } = process.env;
  return file === undefined && process.stdout.isTTY === true && NO_COLOR === "" && TERM !== "dumb";
}

/** Columns for what nobody sees in a terminal, and the bounds of what is easy to read in one. */
const columns = { elsewhere: 80, least: 40, most: 120 };

/** How many columns a report may take: as many as the terminal has, within reason. */
export function columnsFor(file: string | undefined, stream: TerminalStream = process.stdout): number {
  if (file !== undefined || !stream.isTTY || !stream.columns) return columns.elsewhere;
  return Math.min(columns.most, Math.max(columns.least, stream.columns));
}

/** What a stream says of the terminal that it writes to, if it does. */
type TerminalStream = Partial<Pick<NodeJS.WriteStream, "isTTY" | "columns">>;

/** What the command tells about its work, on standard error; nothing where it is to be quiet. */
export interface Notes {
  /** One line. */
  say(text: string): void;
  /** Replaces the last progress, on a terminal only; empty text takes it away. */
  progress(text: string): void;
}

export function notesFor(quiet: boolean): Notes {
  const { stderr } = process;
  const moves = !quiet && stderr.isTTY === true && process.env.TERM !== "dumb";
  let shown = "";
  const progress = (text: string) => {
    if (moves && text !== shown) stderr.write(`\r\x1b[K${printable(text)}`);
    shown = text;
  };
  return {
    say: (text) => {
      progress("");
      if (!quiet) stderr.write(`grpc-evolution: ${printable(text)}\n`);
    },
    progress,
  };
}

/**
 * Whoever reads the output may stop early (`| head`), or close the terminal: then the rest is dropped, and the exit
 * status stays. Where standard output cannot be written for another reason, such as a full disk, `fail` is told.
 * What standard error loses are remarks.
 */
export function watchStreams(fail: (error: UserError) => void): void {
  process.stderr.on("error", () => {});
  process.stdout.on("error", ({ code }: NodeJS.ErrnoException) => {
    if (code === "EPIPE" || code === "EIO") return;
    fail(new UserError(`Standard output cannot be written (${code}).`, "Write it somewhere else."));
  });
}
