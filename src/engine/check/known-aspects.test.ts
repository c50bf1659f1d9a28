import { expect, test } from "vitest";
import type { Finding } from "../rules/finding.js";
import { check } from "./check.js";
import { earlierFindings, wasTrue } from "./known.js";
import { type CheckRequest, requestFor, type State } from "./request.js";

const state = (label: string, body: string): State => ({
  label,
  files: [{ path: "a.proto", text: `syntax = "proto3"; package p; ${body}` }],
});

/** What is found in a head that starts from a reference, after a release, with its status. */
function statuses(release: string, reference: string, head: string): string[] {
  const [older, start, now] = [state("v1.0", release), state("the parent", reference), state("head", head)];
  const { findings } = check({
    ...requestFor(older, now),
    baselines: [
      { ...older, releaseIndex: 0, precedesReference: true },
      { ...start, releaseIndex: null, precedesReference: false },
    ],
    reference: start,
    components: [
      { client: "client", server: "server", window: { upgrade: "unbounded", downgrade: 1 }, services: [] },
    ],
    releases: { names: ["v1.0"], head: 1 },
  });
  return findings.map((finding) => `${finding.status} ${finding.check} ${finding.element.fullName}`).sort();
}

test("an enum that came before the change is known, whatever values it gets", () => {
  expect(
    statuses("", "enum E { E_UNSPECIFIED = 0; E_A = 1; }", "enum E { E_UNSPECIFIED = 0; E_A = 1; E_B = 2; }"),
  ).toEqual(["known R3/enum-introduced p.E", "new R3/value-added p.E.E_B"]);
});

test("another type is known, whatever oneof the field moves into", () => {
  const message = (body: string) => `message M { ${body} }`;
  expect(
    statuses(
      message("int32 a = 1; bool b = 2;"),
      message("string a = 1; bool b = 2;"),
      message("oneof o { string a = 1; } bool b = 2;"),
    ),
  ).toEqual(["known R4/type-changed p.M.a", "new R4/oneof-changed p.M.a"]);
});

test("another type than the reference had is new", () => {
  const message = (type: string) => `message M { ${type} a = 1; }`;
  expect(statuses(message("int32"), message("string"), message("double"))).toEqual([
    "new R4/type-changed p.M.a",
  ]);
});

test("what was said of several releases was as grave as of the gravest", () => {
  const request = requestFor(
    state("v1.0", "message M { string a = 1; }"),
    state("head", "message M { reserved 2; }"),
  );
  const [finding] = check(request).findings;
  const said = finding as Finding;
  const earlier = (...severities: Finding["severity"][]) =>
    earlierFindings(
      severities.map((severity) => ({ ...said, severity })),
      (name) => name,
    );
  expect(said.severity).toBe("error");
  expect(wasTrue(earlier("warning", "error", "warning"), said)).toBe(true);
  expect(wasTrue(earlier("warning", "warning"), said)).toBe(false);
});

test("where nobody is shown what is known, no bytes and no fix are made for it, and all else is the same", () => {
  const [start, now] = [
    state("the parent", "message M { string a = 1; int32 b = 2; }"),
    state("head", "message M { string a = 1; string b = 2; }"),
  ];
  const request: CheckRequest = {
    ...requestFor(state("v1.0", "message M { int32 a = 1; int32 b = 2; }"), now),
    reference: start,
  };
  request.baselines = request.baselines.map((each) => ({ ...each, precedesReference: true }));
  const [all, counted] = [check(request), check({ ...request, countsKnownOnly: true })];
  const made = ({ findings }: typeof all) =>
    findings.map(({ status, witness, fix }) => [status, witness !== null, fix !== null]);
  expect(made(all)).toEqual([
    ["known", true, true],
    ["new", true, true],
  ]);
  expect(made(counted)).toEqual([
    ["known", false, false],
    ["new", true, true],
  ]);
  expect(counted.findings[1]).toEqual(all.findings[1]);
  expect(counted.summary).toEqual(all.summary);
});

test("a value that is renamed keeps what is known of it, and the new name is new", () => {
  const schema = (value: string) =>
    `enum E { E_UNSPECIFIED = 0; E_OLD = 1; ${value} = 2; } message M { E e = 1; }`;
  expect(
    statuses(
      "enum E { E_UNSPECIFIED = 0; E_OLD = 1; } message M { E e = 1; }",
      schema("E_CSI"),
      schema("E_CLUSTER"),
    ),
  ).toEqual(["known R3/value-added p.E.E_CLUSTER", "new R1/renamed p.E.E_CLUSTER"]);
});
