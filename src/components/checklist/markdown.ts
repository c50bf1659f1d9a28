import { code, prose } from "@grpc-evolution/engine/report/markup.js";
import type { ChecklistItem } from "@grpc-evolution/engine/rules/checklist.js";
import type { Answer, CheckedFinding } from "../../content/checked-change.js";
import type { ChecklistContent } from "../../content/content.js";
import { answerTo, checkedItem } from "./checked.js";
import { applyingItems, progressOf, progressText } from "./progress.js";
import type { Sheet } from "./sheet.js";

/** The gravest first. */
const headings: [Answer, string][] = [
  ["not-ready", "Not ready"],
  ["holds", "Holds"],
  ["not-applicable", "Does not apply"],
];

/**
 * A filled checklist as a comment on a pull request: Markdown that GitHub and GitLab render. What is not ready stands first;
 * what has nothing but its answer, and what nobody has answered, is a line. `address` is that of the page, without a
 * fragment. What people and schemas wrote is escaped.
 */
export function checklistMarkdown({ steps, kinds }: ChecklistContent, sheet: Sheet, address: string): string {
  const asked = steps.filter((step) => step.asked === "change").flatMap(({ items }) => items);
  const applying = applyingItems(asked, sheet.kinds);
  const answered = (answer: Answer | null) => applying.filter((item) => answerTo(item, sheet) === answer);
  const sections = headings.flatMap(([answer, heading]) => {
    const items = answered(answer);
    const isTold = (item: ChecklistItem) => answer === "not-ready" || hasMore(item, sheet);
    const lines = [
      ...items.filter(isTold).map((item) => lineOf(item, sheet, address)),
      ...idsLine(
        items.filter((item) => !isTold(item)),
        address,
      ),
    ];
    return lines.length === 0 ? [] : [`### ${heading}`, lines.join("\n")];
  });
  const open = answered(null);
  const unanswered = [
    ...open.filter((item) => hasMore(item, sheet)).map((item) => lineOf(item, sheet, address)),
    ...idsLine(
      open.filter((item) => !hasMore(item, sheet)),
      address,
    ),
  ];
  const does = kinds.filter(({ id }) => sheet.kinds.includes(id)).map((kind) => kind.does);
  return [
    "## Checklist for a protocol change",
    ...headingLines(sheet),
    ...(does.length > 0 ? [`The change:\n\n${does.map((each) => `- ${each}`).join("\n")}`] : []),
    `${progressText(progressOf(asked, sheet))}.`,
    ...sections,
    ...(unanswered.length > 0 ? ["### Not answered", unanswered.join("\n")] : []),
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

/** Whether there is more to say of an item than its answer. */
function hasMore(item: ChecklistItem, sheet: Sheet): boolean {
  return noteOn(item, sheet) !== "" || findingsOn(item, sheet).length > 0;
}

function noteOn({ id }: ChecklistItem, { entries }: Sheet): string {
  return entries[id]?.note ?? "";
}

function findingsOn(item: ChecklistItem, { checked }: Sheet): CheckedFinding[] {
  return (checked && checkedItem(item, checked)?.findings) ?? [];
}

function idsLine(items: readonly ChecklistItem[], address: string): string[] {
  return items.length === 0 ? [] : [`- ${items.map(({ id }) => linkTo(id, address)).join(", ")}`];
}

function lineOf(item: ChecklistItem, sheet: Sheet, address: string): string {
  const note = noteOn(item, sheet);
  return [
    `- ${linkTo(item.id, address)} ${item.holds}${note ? ` Note: ${prose(note)}` : ""}`,
    ...findingsOn(item, sheet).map(findingLine),
  ].join("\n");
}

function linkTo(id: string, address: string): string {
  return `[${id}](${address}#${id.toLowerCase()})`;
}

function findingLine({ check, severity, text, place }: CheckedFinding): string {
  return `  - ${severity} ${code(check)}: ${prose(text)}${place ? ` ${code(place)}` : ""}`;
}
