import path from "node:path";
import { gzipSync } from "node:zlib";
import { build, type Plugin } from "esbuild";
import { root } from "../../root.js";
import { buildFrame, buildParts } from "./parts.js";

/** What scripts of the page below can use. */
export interface RunnerGlobals {
  runner: typeof import("../runner.js");
  openSandbox: typeof import("../sandbox-worker.js").openSandbox;
}

/** A page that can do nothing but run programs, for tests: its files by their path. */
export async function runnerPage(): Promise<Map<string, string>> {
  const parts = await buildParts();
  const { outputFiles } = await build({
    absWorkingDir: root,
    stdin: {
      contents: `import * as runner from "./src/playground/runner.js";
        import { openSandbox } from "./src/playground/sandbox-worker.js";
        Object.assign(globalThis, { runner, openSandbox });`,
      resolveDir: root,
    },
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    plugins: [addresses],
  });
  const script = (outputFiles[0] as { text: string }).text;
  return new Map([
    [
      "/",
      `<!doctype html><html lang="en"><title>Runner</title><link rel="icon" href="data:,"><script type="module" src="/runner.js"></script>`,
    ],
    ["/runner.js", script],
    ["/frame.html", await buildFrame()],
    ...Object.entries(parts).map(([part, text]) => [`/${part}.js`, text] as const),
  ]);
}

/** Bytes of each script of the page as a server sends it. */
export function sizes(page: Map<string, string>): Record<string, number> {
  const scripts = [...page].filter(([file]) => file.endsWith(".js"));
  return Object.fromEntries(
    scripts.map(([file, text]) => [file.slice(1), gzipSync(text, { level: 9 }).length]),
  );
}

/** On the site these addresses are data of the guide plugin. */
const addresses: Plugin = {
  name: "addresses",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^@generated\// }, ({ path: name }) => ({ path: name, namespace: "address" }));
    onLoad({ filter: /.*/, namespace: "address" }, ({ path: name }) => ({
      contents: `export default "/${path.basename(name).replace(/\.txt$/, ".js")}"`,
    }));
  },
};
