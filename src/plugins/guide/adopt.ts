import type { Code, Root } from "mdast";
import { visit } from "unist-util-visit";
import { actionOf } from "../../cli/adopt/ci-texts.js";
import { installLines, type Origin, runLine } from "../../cli/adopt/origin.js";
import { adoptTexts } from "../../cli/adopt/texts.js";
import { initText } from "../../cli/commands/init-text.js";
import { configurationName } from "../../cli/project/configuration.js";

/** The configuration that pages show is the one that `init` writes for this repository. */
const sample = {
  tags: [{ tag: "v1.0.0", date: "2026-01-01T00:00:00Z" }],
  files: [{ path: "protos/agent.proto", packageName: "" }],
};

/** A text that the page shows, in place of an element `<AdoptText of="…" />`. */
type ShownText = Pick<Code, "lang" | "value"> & { title: string };

/**
 * Puts the texts of the command's package into a page, where it has `<AdoptText of="…" />`, and where readers get the command
 * from into code: what a block marked `install` says is for those who read the sources and have a clone.
 */
export function putTexts(tree: Root, origin: Origin): void {
  const texts = shownTexts(origin);
  visit(tree, "mdxJsxFlowElement", (element, index, parent) => {
    if (element.name !== "AdoptText" || !parent || index === undefined) return;
    const name = element.attributes.find(
      (each) => each.type === "mdxJsxAttribute" && each.name === "of",
    )?.value;
    const text = texts.get(String(name));
    if (!text) throw new Error(`<AdoptText> knows no text "${name}".`);
    const { title, ...code } = text;
    parent.children.splice(index, 1, { type: "code", ...code, meta: `title="${title}"` });
  });
  visit(tree, "code", (code) => {
    if (isMarked(code, "install")) code.value = installLines(origin);
    if (isMarked(code, "run-once")) code.value = runLine(origin, "check");
    code.value = code.value.replaceAll("OWNER/REPOSITORY@REVISION", actionOf(origin));
  });
}

/** All texts that a project takes over, by name. */
export function shownTexts(origin: Origin): ReadonlyMap<string, ShownText> {
  const texts = adoptTexts(origin).map(({ name, files, language, text }): [string, ShownText] => {
    const places = [...new Set(Object.values(files))];
    return [name, { lang: language, value: text.trimEnd(), title: places.join(" or ") }];
  });
  const configuration = initText(sample.tags, sample.files).trimEnd();
  return new Map([
    ...texts,
    ["configuration", { lang: "yaml", value: configuration, title: configurationName }],
  ]);
}

function isMarked({ meta }: Code, mark: string): boolean {
  return (meta ?? "").split(" ").includes(mark);
}
