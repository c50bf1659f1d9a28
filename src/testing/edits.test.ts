import { requestFor } from "@grpc-evolution/engine/check/request.js";
import { readSchema } from "@grpc-evolution/engine/schema/read.js";
import { describe, expect, test } from "vitest";
import { type Texts, topics } from "../evidence/comparison/cases.js";
import { findExamples, readExampleFile } from "../evidence/examples/example.js";
import { EditTrials } from "./edit-trials.js";

const state = (label: string, text: string) => ({ label, files: [{ path: "schema.proto", text }] });

const stateOf = (label: string, texts: Texts) =>
  typeof texts === "string"
    ? state(label, texts)
    : { label, files: Object.entries(texts).map(([path, text]) => ({ path, text })) };

const proto2 = (body: string) => `syntax = "proto2";\npackage a;\n${body}\n`;
const proto3 = (body: string) => `syntax = "proto3";\npackage a;\n${body}\n`;
const edition = (body: string) => `edition = "2023";\npackage a;\n${body}\n`;

/** Texts that a careless edit would break: what the older one is, and the newer one. */
const tricky: [what: string, before: string, after: string][] = [
  [
    "a group that is gone",
    proto2("message M {\n  optional group Part = 1 {\n    optional int32 x = 1;\n  }\n}"),
    proto2("message M {\n}"),
  ],
  [
    "a group with another number",
    proto2("message M { optional group Part = 1 { optional int32 x = 1; } }"),
    proto2("message M { optional group Part = 2 { optional int32 x = 1; } }"),
  ],
  [
    "a required field that is gone, and a new one",
    proto2("message M {\n\trequired int32 a = 1;\n}"),
    proto2("message M {\n\trequired int32 b = 2;\n}"),
  ],
  [
    "a member of a oneof",
    proto3("message M {\n  oneof kind {\n    string a = 1;\n    int32 b = 2;\n  }\n}"),
    proto3("message M {\n  oneof kind {\n    string a = 1;\n    bool c = 2; // why\n  }\n}"),
  ],
  [
    "options over several lines",
    proto2('message M {\n  optional string a = 1 [\n    // why\n    default = "x;]"\n  ];\n}'),
    proto2(
      'message M {\n  optional int32 a = 1 [\n    deprecated = true, // why\n    json_name = "b"\n  ];\n}',
    ),
  ],
  [
    "names and numbers in an edition",
    edition("message M { int32 a = 1; int32 b = 2; reserved 9; reserved gone; } enum E { N = 0; A = 1; }"),
    edition("message M { int32 a = 1; } enum E { N = 0; }"),
  ],
  [
    "line ends of Windows",
    proto3(
      "message M {\n  int32 a = 1;\n  int32 b = 2; // why\n}\nenum E {\n  E_N = 0;\n  E_A = 1;\n}",
    ).replaceAll("\n", "\r\n"),
    proto3("message M {\n  int32 a = 7; // why\n}\nenum E {\n  E_N = 0;\n}").replaceAll("\n", "\r\n"),
  ],
  [
    "a byte order mark",
    `\ufeff${proto3("message M { int32 a = 1; int32 b = 2; }")}`,
    `\ufeff${proto3("message M { int32 a = 3; }")}`,
  ],
  [
    "comments everywhere",
    proto3("message M { int32 /* a */ a /* b */ = /* c */ 1 /* d */; string b = 2; }"),
    proto3("message M { // reserved 2;\n  int64 /* a */ a /* b */ = /* c */ 5 /* } */; /* { */ } // }"),
  ],
  [
    "nested messages and enums",
    proto3(
      "message O {\n  message M {\n    N n = 1;\n    enum N { X = 0; Y = 1; }\n    int32 a = 2;\n  }\n}",
    ),
    proto3("message O {\n  message M {\n    string n = 1;\n    enum N { X = 0; Z = 2; }\n  }\n}"),
  ],
  [
    "an empty message on one line",
    proto3('message M {int32 a = 1;} message N {reserved 3, 5 to 7; reserved "x";}'),
    proto3("message M {} message N {}"),
  ],
  [
    "methods with and without a body",
    proto3(
      "message Q {} service S { rpc A(Q) returns (stream Q); rpc B(Q) returns (Q) { } rpc C(Q) returns (Q) { option deprecated = false; } }",
    ),
    proto3("message Q {} service S {\n}"),
  ],
  [
    "a method of another shape",
    proto3("message Q {} message R {} service S { rpc A ( Q ) returns ( stream R ) {} }"),
    proto3("message Q {} message R {} service S { rpc A(R) returns (R); }"),
  ],
  [
    "a service that is gone",
    proto3("message Q {} service S {\n  // why\n  rpc A(Q) returns (Q);\n}"),
    proto3("message Q {}"),
  ],
  [
    "a renamed package",
    'syntax = "proto3"; package a . b /* c */ ; message Q {} service S { rpc A(Q) returns (Q); }',
    'syntax = "proto3";\npackage a.c;\nmessage Q {} service S { rpc A(Q) returns (Q); }',
  ],
  [
    "numbers in other notations",
    proto2("enum E { A = -1; B = 0x10; } message M { optional E e = 017; }"),
    proto2("enum E { A = - 2; B = 0x11; } message M { optional E e = 0x1F; }"),
  ],
  [
    "fields and values that exchange their numbers",
    proto3("message M { string a = 1; int32 b = 2; } enum E { N = 0; A = 1; B = 2; }"),
    proto3("message M { string a = 2; int32 b = 1; } enum E { N = 0; A = 2; B = 1; }"),
  ],
  ["an enum without a zero", proto2(""), proto2("enum Kind {\n    KIND_A = 1;\n}")],
  [
    "types that have to be imported",
    'syntax = "proto3"; import "google/protobuf/empty.proto"; message M { google.protobuf.Empty e = 1; }',
    'syntax = "proto3"; message M { string e = 1; }',
  ],
];

const trials = new EditTrials();

describe("every edit alone makes a file without its finding", () => {
  test.each(tricky)("%s", (what, before, after) => {
    expect(readSchema(state("before", before).files).problems).toEqual([]);
    expect(readSchema(state("after", after).files).problems).toEqual([]);
    expect(trials.try(requestFor(state("before", before), state("after", after)), what)).toEqual([]);
  });

  test("in the examples of the guide", () => {
    for (const example of findExamples()) {
      const readable = example.protos
        .map((name) => state(name, readExampleFile(example, name)))
        .filter(({ files }) => readSchema(files).problems.length === 0);
      for (const [index, after] of readable.entries()) {
        const before = readable[index - 1];
        // In the order of their names "after" comes before "before".
        if (before && after.label === "before.proto") {
          expect(trials.try(requestFor(after, before), example.id)).toEqual([]);
        } else if (before) expect(trials.try(requestFor(before, after), example.id)).toEqual([]);
      }
    }
  });

  test("in the changes that are compared with buf", () => {
    for (const { what, before, after } of topics.flatMap(({ cases }) => cases)) {
      expect(trials.try(requestFor(stateOf("before", before), stateOf("after", after)), what)).toEqual([]);
    }
  });
});

test("buf compiles what every edit makes, and most checks have one", async () => {
  expect(await trials.refusedByBuf()).toBe("");
  expect(trials.results.length).toBeGreaterThan(80);
  expect([...new Set(trials.results.map(({ check }) => check))].sort()).toEqual([
    "GL2/method-changed",
    "GL2/method-removed",
    "GL2/package-changed",
    "GL2/service-removed",
    "GL4/default-changed",
    "R1/extension-range-removed",
    "R1/name-not-reserved",
    "R1/number-changed",
    "R1/number-reused",
    "R1/removed-without-reserved",
    "R1/renamed",
    "R1/reservation-removed",
    "R3/value-removed",
    "R3/value-renumbered",
    "R3/zero-value",
    "R4/cardinality-changed",
    "R4/presence-changed",
    "R4/type-changed",
  ]);
});
