import type { Span } from "@grpc-evolution/engine/wire/strip.js";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { stepTo } from "./keys.js";
import Strip from "./Strip.js";
import { explain } from "./words.js";

const roles = { writer: "New writer", reader: "Old reader" };

const port: Span = {
  ...{ offset: 0, size: 2, tag: "field 8, varint", written: "stdin_port = 7", read: "agent_pidns = true" },
  outcome: "reinterpreted",
  parts: [
    { role: "tag", hex: "40", hidden: 0 },
    { role: "value", hex: "07", hidden: 0 },
  ],
};

const absent: Span = {
  ...{ offset: 2, size: 0, tag: "", written: null, read: "mounts = []" },
  ...{ outcome: "defaulted", parts: [] },
};

describe("a field in words", () => {
  test("place, tag, both sides, the outcome and what it means", () => {
    expect(explain(port, roles)).toBe(
      "Bytes 0 to 1, field 8, varint. New writer: stdin_port = 7. Old reader: agent_pidns = true. " +
        "Reinterpreted: read as another value, without an error.",
    );
  });

  test("one without bytes, one of a single byte, one that only one side sees", () => {
    expect(explain(absent, roles)).toMatch(/^No bytes\. Old reader: mounts = \[\]\. Defaulted: /);
    expect(explain({ ...port, size: 1, outcome: null, read: null }, roles)).toBe(
      "Byte 0, field 8, varint. New writer: stdin_port = 7.",
    );
  });
});

describe("keys", () => {
  const plain = { altKey: false, ctrlKey: false, metaKey: false, shiftKey: false };

  test.each([
    ["ArrowRight", 1, 2],
    ["ArrowDown", 1, 2],
    ["ArrowLeft", 1, 0],
    ["ArrowUp", 1, 0],
    ["Home", 2, 0],
    ["End", 0, 2],
    ["ArrowRight", 2, undefined],
    ["ArrowLeft", 0, undefined],
    ["Tab", 1, undefined],
    ["constructor", 1, undefined],
  ])("%s from %i leads to %s", (key, from, to) => {
    expect(stepTo({ ...plain, key }, from, 3)).toBe(to);
  });

  test("with a modifier they are the browser's", () => {
    for (const modifier of Object.keys(plain))
      expect(stepTo({ ...plain, key: "ArrowLeft", [modifier]: true }, 1, 3)).toBeUndefined();
  });
});

describe("the strip as the server renders it", () => {
  const render = (spans: Span[]) =>
    renderToStaticMarkup(
      createElement(Strip, {
        spans,
        writer: { caption: "Runtime 2 writes", age: "new" },
        reader: { caption: "<b>Agent 1</b>", age: "old" },
        note: "Noted.",
      }),
    );

  /** What is left for listeners, in their order. */
  const heard = (html: string) =>
    html
      .replace(/<span[^>]*aria-hidden="true"[^>]*>(?:<span>[^<]*<\/span>|<em>[^<]*<\/em>|[^<])*<\/span>/g, "")
      .replace(/<[^>]*>/g, "");

  test("a listener hears place, tag, both readings and the outcome of each field", () => {
    expect(heard(render([port, absent]))).toContain(
      "Bytes 0 to 1, field 8, varint. New writer: stdin_port = 7Old reader: agent_pidns = true reinterpreted" +
        "No bytes. Old reader: mounts = [] defaulted",
    );
  });

  test("the gravest field is explained, nothing waits for JavaScript, and nothing is a tab stop yet", () => {
    const html = render([{ ...port, outcome: "same" }, port, absent]);
    expect(html.match(/strip-field \w+ shown/g)).toEqual(["strip-field reinterpreted shown"]);
    expect(html).toContain(explain(port, roles));
    expect(html).toContain("4 bytes.");
    expect(html).not.toContain("tabindex");
  });

  test("a renamed field has both names, and a number without a name stands alone", () => {
    const renamed: Span = { ...port, written: "port = 7", read: "stdin_port = 7", outcome: "renamed" };
    const unrecognized: Span = { ...port, written: "e = 7 (SEVEN)", read: "e = 7", outcome: "unrecognized" };
    const html = render([renamed, unrecognized]);
    expect(html).toContain("strip-field renamed");
    expect(html).toContain("strip-field unrecognized");
    expect(heard(html)).toContain("New writer: port = 7Old reader: stdin_port = 7 renamed");
    expect(heard(html)).toContain("New writer: e = 7 (SEVEN)Old reader: e = 7 unrecognized");
  });

  test("names and values are text", () => {
    const html = render([{ ...port, read: "<img src=x onerror=alert(1)>" }]);
    expect(html).toContain("&lt;b&gt;Agent 1&lt;/b&gt;");
    expect(html).not.toContain("<img");
  });

  test("an empty message has no fields, and a rejected one says what that means", () => {
    expect(render([])).toContain("0 bytes.");
    expect(render([{ ...port, outcome: "rejected" }])).toContain("The reader rejects the whole message.");
    expect(render([port])).not.toContain("rejects");
  });
});
