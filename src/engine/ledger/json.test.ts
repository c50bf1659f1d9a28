import fc from "fast-check";
import { expect, test } from "vitest";
import { ledgerOfTexts } from "../../testing/ledger-of-commits.js";
import { processorTime } from "../../testing/processor-time.js";
import { ledgerFromJson, ledgerToJson } from "./json.js";
import type { Ledger } from "./ledger.js";
import { mergeLedgers } from "./merge.js";

const example = (): Ledger => {
  const ledger = ledgerOfTexts(
    'package p; message Old { string a = 1; string b = 2 [json_name = "x \u{1f600}"]; } enum E { A = 0; }',
    "package p; message New { string a = 1; string c = 2; int32 d = 3; } enum E { A = 0; B = -1; }",
    "package p; message New { string a = 1; bytes c = 2; int32 d = 4; } enum E { A = 0; B = -1; }",
  );
  return withHashes(ledger);
};

/** Told commits are called c1, c2: no hashes. */
function withHashes(ledger: Ledger): Ledger {
  for (const { numbers } of ledger.owners.values()) {
    for (const { first, last, evidence } of [...numbers.values()].flat()) {
      for (const revision of [first, last, evidence.revision])
        revision.commit = revision.commit.replace("c", "00000000000");
    }
  }
  return ledger;
}

test("what was written is read, and is written again in the same way", () => {
  const ledger = { ...example(), head: "0123456789abcdef" };
  const text = ledgerToJson(ledger);
  expect(ledgerFromJson(text, "")).toEqual(ledger);
  expect(ledgerToJson(ledgerFromJson(text, ""))).toBe(text);
  expect(text.split("\n").length).toBeGreaterThan(5);
});

test("revisions get the origin that they lack, and keep the one that they have", () => {
  const once = ledgerFromJson(ledgerToJson(example()), "agent.json");
  const twice = ledgerFromJson(ledgerToJson(once), "other.json");
  const sources = [...(twice.owners.get("p.New")?.numbers.values() ?? [])]
    .flat()
    .map(({ first }) => first.source);
  expect(new Set(sources)).toEqual(new Set(["agent.json"]));
});

const damaged = (change: (root: Record<string, never>) => void): string => {
  const root = JSON.parse(ledgerToJson(example()));
  change(root);
  return JSON.stringify(root);
};

// biome-ignore lint/suspicious/noExplicitAny: foreign data is what this is about
type Any = any;

test.each<[string, string, RegExp]>([
  ["no JSON", "ledger", /not JSON/],
  ["cut off", ledgerToJson(example()).slice(0, -40), /cut off/],
  ["a list", "[]", /the file should be an object and is a list/],
  ["null", "null", /should be an object and is null/],
  ["deep", "[".repeat(200_000), /not JSON/],
  ["something else", "{}", /no "format"/],
  ["a later version", damaged((root: Any) => Object.assign(root, { version: 4 })), /version 4/],
  ["no owners", damaged((root: Any) => delete root.owners), /owners should be a list and is missing/],
  [
    "a number as text",
    damaged((root: Any) => Object.assign(root.owners[0].numbers[0], { number: "1" })),
    /owners\[0\]\.numbers\[0\]\.number/,
  ],
  [
    "a field number 0",
    damaged((root: Any) => Object.assign(root.owners[1].numbers[0], { number: 0 })),
    /whole number from 1/,
  ],
  [
    "a revision that is not there",
    damaged((root: Any) => Object.assign(root.owners[1].numbers[0].holders[0].forms[0], { first: 99 })),
    /holders\[0\]\.forms\[0\]\.first/,
  ],
  [
    "a name with an escape",
    damaged((root: Any) => Object.assign(root.owners[0], { names: ["\u001b[31mp"] })),
    /names\[0\] should be a name and is "\\u001b/,
  ],
  [
    "no name",
    damaged((root: Any) => Object.assign(root.owners[0], { names: [] })),
    /names should be a list with a name/,
  ],
  [
    "a commit that is an option",
    damaged((root: Any) => Object.assign(root.seen[0], { commit: "--upload-pack" })),
    /seen\[0\]\.commit/,
  ],
  [
    "a date of no calendar",
    damaged((root: Any) => Object.assign(root.seen[0], { date: "yesterday" })),
    /seen\[0\]\.date/,
  ],
  ["a kind that is none", damaged((root: Any) => Object.assign(root.owners[0], { kind: "service" })), /kind/],
])("a file that is damaged says where: %s", (_, text, message) => {
  expect(() => ledgerFromJson(text, "x")).toThrow(message);
});

test("names that objects have of their own are names like others", () => {
  const text = ledgerToJson(withHashes(ledgerOfTexts("message __proto__ { string constructor = 1; }")));
  const ledger = ledgerFromJson(text, "");
  expect(ledger.owners.get("__proto__")?.numbers.get(1)?.[0]?.names).toEqual(["constructor"]);
  expect(({} as Record<string, unknown>).fullName).toBeUndefined();
  const polluting = text.replace('"format"', '"__proto__":{"polluted":true},"format"');
  ledgerFromJson(polluting, "");
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

test("any damage leads to a ledger or to an Error that is one line", () => {
  const text = ledgerToJson(example());
  fc.assert(
    fc.property(fc.nat(text.length - 1), fc.nat(20), fc.string({ maxLength: 5 }), (at, length, instead) => {
      try {
        ledgerFromJson(text.slice(0, at) + instead + text.slice(at + length), "x");
      } catch (error) {
        expect((error as Error).constructor).toBe(Error);
        expect((error as Error).message).toMatch(/^(This is not|The ledger) .*\.$/);
      }
    }),
    { seed: 7, numRuns: 2000 },
  );
});

test("a ledger of version 1 is read: what it called released is, the rest is official", () => {
  const old = JSON.stringify({
    format: "grpc-evolution ledger",
    version: 1,
    revisions: 2,
    unreadable: 0,
    seen: [
      { commit: "0000001", date: "2024-01-01T00:00:00Z", release: "v1", source: "" },
      { commit: "0000002", date: "2024-01-02T00:00:00Z", release: null, source: "" },
    ],
    owners: [
      {
        names: ["p.M"],
        kind: "message",
        numbers: [
          { number: 1, holders: [{ names: ["a"], type: "string", first: 0, last: 1 }] },
          { number: 2, holders: [{ names: ["b"], type: "string", first: 1, last: 1 }] },
        ],
      },
    ],
  });
  const ledger = ledgerFromJson(old, "old.json");
  const evidence = [1, 2].map((number) => ledger.owners.get("p.M")?.numbers.get(number)?.[0]?.evidence);
  expect(evidence).toMatchObject([
    { kind: "release", release: "v1", name: "a" },
    { kind: "official", revision: { commit: "0000002", source: "old.json" } },
  ]);
  expect(ledger.head).toBeNull();
});

test("a ledger of version 2 is read: each name has the last type, and one of them has evidence", () => {
  const evidence = { kind: "release", release: "v1", name: "b", type: "string", revision: 0 };
  const old = JSON.stringify({
    format: "grpc-evolution ledger",
    version: 2,
    head: "0000002",
    revisions: 2,
    unreadable: 0,
    seen: [
      { commit: "0000001", date: "2024-01-01T00:00:00Z", source: "" },
      { commit: "0000002", date: "2024-01-02T00:00:00Z", source: "" },
    ],
    owners: [
      {
        names: ["p.M"],
        kind: "message",
        numbers: [
          { number: 1, holders: [{ names: ["a", "b"], type: "bytes", first: 0, last: 1, evidence }] },
        ],
      },
    ],
  });
  const ledger = ledgerFromJson(old, "");
  expect(ledger.isOutdated).toBe(true);
  expect(ledgerFromJson(ledgerToJson(example()), "").isOutdated).toBeUndefined();
  const [holder, ...others] = ledger.owners.get("p.M")?.numbers.get(1) ?? [];
  expect(others).toEqual([]);
  expect(holder).toMatchObject({ names: ["a", "b"], evidence: { release: "v1", name: "b", type: "string" } });
  expect(
    holder?.forms.map(({ name, type, seen }) => `${name}: ${type}, ${seen?.evidence.kind}`).sort(),
  ).toEqual(["a: bytes, other", "b: bytes, other", "b: string, release"]);
});

test("many names of one message take neither time nor memory", () => {
  const names = Array.from({ length: 30_000 }, (_, index) => `other.M${index}`);
  const holders = [{ names: ["a"], type: "string", first: 0, last: 0 }];
  const old = JSON.stringify({
    format: "grpc-evolution ledger",
    version: 1,
    revisions: 1,
    unreadable: 0,
    seen: [{ commit: "0000001", date: "2024-01-01T00:00:00Z", release: null, source: "" }],
    owners: [{ names, kind: "message", numbers: [{ number: 1, holders }] }],
  });
  const time = processorTime(() => {
    const merged = mergeLedgers(ledgerFromJson(old, "old.json"), []);
    expect(ledgerFromJson(ledgerToJson(merged), "").owners.size).toBe(names.length);
  });
  expect(time).toBeLessThan(5000);
});
