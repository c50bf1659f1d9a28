// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the texts are programs
import { beforeAll, describe, expect, test } from "vitest";
import type { Stripped } from "../sandbox/strip.js";
import { tokensOf } from "../sandbox/stripped.js";
import { buildParts, loadStrip } from "./parts.js";

let strip: (text: string, name: string) => Stripped;

beforeAll(async () => {
  strip = loadStrip((await buildParts()).strip);
});

/** The JavaScript of a text, without the line about its tokens. */
const code = (text: string) => strip(text, "example.ts").code?.replace(/\n.*$/, "");

describe("JavaScript of TypeScript", () => {
  test("types are gone, lines stay, imports become calls of require", () => {
    const made = code('import { a, type B } from "./x.js";\nconst b: B = a as B;\n\nconsole.log(b!);');
    const lines = made?.split("\n") ?? [];
    expect(lines[0]).toContain("require('./x.js')");
    expect(lines[1]?.trim()).toBe("const b = _xjs.a ;");
    expect(lines[3]).toBe("console.log(b);");
  });

  test("what only TypeScript has becomes JavaScript", () => {
    const made = code(
      "enum E { A = 1 }\nclass P { constructor(readonly x: E) {} }\nreturn [E[1], new P(1).x];",
    );
    expect(new Function(made ?? "")()).toEqual(["A", 1]);
  });

  test("import.meta becomes a name, text that looks like it stays", () => {
    const text =
      '/* import.meta */ f(import.meta.url, "import.meta", `import.meta ${import.meta}import.meta`);';
    expect(code(text)?.replace('"use strict";', "")).toBe(
      '/* import.meta */ f(importMeta$.url, "import.meta", `import.meta ${importMeta$}import.meta`);',
    );
  });
});

test.each([
  ["const a = ;", 1, 11],
  ["let a: number = 1;\nfoo(", 2, 5],
  ["const a = `x", 1, 12],
  ["class {", 1, 8],
])("%j is refused at its place", (text, line, column) => {
  const { code, problem } = strip(text, "example.ts");
  expect(code).toBeNull();
  expect(problem).toMatchObject({ file: "example.ts", line, column });
  expect(problem?.message).not.toMatch(/Error transforming|\(\d+:\d+\)/);
});

test("every token of the JavaScript stands at its token of the TypeScript, also after an empty piece of a template", () => {
  const text = "const a: string = `${1}${2}`;\nconst b: number[] = [3];\nconsole.log(a + b.at(0));";
  const made = strip(text, "example.ts").code ?? "";
  const tokens = tokensOf(made);
  expect(tokens.length).toBeGreaterThan(20);
  const wordAt = (source: string, at: number) => /^\w*/.exec(source.slice(at))?.[0];
  const words = tokens.filter(({ made: at }) => wordAt(made, at) !== "");
  expect(words.map(({ made: at }) => wordAt(made, at))).toEqual(
    words.map(({ written }) => wordAt(text, written)),
  );
  expect(tokens.some((token) => text.slice(token.written).startsWith("b.at"))).toBe(true);
});
