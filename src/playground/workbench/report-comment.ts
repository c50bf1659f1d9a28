import { findingText } from "@grpc-evolution/engine/report/analysis-finding.js";
import { toStayIn } from "@grpc-evolution/engine/report/analysis-findings.js";
import { fittingCode } from "@grpc-evolution/engine/report/fitting.js";
import { listText } from "@grpc-evolution/engine/rules/words.js";
import type { CheckReport } from "./report.js";
import { countSentence } from "./words.js";

/** More findings of a check are counted. */
const shownOfCheck = 5;

/** More checks are counted. */
const shownChecks = 20;

/** The findings of `check` as a comment: without the schemas nothing more is known. */
export function reportComment({ counts, known, baselines, checks, findings }: CheckReport): string {
  const compared =
    baselines.length > 0
      ? `Compared with ${listText(baselines.slice(0, 6).map((each) => fittingCode(each)))}. `
      : "";
  const isToStay = toStayIn(findings);
  const groups = checks.slice(0, shownChecks).flatMap(({ check, count }) => {
    const own = findings.filter((finding) => finding.check === check).slice(0, shownOfCheck);
    const more = count - own.length;
    return [
      `### ${check}: ${count}`,
      [
        ...own.map((each) => `- ${findingText(each, baselines, isToStay)}`),
        ...(more > 0 ? [`- ${more} more.`] : []),
      ].join("\n"),
    ];
  });
  const paragraphs = [
    "## Protocol check",
    `${compared}${countSentence(counts)}${known > 0 ? ` ${known} were true before.` : ""}`,
    ...groups,
    "### Open questions for the author",
    "- [ ] Did a meaning change that the schema does not show: a comment, a unit, a value that the code puts into a field?\n- [ ] Which release enables what is new, and what do older peers do until then?",
  ];
  return `${paragraphs.join("\n\n")}\n`;
}
