import { describe, expect, it } from "vitest";
import { emptyResult, named, peer, sampleFinding, samplePlace } from "../../testing/sample-findings.js";
import { type CheckResult, check } from "../check/check.js";
import { withFixes } from "../check/fixes.js";
import { requestFor } from "../check/request.js";
import type { Finding } from "../rules/finding.js";
import { pluralNoun } from "../rules/words.js";
import { breakLine, breakTexts } from "./breaks.js";
import { type Look, plainLook } from "./look.js";
import { arrowClause } from "./sentences.js";
import { textReport } from "./text.js";

const before = `syntax = "proto3";
package shop;

service Store {
  rpc Put(Order) returns (Order);
  rpc Pause(Order) returns (Order);
}

enum State {
  STATE_UNSPECIFIED = 0;
}

message Order {
  string id = 1;
  int32 size = 2; // in bytes
  string note = 3;
  bool paid = 4;
}
`;

const after = before
  .replace("  rpc Pause(Order) returns (Order);\n", "")
  .replace("  STATE_UNSPECIFIED = 0;\n", "  STATE_UNSPECIFIED = 0;\n  STATE_OPEN = 1;\n")
  .replace("int32 size", "float size")
  .replace("  string note = 3;\n", "")
  .replace("paid = 4", "paid = 5");

/** What the text says of two versions of a file. */
function reportOf(older: string, newer: string, look: Partial<Look> = {}): string {
  const state = (label: string, text: string) => ({ label, files: [{ path: "shop.proto", text }] });
  const request = requestFor(state("before", older), state("after", newer));
  const result = check(request);
  const sources = { head: request.head.files, older: request.baselines };
  return textReport({ ...result, findings: withFixes(result, request) }, { ...plainLook, sources, ...look });
}

function schema(fields: string): string {
  return `syntax = "proto3";\nmessage Order {\n${fields}\n}\n`;
}

function resultOf(findings: Finding[], baselines: string[] = ["before"]): CheckResult {
  return { findings, summary: { ...emptyResult().summary, errors: findings.length, baselines } };
}

describe("a finding with its source", () => {
  it("shows how the element was and is, who breaks, and the fix as a diff", async () => {
    await expect(reportOf(before, after)).toMatchFileSnapshot("golden/text-sources.txt");
  });

  it("shows the rest where it is asked for", async () => {
    await expect(reportOf(before, after, { verbose: true })).toMatchFileSnapshot("golden/text-verbose.txt");
  });

  it("five of them take less than 40 lines", () => {
    const text = reportOf(before, after);
    expect(text).toContain("5 errors.");
    expect(text.trimEnd().split("\n").length).toBeLessThan(40);
  });

  it("marks the place below the line, behind tabs as well", () => {
    const text = reportOf(schema("\tint32 size = 1;"), schema("\tfloat size = 1;"), { width: 120 });
    expect(text).toContain("\n      3 - \tfloat size = 1;\n        | \t      ^^^^ Fix: keep the field");
    expect(text).toContain("\n      3 + \tint32 size = 1;\n");
  });

  it("shows an older line once, where the fix brings it back", () => {
    const text = reportOf(schema("  int32 size = 1;"), schema("  float size = 1;"));
    expect(text.match(/int32 size = 1;/g)).toHaveLength(1);
  });

  it("shows of a very long line what is around the mark, within the width", () => {
    const fields = (type: string) =>
      Array.from({ length: 3000 }, (_, at) => `${at === 1500 ? type : "int32"} f${at} = ${at + 1};`).join(
        " ",
      );
    const text = reportOf(schema(fields("int32")), schema(fields("float")), { width: 60 });
    const line = text.split("\n").find((each) => each.includes("float f1500 ="));
    expect(line).toMatch(/^ {6}3 [-|] ….*float f1500 = 1501;.*…$/);
    expect(text).toMatch(/^ {6}3 \+ ….*int32 f1500 = 1501;.*…$/m);
    expect(Math.max(...text.split("\n").map((each) => each.length))).toBeLessThan(90);
  });

  it("makes control characters of a line visible", () => {
    const text = reportOf(schema("  int32 size = 1;"), schema("  float size = 1; // \x1b[31m \u202e"));
    expect(text).toContain("float size = 1; // \\x1b[31m \\u202e");
  });

  it("says of a finding on a file that is gone how its element was", () => {
    const older = [{ label: "v1", files: [{ path: "old.proto", text: schema("  int32 size = 1;") }] }];
    const finding = sampleFinding({
      element: { kind: "field", fullName: "Order.size", owner: "Order" },
      place: samplePlace(3, "old.proto"),
      before: { name: "size", number: 1 },
    });
    const text = textReport(resultOf([finding]), { ...plainLook, sources: { head: [], older } });
    expect(text).toContain("\n    was |   int32 size = 1;\n");
  });

  it("is short about an element whose file is not at hand", () => {
    const text = textReport(resultOf([sampleFinding({ place: samplePlace(7, "gone.proto") })]), plainLook);
    expect(text).not.toContain("|");
  });
});

describe("an element", () => {
  it("has one headline, the gravest check first, a milder one with its severity", () => {
    const findings = [
      sampleFinding({ check: "R1/renamed", severity: "warning" }),
      sampleFinding({ check: "R1/number-changed" }),
      sampleFinding({ check: "R1/number-reused", element: named("acme.Storage.other") }),
    ];
    const lines = textReport(resultOf(findings), plainLook).split("\n");
    expect(lines[0]).toBe("error  R1/number-changed, R1/renamed (warning)  acme.Storage.source");
    expect(lines.filter((line) => line.startsWith("error  "))).toHaveLength(2);
  });
});

describe("what is published", () => {
  it("is said once of an element, if it is so since the same release", () => {
    const findings = ["v1", "v1", "v2"].map((published, at) =>
      sampleFinding({
        published,
        check: (["R1/renamed", "R1/number-changed", "R1/number-reused"] as const)[at],
      }),
    );
    const text = textReport(resultOf(findings), plainLook);
    expect(text.match(/Published since v\d/g)).toEqual(["Published since v1", "Published since v2"]);
  });
});

describe("the width", () => {
  it("holds sentences, and breaks no path", () => {
    const file = `protos/with a blank/${"very/".repeat(20)}long.proto`;
    const finding = sampleFinding({ place: samplePlace(7, file), message: "word ".repeat(60).trim() });
    for (const width of [40, 80, 120]) {
      const lines = textReport(resultOf([finding]), { ...plainLook, width }).split("\n");
      expect(lines).toContain(`  ${file}:7:3`);
      const others = lines.filter((line) => !line.includes(file));
      expect(Math.max(...others.map((line) => line.length))).toBeLessThanOrEqual(width);
    }
  });
});

describe("a long report", () => {
  const milder = Array.from({ length: 30 }, (_, at) =>
    sampleFinding({ check: "R3/value-added", severity: "warning", place: samplePlace(at + 1) }),
  );
  const graver = [..."abcd"].map((name, at) =>
    sampleFinding({
      element: named(`acme.Storage.${name}`),
      place: samplePlace(40 + at),
      breaks: [
        { writer: peer("a", "1"), reader: peer("b", "2"), outcome: at === 3 ? "reinterpreted" : "lost" },
      ],
    }),
  );

  it("begins with its summary by check and the three gravest", () => {
    const [head = ""] = textReport(resultOf([...milder, ...graver]), { ...plainLook, width: 120 }).split(
      "\n\nwarn",
    );
    expect(head.split("\n").slice(1)).toEqual([
      "  30  R3/value-added",
      "   4  R1/number-changed",
      "",
      "The gravest:",
      "error  R1/number-changed  acme.Storage.d  protos/agent.proto:43:3",
      "error  R1/number-changed  acme.Storage.a  protos/agent.proto:40:3",
      "error  R1/number-changed  acme.Storage.b  protos/agent.proto:41:3",
    ]);
  });

  it("of twenty needs none", () => {
    expect(textReport(resultOf(milder.slice(0, 20)), plainLook)).not.toContain("The gravest");
  });
});

describe("who breaks", () => {
  const baselines = ["v1.0", "v1.1", "v1.2", "v1.3", "v1.5", "the merge base 3f2a1b0"];
  const server = peer("server", "v2.0");
  const client = (state: string) =>
    state.startsWith("the ") ? { component: "client", release: null, state } : peer("client", state);
  const callsOf = (states: string[]) =>
    states.map((state) => ({ writer: client(state), reader: server, outcome: "unimplemented" as const }));

  it("is told once for releases that follow each other", () => {
    expect(
      breakTexts(callsOf(["v1.2", "v1.0", "v1.1", "v1.5", "the merge base 3f2a1b0"]), baselines),
    ).toEqual([
      "clients v1.0 to v1.2, v1.5 and of the merge base 3f2a1b0 call, server v2.0 answers UNIMPLEMENTED",
    ]);
    expect(breakTexts(callsOf(["v1.0", "v1.1"]), baselines)).toEqual([
      "clients v1.0 and v1.1 call, server v2.0 answers UNIMPLEMENTED",
    ]);
  });

  it("is told apart for other outcomes, sides and components", () => {
    const [one] = callsOf(["v1.0"]) as [Finding["breaks"][number]];
    const others = [
      one,
      { ...one, writer: client("v1.1"), outcome: "lost" as const },
      { ...one, writer: peer("proxy", "v1.1") },
      { writer: server, reader: client("v1.1"), outcome: "unimplemented" as const },
    ];
    expect(breakTexts(others, baselines)).toHaveLength(4);
  });

  it("of two folders that cannot read each other is one sentence", () => {
    const folder = (state: string) => ({ component: null, release: state, state });
    const [one, other] = [folder("after"), folder("before")];
    const both = [
      { writer: one, reader: other, outcome: "rejected" as const },
      { writer: other, reader: one, outcome: "rejected" as const },
    ];
    expect(breakTexts(both, ["before"])).toEqual([
      "newer release writes, older release refuses it, and the other way around",
    ]);
  });

  it("is one line that counts what it has no room for, the gravest first", () => {
    const breaks = [
      ...callsOf(["v1.0", "v1.1", "v1.2", "the merge base 3f2a1b0"]).map((each) => ({
        ...each,
        outcome: "unknown" as const,
      })),
      { writer: server, reader: client("v1.0"), outcome: "rejected" as const },
    ];
    expect(breakLine(breaks, baselines, 60)).toBe("server v2.0 → client v1.0 refuses it; 1 more");
    expect(breakLine(breaks, baselines, 200)).toBe(
      "server v2.0 → client v1.0 refuses it; clients v1.0 to v1.2 → server v2.0 sees an unknown field",
    );
    const once = callsOf(["v1.0", "v1.1"]);
    expect(breakLine([...once, ...once], baselines, 80)).toBe(
      "clients v1.0 and v1.1 → server v2.0 answers UNIMPLEMENTED",
    );
    expect(breakLine([], baselines, 60)).toBe("");
    const [one, other] = [peer("agent", "v2"), peer("agent", "v1")];
    const both = [
      { writer: one, reader: other, outcome: "lost" as const },
      { writer: other, reader: one, outcome: "lost" as const },
    ];
    expect(breakLine(both, ["other"], 60)).toBe("agent v2 → agent v1 loses data, and back");
  });

  it("has a component's name in the plural", () => {
    expect(["agent", "proxy", "gateway", "bus"].map(pluralNoun)).toEqual([
      "agents",
      "proxies",
      "gateways",
      "buses",
    ]);
  });
});

it("of several readers the verb is a plural", () => {
  expect(arrowClause("runtime 2.0", "agents", "unrecognized", true)).toMatch(/ agents have no name for the/);
  expect(arrowClause("runtime 2.0", "agents", "defaulted", true)).toBe(
    "runtime 2.0 → agents see the default",
  );
  expect(arrowClause("runtime 2.0", "agent", "unrecognized", false)).toMatch(/ agent has no name for the/);
});
