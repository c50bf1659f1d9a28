import { structuredPatch } from "diff";

/** Unchanged lines around a difference. */
const around = 1;

/**
 * What a file lacks of a text that it has for the most part, as the hunks of a unified diff from the file to the text; null where
 * it has less than half of its lines. Lines that the file has besides stand in no hunk of their own: they may stay.
 */
export function differingLines(file: string, text: string): string | null {
  const [own, wanted] = [file, text].map((each) => `${each.replaceAll("\r\n", "\n").trim()}\n`) as [
    string,
    string,
  ];
  const { hunks } = structuredPatch("", "", own, wanted, "", "", { context: around });
  const added = hunks.flatMap(({ lines }) => lines).filter((line) => line.startsWith("+"));
  const isMissing = added.length > 0;
  if (!isMissing || 2 * added.length > wanted.split("\n").length - 1) return null;
  return hunks
    .filter(({ lines }) => lines.some((line) => line.startsWith("+")))
    .map(({ oldStart, oldLines, newStart, newLines, lines }) =>
      [`@@ -${oldStart},${oldLines} +${newStart},${newLines} @@`, ...lines].join("\n"),
    )
    .join("\n");
}
