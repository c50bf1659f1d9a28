import { printable } from "@grpc-evolution/engine/report/printable.js";
import { wrap } from "@grpc-evolution/engine/report/wrap.js";
import { checklist } from "@grpc-evolution/engine/rules/checklist.js";
import { pagePath, rules } from "@grpc-evolution/engine/rules/index.js";
import type { ReviewItem } from "@grpc-evolution/engine/rules/review.js";
import type { Check, RuleMeta } from "@grpc-evolution/engine/rules/rule.js";
import { didYouMean } from "../terminal/did-you-mean.js";
import { homepage } from "../terminal/package.js";
import { writeOutput } from "../terminal/terminal.js";
import { UserError } from "../terminal/user-error.js";

/** `explain`: what a rule or a check means; without an id, all of them. Reads nothing but what is built in. */
export function runExplain(id: string | undefined): void {
  writeOutput(id === undefined ? listAll() : explain(id), undefined);
}

function listAll(): string {
  const texts = rules.map((rule) => {
    return [`${rule.id}  ${rule.title}`, ...rule.checks.map(checkText)].join("\n");
  });
  return `${texts.join("\n\n")}\n\nMore about one: grpc-evolution explain ${rules[0]?.checks[0]?.id}\n`;
}

function explain(id: string): string {
  const wanted = id.toLowerCase();
  for (const rule of rules) {
    if (rule.id.toLowerCase() === wanted) return explainRule(rule);
    const check = rule.checks.find((each) => each.id.toLowerCase() === wanted);
    if (check) return explainCheck(check, rule);
  }
  const ids = rules.flatMap((rule) => [rule.id, ...rule.checks.map((check) => check.id)]);
  throw new UserError(
    `There is no rule or check "${printable(id)}".`,
    `${didYouMean(id, ids)}"grpc-evolution explain" lists them all.`,
  );
}

function explainRule(rule: RuleMeta): string {
  return paragraphs([
    `${rule.id}  ${rule.title}`,
    ruleText(rule),
    ["Checks", ...rule.checks.map(checkText)].join("\n"),
    reviewText(rule.review),
    pageText(rule),
  ]);
}

function explainCheck(check: Check, rule: RuleMeta): string {
  return paragraphs([
    `${check.id}  ${severityText(check)}`,
    wrapped(`${check.sees}.`, "", ""),
    `${rule.id}  ${rule.title}`,
    ruleText(rule),
    reviewText(checklist.filter(({ id }) => check.answers.includes(id))),
    pageText(rule),
  ]);
}

function checkText(check: Check): string {
  return wrapped(`${check.id} (${severityText(check)}): ${check.sees}.`, "  ", "    ");
}

function ruleText(rule: RuleMeta): string {
  return wrapped(`${rule.sentence.replaceAll("**", "")} ${rule.because}`, "", "");
}

function reviewText(review: readonly ReviewItem[]): string {
  const items = review.map(({ id, holds, verify }) => {
    return [wrapped(`${id}  ${holds}`, "  ", "    "), wrapped(verify, "    ", "    ")].join("\n");
  });
  return ["For the reviewer", ...items].join("\n");
}

function pageText(rule: RuleMeta): string {
  return homepage === ""
    ? `Page: /${pagePath(rule)} on the site of the guide`
    : `Page: ${homepage}/${pagePath(rule)}`;
}

function severityText({ severity, standard }: Check): string {
  const strict = severity === "tier" ? "error, warning or info by tier" : severity;
  return standard === undefined || standard === severity
    ? strict
    : `${strict}; ${standard} in preset standard`;
}

function paragraphs(texts: string[]): string {
  return `${texts.join("\n\n")}\n`;
}

function wrapped(text: string, first: string, others: string): string {
  return wrap(text, 76, first, others).join("\n");
}
