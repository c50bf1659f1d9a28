import { lstatSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { SourceText } from "@grpc-evolution/engine/source/source.js";

/** A file that is to be written, as it was read and as it is to be. */
export interface Rewrite {
  before: SourceText;
  text: string;
}

/**
 * Writes a file below a root, which is absolute and without links. Returns why it was left alone, empty where it was
 * written: what is no file, lies behind a link, or is not what was read any more is not touched. Readers see the old
 * text or the new one, never a part.
 */
export function rewriteFile(root: string, { before, text }: Rewrite): string {
  const place = path.join(root, before.path);
  const draft = path.join(path.dirname(place), `.${path.basename(place)}.${process.pid}.tmp`);
  try {
    const { mode } = lstatSync(place);
    const reason = reasonToLeave(place, before.text);
    if (reason !== "") return reason;
    writeFileSync(draft, text, { mode, flag: "wx" });
    // Somebody may have written it while the draft was written.
    const later = reasonToLeave(place, before.text);
    if (later === "") renameSync(draft, place);
    else rmSync(draft);
    return later;
  } catch (error) {
    rmSync(draft, { force: true });
    return `it cannot be written (${(error as NodeJS.ErrnoException).code})`;
  }
}

function reasonToLeave(place: string, text: string): string {
  if (!lstatSync(place).isFile() || realpathSync.native(place) !== place) {
    return "it is reached through a link";
  }
  return readFileSync(place).equals(Buffer.from(text)) ? "" : "it is not what was read any more, or no UTF-8";
}
