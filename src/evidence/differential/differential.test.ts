import { describe, expect, test } from "vitest";
import { compareWith } from "./differential.js";
import { protobufEs } from "./libraries/protobuf-es.js";
import { protobufJs } from "./libraries/protobufjs.js";
import { differing, entries, integer, isSame, type MessageValue, text, unset } from "./libraries/value.js";

describe("random pairs of schemas, read by libraries", () => {
  const { pairs, hurt, unsafe, silent, notShown } = compareWith([protobufEs, protobufJs], 300, 20181121);

  test("are enough to say something", () => {
    expect(pairs).toBeGreaterThan(200);
    expect(hurt).toBeGreaterThan(60);
    expect(unsafe).toBeGreaterThan(30);
  });

  test("what hurts a reader is reported", () => {
    expect(silent).toEqual([]);
  });

  test("what is called unsafe hurts a reader", () => {
    expect(notShown).toEqual([]);
  });
});

describe("values are the same", () => {
  const enumValue = (number: number, name: string | null) => ({ kind: "enum", number, name }) as const;
  const message = (fields: MessageValue["fields"]): MessageValue => ({ kind: "message", hex: "00", fields });

  test("where a name stands for the same number, whatever its enum is called", () => {
    expect(isSame(enumValue(1, "E_A"), enumValue(1, "F_A"))).toBe(true);
    expect(isSame(enumValue(1, "E_A"), enumValue(1, "E_B"))).toBe(false);
    expect(isSame(enumValue(1, "E_A"), enumValue(1, null))).toBe(false);
    expect(isSame(enumValue(0, "E_A"), enumValue(0, "E_B"))).toBe(false);
  });

  test("where one element is a list of one, and none is the default", () => {
    expect(isSame(integer(5), { kind: "list", items: [integer(5)] })).toBe(true);
    expect(isSame({ kind: "list", items: [integer(4), integer(5)] }, integer(5))).toBe(false);
    expect(isSame({ kind: "list", items: [] }, integer(0))).toBe(true);
    expect(isSame(unset, { kind: "list", items: [] })).toBe(true);
  });

  test("where maps hold the same, in any order", () => {
    const one = entries([
      [text("a"), integer(1)],
      [text("b"), integer(2)],
    ]);
    const other = entries([
      [text("b"), integer(2)],
      [text("a"), integer(1)],
    ]);
    expect(isSame(one, other)).toBe(true);
  });

  test("as far as both messages declare it", () => {
    expect(
      differing(message({ 1: integer(1), 2: integer(2) }), message({ 2: integer(3), 9: integer(9) })),
    ).toEqual([2]);
  });
});
