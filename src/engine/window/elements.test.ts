import fc from "fast-check";
import { expect, test } from "vitest";
import { schemaOf } from "../../testing/changes-between.js";
import { declares, elementsOf } from "./elements.js";

const schema = schemaOf({
  "a.proto": `syntax = "proto2"; package p; import "google/protobuf/descriptor.proto";
    message M { optional string a = 1; message N { optional E e = 1; enum E { Z = 0; } } extensions 9 to 20;
      extend M { optional string inner = 9; } }
    enum E { Z = 0; A = 1; }
    extend M { optional string outer = 10; }
    extend google.protobuf.FieldOptions { optional bool secret = 50001; }
    service S { rpc R(M) returns (M); }`,
  "b.proto": `syntax = "proto2"; import "a.proto"; message M { optional p.M a = 1; }
    enum E { a = 0; } extend p.M { optional string top = 11; }`,
});

test("something is declared where it is among all elements", () => {
  const names = new Set(elementsOf(schema).map(({ element }) => element));
  expect([...names]).toContain("p.M.inner");
  expect([...names]).toContain("p.secret");
  expect([...names]).toContain("top");
  for (const name of names) expect(declares(schema, name), name).toBe(true);
  const part = fc.constantFrom(..."p M N E S R Z A a e inner outer secret top google".split(" "), "");
  fc.assert(
    fc.property(fc.array(part, { maxLength: 4 }), (parts) => {
      const name = parts.join(".");
      expect(declares(schema, name), name).toBe(names.has(name));
    }),
    { numRuns: 1000 },
  );
});
