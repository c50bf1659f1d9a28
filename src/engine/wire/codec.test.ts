import { describe, expect, test } from "vitest";
import { readSchema } from "../schema/read.js";
import type { Field } from "../schema/schema.js";
import { fieldDescriptor } from "./codec.js";

/** A schema with one message of so many fields, and how often one of them was looked at since. */
function messageOf(count: number) {
  const fields = Array.from({ length: count }, (_, index) => `int32 f${index + 1} = ${index + 1};`);
  const text = `syntax = "proto3"; message M { ${fields.join(" ")} }`;
  const { schema, problems } = readSchema([{ path: "m.proto", text }]);
  expect(problems).toEqual([]);
  const message = schema.messages.get("M");
  if (!message) throw new Error("no message M");
  let looks = 0;
  message.fields = new Proxy(message.fields, {
    get(target: Field[], key, receiver) {
      if (typeof key === "string" && /^\d+$/.test(key)) looks += 1;
      return Reflect.get(target, key, receiver);
    },
  });
  return { schema, looks: () => looks };
}

describe("a message of very many fields", () => {
  test("is gone through a few times, however many of its fields are asked for", () => {
    const count = 10_000;
    const { schema, looks } = messageOf(count);
    for (let number = 1; number <= count; number += 1) {
      expect(fieldDescriptor(schema, "M", [number])?.fields.some((field) => field.number === number)).toBe(
        true,
      );
    }
    expect(looks()).toBeLessThan(20 * count);
  });

  test("is described with the fields that are asked for and the lowest ones, in their order", () => {
    const { schema } = messageOf(300);
    const numbers = fieldDescriptor(schema, "M", [290, 100])?.fields.map(({ number }) => number) ?? [];
    expect(numbers).toEqual([...numbers].sort((one, other) => one - other));
    expect(numbers).toEqual(expect.arrayContaining([1, 2, 100, 290]));
    expect(numbers.length).toBeLessThan(60);
  });
});
