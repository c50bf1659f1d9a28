import fc from "fast-check";
import { expect, test } from "vitest";
import { parseSource } from "./parse-source.js";
import { readFiles, type SourceText } from "./read.js";

/** Few versions of each file; what one says of a type makes a file that uses it right or wrong. */
const versions: Record<string, string[]> = {
  "kind.proto": [
    'syntax = "proto2"; package h; enum Kind { A = 1; B = 2; }',
    'syntax = "proto2"; package h; enum Kind { A = 1; C = 2; }',
    'syntax = "proto3"; package h; enum Kind { A = 0; B = 2; }',
    'syntax = "proto3"; package h; message Kind {}',
    'syntax = "proto3"; package h;',
  ],
  "user.proto": [
    'syntax = "proto2"; package h; import "kind.proto"; message User { optional Kind kind = 1 [default = B]; }',
    'syntax = "proto3"; package h; import "kind.proto"; message User { Kind kind = 1; repeated Kind all = 2 [packed = true]; }',
    'syntax = "proto3"; package h; message User { Kind kind = 1; Lost lost = 2; }',
    'syntax = "proto3"; package h; message User { Kind kind = 1; Lost lost = 2; } message Kind { int32 a = 1; int32 b = 1; }',
    'syntax = "proto3"; package h; message User { Kind kind = 1; Lost lost = 2; } enum Own { O = 0; P = 0; }',
    'syntax = "proto3"; package h; message User { Kind kind = 1; Lost lost = 2; } enum Own { O = 0; } enum User { Q = 0; }',
  ],
  "edition.proto": [
    'edition = "2023"; package h; message P { E e = 1; int32 eA = 2; int32 e_a = 3; enum E { Z = 1; } }',
    'edition = "2023"; package h; message P { E e = 1; int32 eA = 2; int32 e_a = 3; enum E { Z = 1; } } option features.enum_type = CLOSED;',
    'edition = "2023"; package h; message P { E e = 1; int32 eA = 2; int32 e_a = 3; enum E { Z = 1; } } option features = { field_presence: IMPLICIT enum_type: CLOSED };',
    'edition = "2023"; package h; message P { E e = 1; int32 eA = 2; int32 e_a = 3; enum E { Z = 1; } } option features = { json_format: LEGACY_BEST_EFFORT enum_type: CLOSED }; message Kind {}',
  ],
  "service.proto": [
    'syntax = "proto3"; package h; message Lost {} service S { rpc Call(User) returns (User); }',
    'syntax = "proto3"; package h; service S { rpc Call(Kind) returns (Lost); }',
  ],
  "host.proto": [
    'syntax = "proto2"; package h; message Host { extensions 100 to 199; }',
    'syntax = "proto2"; package h; message Host { extensions 150 to 199; }',
    'syntax = "proto2"; package h; enum Host { Z = 0; }',
  ],
  "one.proto": [
    'syntax = "proto2"; package x; import "host.proto"; extend h.Host { optional string a = 100; }',
    'syntax = "proto2"; package x; import "host.proto"; extend h.Host { optional string a = 160 [packed = true]; }',
  ],
  "other.proto": [
    'syntax = "proto2"; package y; import "host.proto"; extend h.Host { optional string b = 160; }',
    'syntax = "proto3"; package y; import "host.proto"; message M { extend h.Host {} }',
  ],
};

const state = fc
  .record(
    Object.fromEntries(Object.entries(versions).map(([path, texts]) => [path, fc.constantFrom(...texts)])),
  )
  .chain((texts) => fc.shuffledSubarray(Object.entries(texts), { minLength: 1 }));

test("a state is read the same whatever states were read before, and other versions of its files", () => {
  const counts = { wrong: 0 };
  fc.assert(
    fc.property(fc.array(state, { minLength: 2, maxLength: 6 }), (states) => {
      const sources = new Map<string, SourceText>();
      const latest = new Map<string, SourceText>();
      const shared = (path: string, text: string) => {
        const source = sources.get(path + text) ?? { path, text };
        sources.set(path + text, source);
        parseSource(source, latest.get(path));
        latest.set(path, source);
        return source;
      };
      for (const files of states) {
        const { problems, schema } = readFiles(files.map(([path, text]) => shared(path, text)));
        const apart = readFiles(files.map(([path, text]) => ({ path, text })));
        expect(problems).toEqual(apart.problems);
        expect(schema).toEqual(apart.schema);
        counts.wrong += problems.length;
      }
    }),
  );
  expect(counts.wrong).toBeGreaterThan(100);
});
