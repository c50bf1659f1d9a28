/** The order of upgrades that the analysis names makes no pair that it reports as broken, whatever changes and whoever meets. */
import { type Analysis, analyze } from "@grpc-evolution/engine/analysis/analysis.js";
import type { AnalyzedElement } from "@grpc-evolution/engine/analysis/analyzed-element.js";
import { check } from "@grpc-evolution/engine/check/check.js";
import { rollOutTexts } from "@grpc-evolution/engine/report/analysis-roll-out.js";
import type { Break } from "@grpc-evolution/engine/rules/finding.js";
import type { Window } from "@grpc-evolution/engine/window/window.js";
import { describe, expect, test } from "vitest";
import { filesOf } from "./changes-between.js";
import { type KnownChange, knownChanges } from "./known-changes.js";
import { requestOver, usualWindow } from "./reported.js";
import { someOf } from "./thorough.js";

/** Longer ahead than behind, longer behind than ahead, one way only, and without a limit. */
const windows: readonly Window[] = [
  { upgrade: 1, downgrade: 2 },
  { upgrade: 2, downgrade: 1 },
  { upgrade: 0, downgrade: 1 },
  { upgrade: 1, downgrade: 0 },
  usualWindow,
];

/** The change goes into 3.0, behind two releases that have what it starts from. */
function analysisOf({ before, after }: Omit<KnownChange, "name">, window: Window): Analysis {
  const empty = requestOver(["", "", ""], { window });
  const request = {
    ...empty,
    head: { ...empty.head, files: after },
    baselines: empty.baselines.map((baseline) => ({ ...baseline, files: before })),
  };
  return analyze(request, check(request));
}

/** Who is told to be first, and who then: `the agent`, `every writer`. */
const named = /(?:^|[.] )First (the \S+|every \S+?)(?:,| (?!then).*?,) then (?:.* )?((?:the|every) [a-z]+)\b/;

/** What is said of an element that contradicts what is reported of it. */
function contradictions(analysis: Analysis): string[] {
  return analysis.elements.flatMap((element) => {
    const text = rollOutTexts(element, analysis).join(" ");
    const breaks = element.findings.flatMap((finding) => finding.breaks);
    const wrong = breaks.filter((each) => isMade(each, text, analysis.to.label));
    const isDenied =
      breaks.length > 0 && /(?<!between the releases that are compared) any order will do/.test(text);
    return wrong.length > 0 || isDenied ? [`${element.fullName}: ${text} ${breaksText(wrong)}`] : [];
  });
}

/** Whether the order that a text names makes a pair: who is first is the newer one in it. */
function isMade({ writer, reader }: Break, text: string, newer: string): boolean {
  const [, first, then] = named.exec(text) ?? [];
  if (first === undefined || then === undefined) return false;
  const side = (component: string | null, role: string) => [`every ${role}`, `the ${component}`];
  const sides = { writer: side(writer.component, "writer"), reader: side(reader.component, "reader") };
  return writer.state === newer
    ? sides.writer.includes(first) && sides.reader.includes(then)
    : sides.reader.includes(first) && sides.writer.includes(then);
}

function breaksText(breaks: readonly Break[]): string {
  return breaks.map(({ writer, reader }) => `${JSON.stringify([writer, reader])}`).join();
}

const isNamed = ({ elements }: Analysis) =>
  elements.some((element: AnalyzedElement) => element.order.kind === "steps");

const changes = someOf(knownChanges(), 4);

describe.each(windows)("in the window $upgrade ahead, $downgrade behind", (window) => {
  test("of every change that the site knows", () => {
    const analyses = changes.map((change) => ({ change, analysis: analysisOf(change, window) }));
    const wrong = analyses.flatMap(({ change, analysis }) =>
      contradictions(analysis).map((text) => `${change.name}: ${text}`),
    );
    expect(wrong).toEqual([]);
    expect(analyses.some(({ analysis }) => isNamed(analysis))).toBe(true);
  });
});

/** Declarations of one field, with what else stands in its message. */
const declarations = [
  ..."int32 int64 uint32 uint64 sint32 sint64 fixed32 sfixed32 fixed64 sfixed64 bool float double string bytes"
    .split(" ")
    .map((type) => `${type} f = 1; oneof o { string other = 2; }`),
  "optional int32 f = 1; oneof o { string other = 2; }",
  "E f = 1; oneof o { string other = 2; }",
  "N f = 1; oneof o { string other = 2; }",
  "repeated int32 f = 1; oneof o { string other = 2; }",
  "repeated string f = 1; oneof o { string other = 2; }",
  "map<string, int32> f = 1; oneof o { string other = 2; }",
  "oneof o { int32 f = 1; string other = 2; }",
  "oneof p { int32 f = 1; } oneof o { string other = 2; }",
];

const carried = {
  request: "rpc Call(M) returns (Other);",
  response: "rpc Call(Other) returns (M);",
  both: "rpc Call(M) returns (M);",
};

const stateOf = (declaration: string, method: string) =>
  filesOf(
    `package a; message M { ${declaration} } message Other {} message N { int32 n = 1; } enum E { E_NONE = 0; E_A = 1; } service S { ${method} }`,
  );

describe.each(Object.entries(carried))("of every pair of types in a %s", (_, method) => {
  test.each(windows.slice(0, 2))("in the window $upgrade ahead, $downgrade behind", (window) => {
    const states = declarations.map((declaration) => stateOf(declaration, method));
    const pairs = states.flatMap((before) =>
      states.flatMap((after) => (before === after ? [] : [{ before, after }])),
    );
    const wrong = someOf(pairs, 8).flatMap((pair) => contradictions(analysisOf(pair, window)));
    expect(wrong).toEqual([]);
  });
});
