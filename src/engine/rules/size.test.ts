/** Many changes of one element take time in proportion: it is gone through a few times, and not for each of them. */
import { expect, test } from "vitest";
import { schemaOf } from "../../testing/changes-between.js";
import { isThorough } from "../../testing/thorough.js";
import { diffSchemas } from "../diff/diff.js";
import { r3 } from "./r3-enums.js";
import { typeTier } from "./tiers.js";

function many(count: number, text: (number: number) => string): string {
  return Array.from({ length: count }, (_, index) => text(index + 1)).join(" ");
}

test("the values that an enum loses", () => {
  const count = 5_000;
  const [before, after] = [1, 2].map((step) =>
    schemaOf(
      `enum E { E_NONE = 0; ${many(count, (number) => (number % step ? "" : `V${number} = ${number};`))} }`,
    ),
  );
  const node = after?.enums.get("E");
  if (!before || !after || !node) throw new Error("no enum E");
  const { changes } = diffSchemas(before, after);
  let looks = 0;
  node.values = new Proxy(node.values, {
    get(target, key, receiver) {
      looks += 1;
      return Reflect.get(target, key, receiver);
    },
  });
  expect(r3.compare({ before, after, changes })).toHaveLength(count / 2);
  expect(looks).toBeLessThan(20 * count);
});

test.runIf(isThorough)("messages of the same shape with more fields than a call takes arguments", () => {
  const fields = many(
    150_000,
    (number) => `int32 f${number} = ${number < 19_000 ? number : number + 1_000};`,
  );
  const schema = schemaOf(`message A { ${fields} } message B { ${fields} } message M { A a = 1; B b = 2; }`);
  const [a, b] = schema.messages.get("M")?.fields ?? [];
  if (!a || !b) throw new Error("no fields");
  expect(typeTier({ before: a, after: b }, { before: schema, after: schema, changes: [] })).toBe("safe");
});
