import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Plugin } from "@docusaurus/types";
import type { Compiler, WebpackPluginInstance } from "webpack";
import { described, licenseTexts } from "../../licenses/licenses.mjs";
import { bundledFiles } from "../../playground/bundle/parts.js";
import { root } from "../../root.js";

/** The file that says under which licenses the site's scripts, styles and fonts are. */
export const licensesFile = "licenses.txt";

/** Writes the license of every package of which the site ships a file. */
export default function licensesPlugin(): Plugin {
  const shipped = new Set<string>(described);
  return {
    name: "licenses",
    configureWebpack: (_config, isServer) => ({ plugins: isServer ? [] : [collectFiles(shipped)] }),
    async postBuild({ outDir }) {
      for (const file of [...(await bundledFiles()), ...fontFiles()]) shipped.add(file);
      writeFileSync(path.join(outDir, licensesFile), licenseTexts([...shipped].sort()));
    },
  };
}

/** The fonts that the style sheet names; the bundler copies them, and does not count them as modules. */
function fontFiles(): string[] {
  const fonts = readFileSync(path.join(root, "src", "css", "fonts.css"), "utf8");
  return [...fonts.matchAll(/url\("(@fontsource\/[^"]+)"\)/g)].map((match) => `node_modules/${match[1]}`);
}

interface BundledModule {
  nameForCondition?: string;
  modules?: BundledModule[];
}

/** Collects the files that became part of what readers load, by their paths below the root of the repository. */
function collectFiles(files: Set<string>): WebpackPluginInstance {
  const collect = ({ nameForCondition, modules = [] }: BundledModule) => {
    if (nameForCondition) files.add(path.relative(root, nameForCondition).split(path.sep).join("/"));
    modules.forEach(collect);
  };
  return {
    apply(compiler: Compiler) {
      compiler.hooks.done.tap("licenses", (stats) => {
        const { modules = [] } = stats.toJson({
          all: false,
          modules: true,
          nestedModules: true,
          modulesSpace: Number.POSITIVE_INFINITY,
          nestedModulesSpace: Number.POSITIVE_INFINITY,
        });
        (modules as BundledModule[]).forEach(collect);
      });
    },
  };
}
