/** The syntax of a file of which only a part is seen. */
import { codeLines } from "./outline.js";
import type { Hunk } from "./read.js";

export interface Syntax {
  /** The line that says it. */
  line: string;
  /** Whether the hunks have that line. */
  isShown: boolean;
  /** Whether every field has a label but for those of a oneof, and an enum may begin with any value, in both versions. */
  isProto2: boolean;
}

/** What the file says, else its edition or syntax as taken from what the lines use. */
export function syntaxOf(hunks: readonly Hunk[]): Syntax {
  const all = hunks.map(({ lines }) => lines.map((line) => line.slice(1)));
  const code = all.map(codeLines);
  const shown = code.flat().flatMap((line, at) => (/^\s*(?:syntax|edition)\s*=/.test(line) ? [at] : []));
  const flat = all.flat();
  const lines = shown.map((at) => flat[at] ?? "");
  const [line = guessedLine(code)] = lines;
  const isProto2 = [line, ...lines].every((each) => each.includes("proto2"));
  return { line, isShown: shown.length > 0, isProto2 };
}

/** What a hunk ends with and what the next one begins with do not belong together. */
function guessedLine(code: readonly string[][]): string {
  const text = code.map((lines) => lines.join("\n")).join("\n;\n");
  if (/\bfeatures\.\w/.test(text)) return 'edition = "2023";';
  const isClosed = /\benum\s+\w+\s*\{\s*(?:option[^;]*;\s*)*\w+\s*=\s*-?\s*[1-9]/.test(text);
  const isOlder = /^\s*required\s|\[\s*default\s*=|^\s*extensions\s+\d/m.test(text);
  const bare =
    /^\s*(?!(?:optional|required|repeated|option|reserved|message|enum|map)\b)\.?[A-Za-z_][\w.]*\s+\w+\s*=\s*\d/m;
  const isLabeled = /^\s*optional\s/m.test(text) && !bare.test(text);
  return `syntax = "${isClosed || isOlder || isLabeled ? "proto2" : "proto3"}";`;
}
