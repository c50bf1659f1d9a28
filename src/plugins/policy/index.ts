import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import redirectsPlugin, { type PluginOptions } from "@docusaurus/plugin-client-redirects";
import type { LoadContext, Plugin } from "@docusaurus/types";
import {
  frameFolder,
  framePolicy,
  frameServerPolicy,
  pagePolicy,
  pageServerPolicy,
} from "../../policy/policy.js";
import { allowing, type Inline } from "../../policy/policy-text.js";
import { caddyFile, headersFile, nginxFile } from "../../policy/server-files.js";
import { inlineIn, withPolicy } from "./page.js";

/**
 * Writes the policy of each page into it, and the files with which servers send policies and other headers. It writes the
 * redirects, too: Docusaurus runs what plugins do after a build all at once, and these pages have scripts as others have.
 */
export default function policyPlugin(context: LoadContext, options: unknown): Plugin {
  const { redirects } = options as Pick<PluginOptions, "redirects">;
  const redirectOptions = { id: "default", fromExtensions: [], toExtensions: [], redirects };
  return {
    name: "policy",
    async postBuild(props) {
      await redirectsPlugin(context, redirectOptions)?.postBuild?.({ ...props, content: undefined });
      const { outDir, baseUrl } = props;
      const [frames, pages] = htmlFiles(outDir);
      const served = {
        pages: { ...allowing(pagePolicy, statePolicies(pages)), ...pageServerPolicy },
        frame: { ...allowing(framePolicy, together(frames.map(inlineOf))), ...frameServerPolicy },
        baseUrl,
      };
      const write = (file: string, text: string) => writeFileSync(path.join(outDir, file), text);
      write("_headers", headersFile(served, policedEntries(outDir)));
      write("headers.nginx.conf", nginxFile(served));
      write("headers.caddy", caddyFile(served));
    },
  };
}

/** The frame for programs, which states its policy already, and the pages; absolute paths. */
function htmlFiles(outDir: string): [frames: string[], pages: string[]] {
  const files = readdirSync(outDir, { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".html"),
  );
  const isFrame = (file: string) => file.startsWith(frameFolder + path.sep);
  const absolute = (file: string) => path.join(outDir, file);
  return [files.filter(isFrame).map(absolute), files.filter((file) => !isFrame(file)).map(absolute)];
}

/** Writes into each page what it may do. Returns what stands in all of them: a server has one policy for all. */
function statePolicies(pages: readonly string[]): Inline {
  return together(
    pages.map((file) => {
      const html = readFileSync(file, "utf8");
      const inline = inlineIn(html);
      writeFileSync(file, withPolicy(html, allowing(pagePolicy, inline)));
      return inline;
    }),
  );
}

function inlineOf(file: string): Inline {
  return inlineIn(readFileSync(file, "utf8"));
}

function together(all: readonly Inline[]): Inline {
  return {
    scripts: all.flatMap(({ scripts }) => scripts),
    styles: all.flatMap(({ styles }) => styles),
  };
}

/** What lies at the top of the site and can be a page, or have pages below it. */
function policedEntries(outDir: string): string[] {
  return readdirSync(outDir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() || entry.name.endsWith(".html"))
    .map((entry) => (entry.isDirectory() ? `${entry.name}/*` : entry.name))
    .sort();
}
