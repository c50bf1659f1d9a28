// cspell:ignore unstub
import { deflateRawSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { decodeShare, encodeShare, type ShareState } from "./share.js";

const file = fc.record({
  name: fc.string({ unit: "binary", minLength: 1, maxLength: 100 }),
  text: fc.string({ unit: "binary", maxLength: 2000 }).map((text) => text.replace(/[\r\u2028\u2029]/g, "")),
});
const files = fc.array(file, { maxLength: 5 });
const text = fc.string({ unit: "binary" });
const state: fc.Arbitrary<ShareState> = fc.oneof(
  fc.record({
    kind: fc.constant("program" as const),
    example: fc.string({ minLength: 1, maxLength: 100 }),
    files,
  }),
  fc.record(
    {
      kind: fc.constant("comparison" as const),
      before: files,
      after: files,
      message: text,
      value: text,
      settings: text,
      report: text,
      review: text,
    },
    { requiredKeys: ["kind", "before", "after", "message", "value"] },
  ),
);

/** What a link would carry if somebody packed any data whatsoever into it. */
const packed = (data: unknown) => `1${deflateRawSync(JSON.stringify(data)).toString("base64url")}`;

const program = { kind: "program", example: "r1/reuse", files: [{ name: "example.ts", text: "" }] } as const;

test("what was shared comes back, and needs no escaping in an address", async () => {
  await fc.assert(
    fc.asyncProperty(state, async (shared) => {
      const fragment = await encodeShare(shared);
      expect(fragment).toMatch(/^1[\w-]+$/);
      expect(await decodeShare(fragment)).toEqual(shared);
    }),
  );
});

test("no line end is hidden: each one is shown as one", async () => {
  const text = "a // b\u2028c\u2029d\re\r\nf\n";
  const shared: ShareState = { ...program, files: [{ name: "example.ts", text }] };
  const decoded = await decodeShare(await encodeShare(shared));
  expect(decoded).toMatchObject({ files: [{ text: "a // b\nc\nd\ne\nf\n" }] });
});

test("half a surrogate pair survives", async () => {
  const shared: ShareState = { ...program, files: [{ name: "example.ts", text: "\ud800 \udfff" }] };
  expect(await decodeShare(await encodeShare(shared))).toEqual(shared);
});

test("anything else is nothing, and throws nothing", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(fc.string(), fc.base64String(), fc.string({ unit: "binary" })),
      async (fragment) => {
        expect(await decodeShare(fragment)).toBeNull();
        expect(await decodeShare(`1${fragment.replace(/[^\w-]/g, "")}`)).toBeNull();
      },
    ),
  );
});

test("a link that was cut or changed is nothing", async () => {
  const fragment = await encodeShare({
    ...program,
    files: [{ name: "example.ts", text: "let i = 1;\n".repeat(9) }],
  });
  for (let length = 0; length < fragment.length; length += 1) {
    expect(await decodeShare(fragment.slice(0, length))).toBeNull();
  }
  expect(await decodeShare(`2${fragment.slice(1)}`)).toBeNull();
  expect(await decodeShare(fragment)).not.toBeNull();
});

describe("another shape is nothing", () => {
  test.each([
    null,
    [],
    "program",
    {},
    { kind: "other" },
    { ...program, example: 1 },
    { ...program, example: "" },
    { ...program, files: {} },
    { ...program, files: [null] },
    { ...program, files: [{ name: "example.ts" }] },
    { ...program, files: [{ name: "n".repeat(201), text: "" }] },
    { ...program, files: Array.from({ length: 101 }, () => ({ name: "a", text: "" })) },
    { kind: "comparison", before: [], after: [], message: "", value: 1 },
    { kind: "comparison", before: [], message: "", value: "" },
  ])("%j", async (data) => {
    expect(await decodeShare(packed(data))).toBeNull();
  });
});

test("only what is known is taken over", async () => {
  const polluted = JSON.parse('{ "__proto__": { "kind": "comparison" }, "more": 1 }');
  const read = await decodeShare(
    packed({ ...polluted, ...program, files: [{ name: "a", text: "", more: 1 }] }),
  );
  expect(read).toEqual({ kind: "program", example: "r1/reuse", files: [{ name: "a", text: "" }] });
  expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
});

test("deep nesting is nothing", async () => {
  const nested = "[".repeat(250_000) + "]".repeat(250_000);
  expect(await decodeShare(`1${deflateRawSync(nested).toString("base64url")}`)).toBeNull();
});

describe("size", () => {
  const shared = (length: number): ShareState => ({
    ...program,
    files: [{ name: "a", text: "x".repeat(length) }],
  });

  test("512 kB of text fit where they compress well", async () => {
    const longest = shared(512 * 1024 - 100);
    expect(await decodeShare(await encodeShare(longest))).toEqual(longest);
  });

  test("more is refused with a sentence", async () => {
    await expect(encodeShare(shared(512 * 1024))).rejects.toThrow("This is too long for a link.");
  });

  test("more than 64 kB compressed is refused with a sentence", async () => {
    const noise = Array.from({ length: 100_000 }, (_, index) =>
      ((index * 7919 * index) % 99_991).toString(36),
    );
    const text = noise.join("");
    await expect(encodeShare({ ...program, files: [{ name: "a", text }] })).rejects.toThrow(
      "too long for a link",
    );
  });

  test("a link that is too long is not even unpacked", async () => {
    expect(await decodeShare(`1${"A".repeat(90_000)}`)).toBeNull();
  });

  test("a bomb is nothing", async () => {
    const bomb = deflateRawSync(JSON.stringify(shared(40_000_000)), { level: 9 });
    expect(bomb.length).toBeLessThan(64 * 1024);
    expect(await decodeShare(`1${bomb.toString("base64url")}`)).toBeNull();
  });

  test("of a bomb, a browser that unpacks all that it is given unpacks little more than the limit", async () => {
    let unpacked = 0;
    const eager = class {
      constructor() {
        // biome-ignore lint/correctness/noConstructorReturn: it stands in for a built-in
        return new TransformStream<Uint8Array, Uint8Array>({
          transform(chunk, controller) {
            for (const _ of chunk) controller.enqueue(new Uint8Array(1000));
            unpacked += chunk.length * 1000;
          },
        });
      }
    };
    vi.stubGlobal("DecompressionStream", eager);
    expect(await decodeShare(`1${"A".repeat(80_000)}`)).toBeNull();
    vi.unstubAllGlobals();
    expect(unpacked).toBeGreaterThan(512 * 1024);
    expect(unpacked).toBeLessThan(3 * 512 * 1024);
  });
});
