import { createTwoFilesPatch } from "diff";

/** A unified diff whose hunks say as git does which line began a declaration last, in the older version. */
export function diffWithSections(old: readonly string[], fresh: readonly string[], context: number): string {
  const text = (lines: readonly string[]) => lines.map((line) => `${line}\n`).join("");
  const diff = createTwoFilesPatch("a/m.proto", "b/m.proto", text(old), text(fresh), "", "", { context });
  return diff.replace(/^@@ -(\d+)(?:,(\d+))? .*@@$/gm, (header, start, count) => {
    const before = old.slice(0, Number(start) - (count === "0" ? 0 : 1));
    const section = before.findLast((line) => /^[A-Za-z_$]/.test(line)) ?? "";
    return section === "" ? header : `${header} ${section.slice(0, 80)}`;
  });
}
