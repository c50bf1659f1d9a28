import path from "node:path";
import { type BuildOptions, build, type Plugin } from "esbuild";
import { supportedEngines } from "../../content/engines.js";
import { framePolicy } from "../../policy/policy.js";
import { allowing, policyElement } from "../../policy/policy-text.js";
import { root } from "../../root.js";
import type { Part } from "../parts.js";
import type { Stripped } from "../sandbox/strip.js";

/** How each script is bundled. */
const bundles = {
  core: { format: "iife" },
  // One protobuf-es for the program and for Connect: the sandbox hands over its own.
  connect: { format: "cjs", external: ["@bufbuild/protobuf", "@bufbuild/protobuf/*"] },
  strip: { format: "cjs", plugins: [typeScriptOnly()] },
  frame: { format: "iife" },
} satisfies Record<Part | "frame", BuildOptions>;

/** Bundles the sandbox's parts, each into the text of one script. */
export async function buildParts(): Promise<Record<Part, string>> {
  const [core, connect, strip] = await Promise.all([script("core"), script("connect"), script("strip")]);
  return { core, connect, strip };
}

/** Makes the document of the frame that starts the sandboxes. Its script is the only one that it allows. */
export async function buildFrame(): Promise<string> {
  const text = await script("frame");
  const policy = policyElement(allowing(framePolicy, { scripts: [text], styles: [] }));
  const head = `<meta charset="utf-8">${policy}<title>Sandbox for programs</title>`;
  return `<!doctype html><html lang="en"><head>${head}<script>${text}</script></head></html>`;
}

/** The files that became part of any of these scripts, by their paths below the root of the repository. */
export async function bundledFiles(): Promise<string[]> {
  const names = Object.keys(bundles) as (keyof typeof bundles)[];
  const results = await Promise.all(names.map(bundle));
  return results.flatMap(({ metafile }) => Object.keys(metafile.inputs));
}

async function script(name: keyof typeof bundles): Promise<string> {
  const { outputFiles } = await bundle(name);
  return (outputFiles[0] as { text: string }).text;
}

function bundle(name: keyof typeof bundles) {
  return build({
    absWorkingDir: root,
    entryPoints: [path.join(root, "src", "playground", "sandbox", `${name}.ts`)],
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    target: [...supportedEngines],
    logOverride: { "import-is-undefined": "silent" },
    ...bundles[name],
  });
}

/** The function of the part that makes JavaScript of TypeScript: examples get it when the site is built. */
export function loadStrip(part: string): (text: string, name: string) => Stripped {
  const module = { exports: {} };
  new Function("module", "exports", part)(module, module.exports);
  return (module.exports as typeof import("../sandbox/strip.js")).strip;
}

/** Modules of sucrase for what no program here is written in: JSX, Flow, older JavaScript. They are never called. */
const unused = moduleFilter(
  "parser/plugins/(flow|jsx/\\w+)",
  "transformers/(JSX|Flow|ESMImport|JestHoist|ReactDisplayName|ReactHotLoader)Transformer",
  "transformers/(NumericSeparator|OptionalCatchBinding|OptionalChainingNullish)Transformer",
  "util/formatTokens",
);

const tokenStarts = path.join(root, "src", "playground", "sandbox", "token-starts.ts");

/** Leaves out of sucrase what is not for TypeScript, and the check of its options, which are ours. */
function typeScriptOnly(): Plugin {
  return {
    name: "typescript-only",
    setup({ onLoad, onResolve }) {
      onLoad({ filter: unused }, () => ({ contents: "module.exports = {};" }));
      onResolve({ filter: /^\.\/computeSourceMap$/ }, () => ({ path: tokenStarts }));
      onLoad({ filter: moduleFilter("Options") }, () => ({
        contents: "export function validateOptions() {}",
      }));
    },
  };
}

function moduleFilter(...modules: string[]): RegExp {
  return new RegExp(`/sucrase/dist/esm/(${modules.join("|")})\\.js$`);
}
