import type { Code, Root } from "mdast";
import { describe, expect, it, test } from "vitest";
import { installLines, type Origin, runLine, unknownOrigin } from "../../cli/adopt/origin.js";
import { adoptTexts } from "../../cli/adopt/texts.js";
import { readPages } from "../../testing/pages.js";
import { putTexts } from "./adopt.js";

const released: Origin = {
  isPublished: false,
  repository: "https://github.com/acme/guide",
  release: { version: "1.2.3", commit: "0123456789abcdef0123456789abcdef01234567" },
  homepage: "https://guide.example.org",
};

/** A page of one block of code, after the texts were put into it. */
function put(code: Omit<Code, "type">, origin: Origin): string {
  const node: Code = { type: "code", ...code };
  putTexts({ type: "root", children: [node] }, origin);
  return node.value;
}

/** A page of one element. */
function putElement(name: string): Root {
  const attributes = [{ type: "mdxJsxAttribute" as const, name: "of", value: name }];
  const root: Root = {
    type: "root",
    children: [{ type: "mdxJsxFlowElement", name: "AdoptText", attributes, children: [] }],
  };
  putTexts(root, released);
  return root;
}

describe("code of a page", () => {
  it("gets the lines that install and run the command", () => {
    const marked = { lang: "bash", meta: "install", value: "…" };
    expect(put(marked, released)).toBe(installLines(released));
    expect(put({ ...marked, meta: "run-once" }, released)).toBe(runLine(released, "check"));
  });

  it("gets the action, pinned, and all else stays", () => {
    const value = "steps:\n  - uses: OWNER/REPOSITORY@REVISION\n    with:\n";
    expect(put({ lang: "yaml", value }, released)).toBe(
      "steps:\n  - uses: acme/guide@0123456789abcdef0123456789abcdef01234567 # v1.2.3\n    with:\n",
    );
    expect(put({ lang: "yaml", value }, unknownOrigin)).toBe(value);
    expect(put({ lang: "bash", meta: 'title="install"', value: "a" }, released)).toBe("a");
  });
});

describe("the sources of the pages, read without a build", () => {
  const blocks = readPages().flatMap(({ file, text }) =>
    [...text.matchAll(/^```bash (install|run-once)\n([\s\S]*?)\n```$/gm)].map(([, mark, value]) => ({
      file,
      mark,
      value,
    })),
  );

  it("have lines to install the command", () => {
    expect(blocks.filter(({ mark }) => mark === "install").map(({ file }) => file)).toContain(
      "tool/index.mdx",
    );
    expect(blocks.filter(({ mark }) => mark === "run-once")).not.toEqual([]);
  });

  it.each(blocks)("say in $file what whoever has a clone does: $mark", ({ mark, value }) => {
    const { isPublished, ...rest } = unknownOrigin;
    const ofClone = { ...rest, isPublished, release: null };
    expect(value).toBe(mark === "install" ? installLines(ofClone) : runLine(ofClone, "check"));
  });
});

describe("an element for a text", () => {
  test.each(adoptTexts(released))("shows what is written: $name", ({ name, text, language }) => {
    const [code] = putElement(name).children as Code[];
    expect({ type: code?.type, lang: code?.lang, text: `${code?.value}\n` }).toEqual({
      type: "code",
      lang: language,
      text,
    });
  });

  test("has a name that is known", () => {
    expect(() => putElement("nothing")).toThrow(/knows no text "nothing"/);
  });

  test("stands on the page for each of them", () => {
    const page = readPages().find(({ file }) => file === "adopt.mdx")?.text ?? "";
    const shown = [...page.matchAll(/<AdoptText of="([\w-]+)" \/>/g)].map(([, name]) => name);
    expect(shown).toEqual([...adoptTexts(released).map(({ name }) => name), "configuration"]);
  });
});
