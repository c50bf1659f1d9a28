import { describe, expect, test } from "vitest";
import { ledgerOfTexts } from "../../testing/ledger-of-commits.js";
import type { Finding } from "../rules/finding.js";
import { bumpFor } from "./bump.js";
import { check } from "./check.js";
import { requestFor, type State } from "./request.js";

function state(text: string, label = "newer"): State {
  return { label, files: [{ path: "a.proto", text: `syntax = "proto3"; ${text}` }] };
}

/** The last of some commits against the one at this position, with the history of them all, or without one. */
function findings(texts: string[], against: number, { history = true } = {}): Finding[] {
  const request = requestFor(state(texts[against] ?? "", "older"), state(texts.at(-1) ?? ""));
  return check({ ...request, ledger: history ? ledgerOfTexts(...texts) : null }).findings;
}

const lines = (found: Finding[]) =>
  found.map(({ check: id, severity, element }) => `${id} ${severity} ${element.fullName}`).sort();

const message = (name: string, body: string, scope = "p") => `package ${scope}; message ${name} { ${body} }`;

describe("a reserved number that went along with a message that moved and grew", () => {
  const texts = [
    message("M", "string a = 1; string b = 2;"),
    message("M", "string a = 1; reserved 2;"),
    message("M", "string a = 1; reserved 2; string c = 3; string d = 4;", "q"),
    message("M", "string a = 1; string c = 3; string d = 4;", "q"),
    message("M", "string a = 1; string z = 2; string c = 3; string d = 4;", "q"),
  ];

  test("is spent, also against the commit before, which does not reserve it any more", () => {
    expect(lines(findings(texts, 3))).toEqual(["R1/number-reused error q.M.z"]);
    expect(findings(texts, 3)[0]?.message).toContain('"b" (string) has used since commit c1');
  });

  test("is free for two states alone", () => {
    expect(findings(texts, 3, { history: false })).toEqual([]);
  });
});

describe("a comparison with a history", () => {
  test("follows every step, where the two states have nothing in common", () => {
    const texts = [
      message("A", "string a = 1; string b = 2;"),
      message("B", "string a = 1; string b = 2;"),
      message("B", 'string a = 1; reserved 2; reserved "b"; int32 c = 3;'),
      message("B", "int32 c = 3; int32 d = 4; int32 e = 5;"),
      message("C", "int32 c = 3; int32 d = 4; int32 e = 5;"),
    ];
    expect(lines(findings(texts, 0))).toEqual([
      "GL2/message-moved info p.C",
      "R1/removed-without-reserved error p.A.a",
      "R1/removed-without-reserved error p.A.b",
    ]);
    expect(lines(findings(texts, 0, { history: false }))).toEqual(["GL2/message-removed info p.A"]);
  });

  test("does not take a copy for the original that was deleted", () => {
    const original = message("M", "string a = 1; string b = 2; string c = 3;");
    const copy = "message Outer { message M { string a = 1; string b = 2; } }";
    const texts = [original, `${original} ${copy}`, `package p; ${copy}`];
    expect(lines(findings(texts, 0))).toEqual(["GL2/message-removed info p.M"]);
    expect(lines(findings(texts, 0, { history: false }))).toEqual([
      "GL2/message-moved info p.Outer.M",
      "R1/removed-without-reserved error p.M.c",
    ]);
  });

  test("decides for the version that comes next, too", () => {
    const texts = [message("A", "string a = 1; string b = 2;"), message("B", "string a = 1; string b = 2;")];
    const previous = {
      ...state(texts[0] ?? "", "v1.0.0"),
      name: "1.0",
      version: [1, 0, 0] as [number, number, number],
    };
    const request = requestFor(previous, state(texts[1] ?? ""));
    const reasonsWith = (ledger: ReturnType<typeof ledgerOfTexts>) =>
      bumpFor({ ...request, ledger }, previous).because.map(({ message: reason }) => reason);
    expect(reasonsWith(ledgerOfTexts(...texts))).toEqual(["p.A is called p.B now."]);
    // B stood beside A in between.
    const copied = ledgerOfTexts(
      texts[0] ?? "",
      `${texts[0]} message B { string a = 1; string b = 2; }`,
      texts[1] ?? "",
    );
    expect(reasonsWith(copied)).toEqual(["The message p.B was added.", "The message p.A was removed."]);
  });
});

describe("several messages that fit where one went", () => {
  const body = "string a = 1; string b = 2;";
  const texts = [message("A", body), `${message("B", body)} message C { ${body} }`];

  test("are said, with a history and without one", () => {
    for (const history of [true, false]) {
      const found = findings(texts, 0, { history });
      expect(lines(found)).toEqual(["R1/move-ambiguous info p.A"]);
      expect(found[0]?.message).toBe(
        "p.A is gone, and it cannot be told where it went (p.B, p.C): none is followed, what was there keeps its numbers under its old name.",
      );
      expect(found[0]).toMatchObject({ place: { file: "a.proto" }, after: { names: ["p.B", "p.C"] } });
    }
  });

  test("are not all named where there are many", () => {
    const names = Array.from({ length: 9 }, (_, index) => `message M${index} { ${body} }`);
    const [finding] = findings([message("A", body), `package p; ${names.join(" ")}`], 0);
    expect(finding?.message).toContain("(p.M0, p.M1, p.M2 and 6 more)");
  });

  test("are not said any more once a method tells", () => {
    const service = (name: string) => `service S { rpc Get(${name}) returns (${name}); }`;
    expect(lines(findings([`${texts[0]} ${service("A")}`, `${texts[1]} ${service("B")}`], 0))).toEqual([
      "GL2/message-moved info p.B",
    ]);
  });
});
