/** Sentences outside of the page about libraries that count them, or name some, say what the record says. */
import { describe, expect, test } from "vitest";
import { callTables } from "../evidence/peers/table/calls.js";
import { countsOf, librariesOf } from "./library-answers.js";
import { readPages } from "./pages.js";

const pages = new Map(readPages().map(({ file, text }) => [file, text]));

/** Which part of all that answered gave one of these answers. */
function shareOf(question: string, answers: readonly string[]): number {
  const counts = [...countsOf(question)];
  const sum = (of: typeof counts) => of.reduce((total, [, count]) => total + count, 0);
  return sum(counts.filter(([words]) => answers.includes(words))) / sum(counts);
}

const r1 = "rules/r1-field-numbers/index.mdx";
const asUnknown = ["kept as unknown", "dropped"];

describe("more than half of the libraries", () => {
  test.each([
    ["start.mdx", "[Most that we ran]", "unknown-fields-round-trip", ["kept"]],
    ["guidelines/gl3-redundancy/index.mdx", "Most keep it", "unknown-fields-round-trip", ["kept"]],
    ["review/analysis.mdx", "[Most libraries]", "unknown-fields-round-trip", ["kept"]],
    [r1, "- [More than half]", "wire-types-message-varint", asUnknown],
    [r1, "- [More than half]", "wire-types-string-varint", asUnknown],
    [r1, "- [More than half]", "wire-types-int32-length", asUnknown],
    [
      "rules/r4-field-types/index.mdx",
      "More than half of the libraries",
      "packed-as-singular",
      ["0, bytes kept"],
    ],
    [
      "types/index.mdx",
      "most libraries refuse a number that does not fit",
      "json-int32-overflow",
      ["rejected"],
    ],
    [
      "types/in-a-program.mdx",
      "cannot pass the difference on, in most",
      "presence-implicit",
      ["not written back"],
    ],
    ["glossary.mdx", "[nearly every library]", "presence-implicit", ["not written back"]],
  ])("%s: %s, %s", (file, sentence, question, answers) => {
    expect(pages.get(file)).toContain(sentence);
    expect(shareOf(question, answers)).toBeGreaterThan(0.5);
  });
});

describe("half of the libraries, or fewer", () => {
  test("half of them refuse to read a message without a required field", () => {
    expect(pages.get("glossary.mdx")).toContain("[Half of the libraries]");
    expect(pages.get("types/index.mdx")).toContain("[in half of the libraries]");
    expect(shareOf("presence-required", ["rejected"])).toBe(0.5);
  });

  test("fewer than half set the value of a closed enum apart", () => {
    expect(pages.get("glossary.mdx")).toContain("[Fewer than half of the libraries]");
    expect(shareOf("closed-enums-singular", ["not set, bytes kept"])).toBeLessThan(0.5);
  });
});

test.each([
  ["policy/persisted-state.mdx", "[no library]", "unknown-fields-copy", ["dropped"]],
  [
    "guidelines/gl4-defaults/index.mdx",
    "[Every library with proto2]",
    "presence-default-set",
    ["7, written back"],
  ],
  ["start.mdx", "The others drop them", "unknown-fields-round-trip", ["kept", "dropped"]],
  [
    "guidelines/gl3-redundancy/index.mdx",
    "The others drop it",
    "unknown-fields-round-trip",
    ["kept", "dropped"],
  ],
  [
    "types/index.mdx",
    "[protobuf.js](../libraries/index.mdx#duplicates-oneof-members) has all",
    "duplicates-oneof-members",
    ["number, the last", "both"],
  ],
])("all libraries: %s, %s", (file, sentence, question, answers) => {
  expect(pages.get(file)).toContain(sentence);
  expect([...countsOf(question).keys()]).toEqual(answers);
});

test.each([
  [r1, "- google-protobuf, prost and rust-protobuf compare it too", "wire-types-message-varint"],
  ["rules/r4-field-types/index.mdx", "google-protobuf, prost and rust-protobuf refuse", "packed-as-singular"],
])("libraries with a name: %s, %s", (file, sentence, question) => {
  expect(pages.get(file)).toContain(sentence);
  const refusing = librariesOf(question).get("rejected");
  expect(refusing).toEqual(expect.arrayContaining(["google-protobuf", "prost", "rust-protobuf"]));
});

describe("calls", () => {
  const rows = new Map(callTables().flatMap((table) => table.rows.map((row) => [row.id, row.outcomes])));
  const outcomesOf = (id: string) =>
    Object.fromEntries((rows.get(id) ?? []).map(({ words, who }) => [words, who]));
  const scope = pages.get("guidelines/gl2-scope/index.mdx") ?? "";

  test("every gRPC server answers UNIMPLEMENTED to a method that it does not have", () => {
    expect(scope).toContain("as [every one that we called]");
    expect(outcomesOf("grpc-unknown-method")).toEqual({ UNIMPLEMENTED: null });
  });

  test("three clients wait for the deadline, and Python reports success", () => {
    expect(scope).toContain("with three of the clients the call lasts until its deadline if there are two");
    expect(outcomesOf("grpc-unary-on-stream-of-two").DEADLINE_EXCEEDED).toBe(
      "client grpc-cpp, grpc-js, grpcio",
    );
    expect(scope).toContain("Python reports success for an empty stream");
    expect(outcomesOf("grpc-unary-on-stream-of-none")["OK, no message"]).toBe("client grpcio");
  });

  test("a stream of one request and a unary call meet, and some servers accept two", () => {
    expect(scope).toContain("A stream of requests is safe as long as it has one message");
    for (const id of ["grpc-unary-on-client-streaming", "grpc-client-streaming-one-on-unary"])
      expect(outcomesOf(id)).toEqual({ "OK, 1 message": null });
    expect(scope).toContain("the unary methods of some servers report success all the same");
    expect(outcomesOf("grpc-client-streaming-two-on-unary")["OK, 1 message"]).toMatch(/^server /);
  });

  test("Kata's fallback is reached with the server in Go, and with neither in Rust", () => {
    const told = pages.get("guidelines/gl1-windows/index.mdx");
    for (const { words, who, printed } of rows.get("ttrpc-kata-fallback") ?? []) {
      expect(who).toBe(
        words === "UNIMPLEMENTED" ? "server ttrpc-go" : "server ttrpc-rust-async, ttrpc-rust-sync",
      );
      const [, line = ""] = printed[0]?.text.split("\n") ?? [];
      expect(told).toContain(`printed \`${line}\``);
    }
  });
});
