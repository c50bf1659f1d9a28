import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { root } from "../../root.js";
import { isThorough, someRuns } from "../../testing/thorough.js";
import { parseProto } from "./parse.js";

const first = 'syntax = "proto3"; package p; // grpc-evolution: allow R1 -- a\nmessage A { string a = 1; }';

function parseBoth(text: string, other: string) {
  const parsed = parseProto(other);
  return { before: parsed.file, after: parseProto(text, { text: other, parsed }).file };
}

test("what two versions begin with is the same objects, and nothing behind it", () => {
  const { before, after } = parseBoth(
    `${first} message B { int32 b = 1; } message C {}`,
    `${first} message B { string b = 1; } message C {}`,
  );
  expect(after.messages[0]).toBe(before.messages[0]);
  expect(after.messages.map(({ fields }) => fields[0]?.type)).toEqual(["string", "int32", undefined]);
  expect(after.messages[2]).not.toBe(before.messages[2]);
  expect(after.remarks).toEqual(before.remarks);
});

test("a version with problems is not gone on from", () => {
  const { before, after } = parseBoth(`${first} message B {}`, `${first} message {}`);
  expect(after.messages[0]).not.toBe(before.messages[0]);
});

const corpus = path.join(root, "src", "engine", "schema", "corpus");
const statements = [
  ...'syntax = "proto3";|edition = "2023";|package p.q;|package r;|import "b.proto";|option deprecated = true;|;'.split(
    "|",
  ),
  ..."message M { string a = 1; }|enum E { Z = 0; }|service S { rpc R(M) returns (M); }|message N {".split(
    "|",
  ),
  ..."extend M { optional group G = 9 { optional int32 a = 1; } }|export message X {}|local enum Y { Z = 0; }".split(
    "|",
  ),
  ...'// grpc-evolution: allow R1 -- a\n|/* grpc-evolution: allow R2 -- b */|/* never closed|}|option x = "a|"b";'.split(
    "|",
  ),
];
const written = fc.array(fc.constantFrom(...statements), { maxLength: 8 }).map((list) => list.join(" "));
const kept = fc.constantFrom(
  ...readdirSync(corpus).map((name) => readFileSync(path.join(corpus, name), "utf8")),
);

/** Texts of which each is the one before it but for a piece, which the statements stand in for. */
const versions = fc
  .tuple(
    fc.oneof(written, kept),
    fc.array(fc.record({ from: fc.nat(), length: fc.nat(60), piece: written }), { maxLength: 4 }),
  )
  .map(([text, edits]) => {
    const texts = [text];
    for (const { from, length, piece } of edits) {
      const last = texts.at(-1) as string;
      const at = from % (last.length + 1);
      texts.push(last.slice(0, at) + piece + last.slice(at + length));
    }
    return texts;
  });

test("a text parses to the same whatever version it goes on from", () => {
  const counts = { shared: 0 };
  fc.assert(
    fc.property(versions, (texts) => {
      let version: Parameters<typeof parseProto>[1] = null;
      for (const text of texts) {
        const parsed = parseProto(text, version);
        expect(JSON.stringify(parsed)).toBe(JSON.stringify(parseProto(text)));
        const others = new Set(version?.parsed.file.messages);
        counts.shared += parsed.file.messages.filter((message) => others.has(message)).length;
        version = { text, parsed };
      }
    }),
    { numRuns: someRuns(1000, 5), interruptAfterTimeLimit: 8000 },
  );
  expect(counts.shared).toBeGreaterThan(isThorough ? 50 : 0);
});
