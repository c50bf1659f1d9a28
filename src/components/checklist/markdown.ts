import { code, prose } from "@grpc-evolution/engine/report/markup.js";
import type { ChecklistItem } from "@grpc-evolution/engine/rules/checklist.js";
import type { CheckedFinding } from "../../content/checked-change.js";
import type { ChecklistContent } from "../../content/content.js";
import { answerTo, checkedItem } from "./checked.js";
import { applyingItems, progressOf, progressText } from "./progress.js";
import type { Answer, Sheet } from "./sheet.js";

const said: Record<Answer, string> = {
  holds: "",
  "not-applicable": " *Does not apply.*",
  "not-ready": " **Not ready.**",
};

/**
 * A filled checklist as a comment on a pull request: Markdown that GitHub and GitLab render. `address` is that of the page,
 * without a fragment. What people and schemas wrote is escaped.
 */
export function checklistMarkdown({ steps, kinds }: ChecklistContent, sheet: Sheet, address: string): string {
  const asked = steps.filter((step) => step.asked === "change");
  const all = asked.flatMap(({ items }) => items);
  const applying = applyingItems(all, sheet.kinds);
  const sections = asked.flatMap(({ title, items }) => {
    const lines = items.filter((item) => applying.includes(item)).map((item) => lineOf(item, sheet, address));
    return lines.length === 0 ? [] : [`### ${title}`, lines.join("\n")];
  });
  const does = kinds.filter(({ id }) => sheet.kinds.includes(id)).map((kind) => kind.does);
  return [
    "## Checklist for a protocol change",
    ...headingLines(sheet),
    ...(does.length > 0 ? [`The change:\n\n${does.map((each) => `- ${each}`).join("\n")}`] : []),
    `${progressText(progressOf(all, sheet))}.`,
    ...sections,
  ]
    .join("\n\n")
    .concat("\n");
}

function headingLines({ heading: { change, release, reviewer } }: Sheet): string[] {
  const lines = [
    ["Change", change],
    ["Release", release],
    ["Reviewer", reviewer],
  ].flatMap(([label, text]) => (text ? [`${label}: ${prose(text)}`] : []));
  return lines.length > 0 ? [lines.join("  \n")] : [];
}

function lineOf(item: ChecklistItem, sheet: Sheet, address: string): string {
  const answer = answerTo(item, sheet);
  const note = sheet.entries[item.id]?.note ?? "";
  const box = answer === "holds" || answer === "not-applicable" ? "x" : " ";
  const link = `[${item.id}](${address}#${item.id.toLowerCase()})`;
  const findings = (sheet.checked && checkedItem(item, sheet.checked)?.findings) ?? [];
  return [
    `- [${box}] ${link} ${item.holds}${answer ? said[answer] : ""}${note ? ` Note: ${prose(note)}` : ""}`,
    ...findings.map(findingLine),
  ].join("\n");
}

function findingLine({ check, severity, text, place }: CheckedFinding): string {
  return `  - ${severity} ${code(check)}: ${prose(text)}${place ? ` ${code(place)}` : ""}`;
}
