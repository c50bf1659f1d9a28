import { applyFixes, type VerifiedFix } from "@grpc-evolution/engine/check/fixes.js";
import type { CheckRequest } from "@grpc-evolution/engine/check/request.js";
import { printable } from "@grpc-evolution/engine/report/printable.js";
import type { SourceText } from "@grpc-evolution/engine/source/source.js";
import { rewriteFile } from "../project/write-files.js";
import type { Notes } from "../terminal/terminal.js";
import { isInPaths } from "./only-paths.js";

/** More lines than these are counted only. */
const maxLines = 50;

/**
 * Applies all fixes that help to the working tree below a root, and says what it changed. Returns the request for what
 * the files are now.
 */
export function fixWorkingTree(
  request: CheckRequest,
  root: string,
  paths: readonly string[],
  notes: Notes,
): CheckRequest {
  const { files, fixes } = applyFixes(request, ({ place }) => isInPaths(place.file, paths));
  const left = new Set<string>();
  const written = request.head.files.map((before, index): SourceText => {
    const after = files[index] as SourceText;
    if (after.text === before.text) return before;
    const reason = rewriteFile(root, { before, text: after.text });
    if (reason === "") return after;
    notes.say(`${printable(before.path)} is left as it is: ${reason}.`);
    left.add(before.path);
    return before;
  });
  sayFixes(
    fixes.filter(({ edits }) => edits.every(({ file }) => !left.has(file))),
    notes,
  );
  return { ...request, head: { ...request.head, files: written } };
}

function sayFixes(fixes: readonly VerifiedFix[], notes: Notes): void {
  for (const { finding } of fixes.slice(0, maxLines)) {
    const { check, element, place, fix } = finding;
    notes.say(`fixed ${place.file}: ${check} ${element.fullName}: ${fix?.title}`);
  }
  if (fixes.length > maxLines) notes.say(`fixed ${fixes.length - maxLines} more`);
  if (fixes.length === 0) notes.say("nothing could be fixed by an edit.");
}
