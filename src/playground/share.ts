/** A program or a comparison as part of an address: what a link carries in its fragment, after `#s=`. */
import { packJson, unpackJson } from "../content/packed-json.js";
import type { SourceFile } from "../content/source-file.js";

/** What can be shared. */
export type ShareState =
  | { kind: "program"; example: string; files: SourceFile[] }
  | {
      kind: "comparison";
      before: SourceFile[];
      after: SourceFile[];
      message: string;
      value: string;
      /** How it is judged, as JSON text; links that are older than the settings have none. */
      settings?: string;
      /** What `check` printed, where that is judged instead of the files. */
      report?: string;
      /** The diff that both versions are made of, and how it was read, as JSON text. */
      diff?: string;
      /** What the reviewer added, as JSON text. */
      review?: string;
    };

const fileLimit = 100;
const nameLimit = 200;

/** Writes a state for a link. Throws a RangeError where it is too long for one. */
export async function encodeShare(state: ShareState): Promise<string> {
  const packed = await packJson(state);
  if (packed === null) throw new RangeError("This is too long for a link. Share the files instead.");
  return packed;
}

/** Reads what a link carries after `#s=`. Null for anything that `encodeShare` does not write. */
export async function decodeShare(fragment: string): Promise<ShareState | null> {
  return readState(await unpackJson(fragment));
}

/** Copies what is known out of data of any shape; null where a part is missing or of another type. */
export function readState(data: unknown): ShareState | null {
  if (!isRecord(data)) return null;
  if (data.kind === "program") {
    const files = readFiles(data.files);
    const { example } = data;
    return files && isName(example) ? { kind: "program", example, files } : null;
  }
  if (data.kind === "comparison") {
    const [before, after] = [readFiles(data.before), readFiles(data.after)];
    const { message, value } = data;
    const isValid = before && after && typeof message === "string" && typeof value === "string";
    if (!isValid) return null;
    const { settings, report, diff, review } = data;
    return {
      kind: "comparison",
      before,
      after,
      message,
      value,
      ...(typeof settings === "string" ? { settings } : {}),
      ...(typeof report === "string" ? { report } : {}),
      ...(typeof diff === "string" ? { diff } : {}),
      ...(typeof review === "string" ? { review } : {}),
    };
  }
  return null;
}

/** Copies files out of data of any shape; null where it holds none, or too many. */
export function readFiles(data: unknown): SourceFile[] | null {
  if (!Array.isArray(data) || data.length > fileLimit || !data.every(isFile)) return null;
  return data.map(({ name, text }) => ({ name, text: visibleLines(text) }));
}

/** JavaScript ends a line where an editor may not: code could hide behind a comment. Here a line ends in one way only. */
function visibleLines(text: string): string {
  return text.replace(/\r\n?|[\u2028\u2029]/g, "\n");
}

function isFile(data: unknown): data is SourceFile {
  return isRecord(data) && isName(data.name) && typeof data.text === "string";
}

function isName(data: unknown): data is string {
  return typeof data === "string" && data.length > 0 && data.length <= nameLimit;
}

function isRecord(data: unknown): data is Record<string, unknown> {
  return typeof data === "object" && data !== null;
}
