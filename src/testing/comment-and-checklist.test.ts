/** The comment and the checklist that knows the findings alone give an item the same answer. */
import { analyze } from "@grpc-evolution/engine/analysis/analysis.js";
import type { AnswerState } from "@grpc-evolution/engine/analysis/answers.js";
import { check } from "@grpc-evolution/engine/check/check.js";
import { checklist } from "@grpc-evolution/engine/rules/checklist.js";
import { expect, test } from "vitest";
import { checkedItem } from "../components/checklist/checked.js";
import { findExamples } from "../evidence/examples/example.js";
import { releasesOf, requestOfExample } from "./example-requests.js";

const compared = findExamples().filter((example) => releasesOf(example).length > 1);

/** What the checklist may say where the comment says something; null is for a person to decide. */
const agreeing: Partial<Record<AnswerState, readonly (string | null)[]>> = {
  "not ready": ["not-ready"],
  judge: [null],
  holds: ["holds", null],
};

test.each(compared)("of $id", (example) => {
  const request = requestOfExample(example);
  const result = check(request);
  const { answers } = analyze(request, result).answered;
  const checked = {
    subject: "",
    release: "",
    elements: [],
    kinds: [],
    // Without an analysis, as of the JSON of check, findings alone have to tell.
    answers: null,
    hasHistory: false,
    findings: result.findings.map(({ check: id, severity, message }) => ({
      check: id,
      severity,
      text: message,
      place: "",
    })),
  };
  const differing = checklist.flatMap((item) => {
    const state = answers.find((each) => each.item.id === item.id)?.state;
    const own = checkedItem(item, checked)?.answer ?? null;
    const isSame = state === undefined || (agreeing[state]?.includes(own) ?? true);
    return isSame ? [] : [`${item.id}: ${state} in the comment, ${own} in the checklist`];
  });
  // Of a number that is not reserved one check speaks, and the schemas tell the comment whether its name is; of a number that
  // another field took another check speaks, and the schemas tell whether anything is gone.
  expect(differing.filter((each) => !/^R1-[26]: /.test(each))).toEqual([]);
});
