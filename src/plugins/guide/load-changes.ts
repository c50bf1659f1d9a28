import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Finding } from "@grpc-evolution/engine/rules/finding.js";
import { generalReview } from "@grpc-evolution/engine/rules/general.js";
import { checkOf, pagePath, rules } from "@grpc-evolution/engine/rules/index.js";
import { checkAnchor } from "@grpc-evolution/engine/rules/rule.js";
import {
  type ChangeContent,
  type ChangeSummary,
  changePath,
  type ExampleLink,
  pictureWindows,
  type Reported,
  type SchemaLine,
  windowQuery,
} from "../../content/changes.js";
import { exampleAnchor } from "../../content/content.js";
import type { LinkTo } from "../../content/link.js";
import { type Course, itemsOfPlan, stepsInWindow } from "../../content/plan.js";
import { type ChangeEntry, readEntries } from "../../evidence/changes/entries.js";
import { type Judgement, judge } from "../../evidence/changes/judge.js";
import { type ChangeRecord, readRecord } from "../../evidence/changes/recorded.js";
import { worst } from "../../evidence/changes/verdict.js";
import { findExample, findExamples, readExampleFile } from "../../evidence/examples/example.js";
import { compareLines } from "../../playground/example/printed-lines.js";
import { encodeShare } from "../../playground/share.js";
import { comparisonOfExample, shareOf } from "../../playground/workbench/comparison.js";
import { root } from "../../root.js";
import { highlightLines } from "./highlight.js";

/** All changes of the catalogue as their pages show them. */
export async function loadChanges(): Promise<ChangeContent[]> {
  const record = readRecord();
  const linkToExample = linksToExamples();
  return Promise.all(readEntries().map((entry) => loadChange(entry, record, linkToExample)));
}

/** The changes that a rule's checks warn of, or else those that its items ask about, as links; by the rule's id. */
export function changesByRule(changes: readonly ChangeContent[]): Record<string, LinkTo[]> {
  return Object.fromEntries(
    rules.map((rule) => {
      const isReported = ({ reported }: ChangeContent) =>
        reported.some(({ check, severity }) => severity !== "info" && check.startsWith(`${rule.id}/`));
      const isAsked = ({ items }: ChangeContent) => items.some(({ id }) => id.startsWith(`${rule.id}-`));
      const chosen = changes.some(isReported) ? changes.filter(isReported) : changes.filter(isAsked);
      return [rule.id, chosen.map(linkTo)];
    }),
  );
}

function linkTo({ slug, verb, object }: ChangeContent): LinkTo {
  return { label: `${verb.toLowerCase()} ${object}`, path: changePath(slug) };
}

/** A change as lists show it. */
export function summaryOf(change: ChangeContent): ChangeSummary {
  const { slug, verb, object, words, wire, json, compiles, isFrequent } = change;
  return { slug, verb, object, words, wire, json, compiles, isFrequent };
}

async function loadChange(
  entry: ChangeEntry,
  record: ChangeRecord,
  linkToExample: (id: string) => ExampleLink,
): Promise<ChangeContent> {
  const judgement = judge(entry, record);
  const { wire, json, findings, early } = judgement;
  const problems = record.changes[entry.slug]?.problems ?? [];
  const courses = coursesOf(entry);
  const files = [entry.before, entry.after].map(({ path: name, text }) => ({ name, text: text.trimEnd() }));
  const comparison = comparisonOfExample(files);
  return {
    slug: entry.slug,
    verb: entry.verb,
    object: entry.object,
    words: entry.words,
    isFrequent: entry.frequent,
    title: `${entry.verb} ${entry.object}`,
    advice: entry.advice,
    unseen: entry.unseen,
    caveat: entry.caveat,
    wire: worst([wire.old.verdict, wire.new.verdict]),
    json: worst([json.old.verdict, json.new.verdict]),
    compiles: problems.length === 0,
    wireBy: wire,
    jsonBy: json,
    caller: { lines: highlightLines(entry.caller.trimEnd(), "typescript"), problems },
    programs: record.programs,
    note: entry.note,
    hasCalls: entry.calls !== undefined,
    hasMessages: entry.message !== undefined,
    schemas: linesOf(entry),
    share: comparison ? await encodeShare(shareOf(comparison)) : "",
    strip: stripOf(entry, judgement),
    steps: {
      policy: stepsInWindow(courses, pictureWindows.policy),
      eachWay: stepsInWindow(courses, pictureWindows.eachWay),
    },
    courses,
    cases: entry.cases.filter(({ plan }) => !plan).map(({ where, way }) => ({ where, way })),
    setting: entry.setting ? highlightLines(entry.setting.trimEnd(), "yaml") : null,
    allowed: entry.allowed ? highlightLines(entry.allowed.trimEnd(), "protobuf") : null,
    reported: findings.map(reportedOf),
    early: early.map(({ windows, findings: found }) => ({
      windows: windows.map(windowQuery),
      reported: found.map(reportedOf),
    })),
    items: itemsOf(entry, findings),
    example: entry.example ? linkToExample(entry.example) : null,
    broken: entry.broken ? linkToExample(entry.broken) : null,
    see: [...entry.see, ...(asksFirst(entry) ? [howToAsk] : [])],
    rules: rulesOf(entry, findings),
  };
}

/** The way of the change, and those of the cases that have a plan of their own. */
function coursesOf({ plan, carried, cases }: ChangeEntry): [Course, ...Course[]] {
  const others = cases.flatMap((each) => (each.plan ? [{ ...each, plan: each.plan }] : []));
  return [{ where: "", way: "", plan, carried }, ...others];
}

/** Both schemas in one column, from where they tell something: what all entries begin with is left out where it stays. */
function linesOf({ before, after }: ChangeEntry): SchemaLine[] {
  const signs = { same: "same", recorded: "old", now: "new" } as const;
  const lines = (compareLines(before.text, after.text) ?? []).map(({ kind, text }) => ({
    sign: signs[kind],
    text,
  }));
  const first = lines.findIndex(({ sign, text }) => sign !== "same" || !/^(syntax|package|$)/.test(text));
  return lines.slice(first);
}

function stripOf({ message }: ChangeEntry, { shown }: Judgement): ChangeContent["strip"] {
  if (!shown) return null;
  const captions = { old: "Release 2.3", new: "Release 2.4" };
  const reader = shown.writer === "old" ? "new" : "old";
  return {
    message: typeof message === "object" ? message[shown.writer] : message,
    spans: shown.spans,
    writer: { caption: `${captions[shown.writer]} writes`, age: shown.writer },
    reader: { caption: `${captions[reader]} reads`, age: reader },
  };
}

function reportedOf({ check, severity, place, message }: Finding): Reported {
  const { rule } = checkOf(check) ?? {};
  if (!rule) throw new Error(`${check} is no check of a rule`);
  return {
    check,
    severity,
    place: `${place.file}:${place.start.line}`,
    message,
    path: `/${pagePath(rule)}#${checkAnchor(check)}`,
  };
}

/** Where the page tells how a client asks its server first. */
const howToAsk: LinkTo = {
  label: "how a client asks the server first",
  path: "/guidelines/gl5-wire-versions#do-this-instead",
};

/** Whether the steps say that the client asks first. */
function asksFirst(entry: ChangeEntry): boolean {
  return coursesOf(entry).some(
    ({ plan, carried }) => plan.kind === "introduce" && carried.includes("request"),
  );
}

/** What the entry names, what its steps ask for, and what the reported checks answer. */
function itemsOf({ items, plan, folder }: ChangeEntry, findings: readonly Finding[]): ChangeContent["items"] {
  const answered = findings.flatMap(({ check }) => checkOf(check)?.check.answers ?? []);
  const all = [...generalReview, ...rules.flatMap((rule) => rule.review)];
  return [...new Set([...items, ...(itemsOfPlan[plan.kind] ?? []), ...answered])].map((id) => {
    const item = all.find((each) => each.id === id);
    if (!item) throw new Error(`${folder}/entry.yaml: there is no checklist item ${id}`);
    return { id, holds: item.holds, path: `/checklist#${id.toLowerCase()}` };
  });
}

/** The rules that the reported checks and the items belong to, in the order of the rules. */
function rulesOf({ items, plan }: ChangeEntry, findings: readonly Finding[]): LinkTo[] {
  const asked = [...items, ...(itemsOfPlan[plan.kind] ?? [])];
  const ids = new Set([...findings.map(({ rule }) => rule), ...asked.map((id) => id.replace(/-\d+$/, ""))]);
  return rules
    .filter(({ id }) => ids.has(id))
    .map((rule) => ({ label: `${rule.id} ${rule.title}`, path: `/${pagePath(rule)}` }));
}

/** Makes links to examples by their ids, where pages show them; reads all pages once. */
function linksToExamples(): (id: string) => ExampleLink {
  const examples = findExamples();
  const pages = pagesOfExamples();
  return (id) => {
    const page = pages.get(id);
    if (page === undefined) throw new Error(`No page shows the example ${id}.`);
    const program = readExampleFile(findExample(id, examples), "example.ts");
    const purpose = /^\/\/ (.*)/.exec(program)?.[1] ?? "";
    return { label: id, path: `${page}#${exampleAnchor(id)}`, purpose };
  };
}

/** The addresses of the pages that show examples, by the ids of these: of two pages the first in the order of the files. */
function pagesOfExamples(): Map<string, string> {
  const docs = path.join(root, "docs");
  const files = readdirSync(docs, { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".mdx"),
  );
  const shown = files.sort().flatMap((file) => {
    const ids = readFileSync(path.join(docs, file), "utf8").matchAll(/<Example of="([^"]*)"/g);
    return [...ids].map(([, id]): [string, string] => [id as string, addressOfFile(file)]);
  });
  return new Map(shown.reverse());
}

function addressOfFile(file: string): string {
  return `/${file
    .split(path.sep)
    .join("/")
    .replace(/(^|\/)index\.mdx$|\.mdx$/, "")}`;
}
