import type { CheckResult } from "../check/check.js";
import { groupBy } from "../identity/group-by.js";
import type { Finding } from "../rules/finding.js";
import { checkOf } from "../rules/index.js";
import type { Check, RuleMeta, Severity } from "../rules/rule.js";
import { capitalized } from "../rules/words.js";
import type { Place } from "../source/source.js";
import { breakTexts } from "./breaks.js";
import { datedText } from "./dated.js";
import { breaksOf, fixOf } from "./json.js";
import { printable, printableLines } from "./printable.js";
import { docsText, sentenceOf } from "./sentences.js";
import { jsonText } from "./values.js";

const levels: Record<Severity, "error" | "warning" | "note"> = {
  error: "error",
  warning: "warning",
  info: "note",
};

/**
 * For code scanning: SARIF 2.1.0. A fix that is edits stands in `fixes`; what is ready to paste, in the message as well.
 * Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function sarifReport({ summary, findings }: CheckResult): string {
  const byCheck = groupBy(findings, ({ check }) => check);
  const indexes = new Map([...byCheck.keys()].map((check, index) => [check, index]));
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "grpc-evolution",
            rules: [...byCheck].map(([check, [first]]) => descriptor(check, first)),
          },
        },
        columnKind: "utf16CodeUnits",
        originalUriBaseIds: { SRCROOT: { description: { text: "The root of the repository." } } },
        properties: { summary },
        results: findings.map((finding) =>
          resultOf(finding, indexes.get(finding.check) ?? 0, summary.baselines),
        ),
      },
    ],
  };
  return `${jsonText(log, 2)}\n`;
}

/** A check as SARIF's rule, told by its metadata. */
function descriptor(id: string, first: Finding | undefined) {
  const declaration = checkOf(id);
  return {
    id,
    ...(declaration ? described(declaration.rule, declaration.check) : {}),
    ...(first?.docs.kind === "page" ? { helpUri: first.docs.address } : {}),
  };
}

function described(rule: RuleMeta, check: Check) {
  const text = `${rule.id}: ${rule.title}. ${rule.sentence.replaceAll("**", "")} ${rule.because}`;
  return {
    name: pascalCase(check.id),
    shortDescription: { text: `${check.sees}.` },
    fullDescription: { text: `${check.sees}. ${rule.because}` },
    help: { text, markdown: `**${rule.id}: ${rule.title}.** ${rule.sentence} ${rule.because}` },
    defaultConfiguration: { level: check.severity === "tier" ? "error" : levels[check.severity] },
    properties: { tags: ["grpc", "protobuf", "compatibility", rule.id] },
  };
}

function resultOf(finding: Finding, ruleIndex: number, baselines: readonly string[]) {
  const { check, severity, status, element, place, fingerprint } = finding;
  const { tier, before, after, witness, safeFrom, docs, buf } = finding;
  return {
    ruleId: check,
    ruleIndex,
    level: levels[severity],
    baselineState: status === "new" ? "new" : "unchanged",
    message: { text: messageText(finding, baselines) },
    locations: [
      {
        physicalLocation: {
          // Hosts refuse a result without a file: what no file has stands where it would be written.
          artifactLocation: locationOf(place.file || "grpc-evolution.yaml"),
          region: regionOf(place),
        },
        logicalLocations: [{ fullyQualifiedName: element.fullName }],
      },
    ],
    partialFingerprints: { "grpcEvolution/v1": fingerprint },
    ...fixesOf(finding),
    properties: {
      tier,
      before,
      after,
      breaks: breaksOf(finding),
      unnamed: finding.unnamed,
      witness,
      safeFrom,
      fix: fixOf(finding),
      docs: docsText(docs),
      buf,
    },
  };
}

function regionOf({ start, end }: Place) {
  return {
    startLine: start.line,
    startColumn: start.column,
    endLine: end.line,
    endColumn: end.column,
  };
}

/** The edits of a fix by file; columns and offsets count UTF-16 code units alike. */
function fixesOf({ fix }: Finding) {
  if (fix === null || fix.edits.length === 0) return {};
  const artifactChanges = [...groupBy(fix.edits, ({ file }) => file)].map(([file, edits]) => ({
    artifactLocation: locationOf(file),
    replacements: edits.map(({ from, to, text }) => ({
      deletedRegion: { charOffset: from, charLength: to - from },
      insertedContent: { text },
    })),
  }));
  return { fixes: [{ description: { text: `${fix.title}.` }, artifactChanges }] };
}

function locationOf(file: string) {
  return { uri: uriOf(file), uriBaseId: "SRCROOT" };
}

function messageText(finding: Finding, baselines: readonly string[]): string {
  const { breaks, unnamed, fix, docs } = finding;
  const dated = datedText(finding);
  const lines = [
    printable(sentenceOf(finding)),
    ...breakTexts(breaks, baselines).map((text) => printable(`Breaks: ${text}.`)),
    ...(unnamed === null ? [] : [`Breaks: ${unnamed}.`]),
    ...(dated === null ? [] : [printable(`${capitalized(dated)}.`)]),
    ...(fix ? [printable(`${fix.title}:`), ...printableLines(fix.advice)] : []),
    ...(docs.kind === "page" ? [] : [printable(`More: ${docsText(docs)}`)]),
  ];
  return withoutLinks(lines.join("\n"));
}

/** In a message of SARIF `[text](target)` is a link, unless a backslash stands before the bracket. */
function withoutLinks(text: string): string {
  const parts = text.split("]");
  const escaped = parts.map((part, at) =>
    parts[at + 1]?.startsWith("(") ? part.replaceAll("[", "\\[") : part,
  );
  return escaped.join("]");
}

/** A relative reference of RFC 3986; halves of surrogate pairs, which have none, become U+FFFD. */
function uriOf(file: string): string {
  const segments = file.replace(/\p{Cs}/gu, "\ufffd").split("/");
  return segments.map(encodeURIComponent).join("/");
}

/** `R1/number-reused` becomes `R1NumberReused`, as SARIF recommends for names. */
function pascalCase(id: string): string {
  return id.replace(/(?:^|[/-])(\w)/g, (_, letter: string) => letter.toUpperCase());
}
