import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { LoadContext, Plugin } from "@docusaurus/types";
import { bumpRules } from "@grpc-evolution/engine/rules/bump-rules.js";
import { generalReview } from "@grpc-evolution/engine/rules/general.js";
import { pagePath, rules } from "@grpc-evolution/engine/rules/index.js";
import type { WebpackPluginInstance } from "webpack";
import { configurationJsonSchema } from "../../cli/project/configuration-schema.js";
import type { ExampleContent, ExampleEntry, RuleEntry } from "../../content/content.js";
import { recordFile } from "../../evidence/comparison/record.js";
import { demoSchemaFiles } from "../../evidence/demo/files.js";
import { demoGrid, failedRuns } from "../../evidence/demo/grid.js";
import { findExamples } from "../../evidence/examples/example.js";
import { recordOf } from "../../evidence/sessions/run.js";
import { sessions } from "../../evidence/sessions/sessions.js";
import { buildParts, loadStrip } from "../../playground/bundle/parts.js";
import { loadExample, loadSources, showSchemas } from "./load-example.js";
import { pairCountTable } from "./pair-counts.js";

/**
 * Hands rules and examples to the pages as data files, one a rule and one an example, and writes the JSON Schema of the
 * configuration.
 */
export default function guidePlugin(context: LoadContext): Plugin {
  return {
    name: "guide",
    getPathsToWatch: () => [
      "docs/**/examples/**/*.{proto,ts,txt,json}",
      "docs/policy/demo/**/*.{proto,json,yaml}",
      "docs/tool/**/*.{txt,json}",
      "src/playground/sandbox/**/*.ts",
    ],
    loadContent: () => Promise.all(findExamples().map(loadExample)),
    async contentLoaded({ content, actions }) {
      const write = (name: string, data: unknown) => actions.createData(name, JSON.stringify(data));
      for (const example of content as ExampleContent[]) await write(`examples/${example.id}.json`, example);
      const parts = await buildParts();
      for (const [part, text] of Object.entries(parts))
        await actions.createData(`playground/${part}.txt`, text);
      const strip = loadStrip(parts.strip);
      for (const example of findExamples())
        await write(`sources/${example.id}.json`, loadSources(example, strip));
      const comparable = (content as ExampleContent[]).filter(({ comparable }) => comparable);
      await write(
        "sources/index.json",
        comparable.map(({ id, purpose }): ExampleEntry => ({ id, purpose })),
      );
      for (const rule of rules) await write(`rules/${rule.id}.json`, rule);
      await write("rules/REVIEW.json", { id: "REVIEW", review: generalReview });
      const shownRules = Object.values(bumpRules).map(({ change, bump, decidedBy }) => ({
        change,
        bump,
        decidedBy,
      }));
      await write("bump-rules.json", shownRules);
      await write("pair-counts.json", pairCountTable());
      await write("demo/grid.json", demoGrid());
      await write("demo/schemas.json", showSchemas(demoSchemaFiles));
      for (const run of failedRuns()) await write(`demo/${run.anchor}.json`, run);
      for (const session of sessions) {
        const lines = readFileSync(recordOf(session), "utf8").trimEnd();
        await write(`sessions/${session.name}.json`, { name: session.name, lines });
      }
      await write("with-buf.json", JSON.parse(readFileSync(recordFile, "utf8")));
      const overview = rules.map(
        ({ id, kind, title, because, slug }): RuleEntry => ({
          id,
          kind,
          title,
          because,
          path: `/${pagePath({ kind, slug })}`,
        }),
      );
      await write("rules.json", overview);
    },
    configureWebpack: (_config, isServer) => ({
      resolve: {
        /** Our modules name each other as Node wants it, `./rule.js`; the bundler finds `rule.ts`. */
        extensionAlias: { ".js": [".js", ".ts", ".tsx"] },
        /** Code is highlighted when the site is built: the theme's highlighter stays out of what readers load. */
        alias: { "prism-react-renderer": false },
      },
      module: {
        rules: [
          /** What Docusaurus generates is CommonJS, below a package that says `"type": "module"`. */
          { test: /\.js$/, include: context.generatedFilesDir, type: "javascript/auto" },
          /** The sandbox's parts are files of their own, and a module that imports one gets its address. */
          {
            test: /\.txt$/,
            include: context.generatedFilesDir,
            type: "asset/resource",
            generator: { filename: "assets/js/[name].[contenthash:8].js" },
          },
        ],
      },
      plugins: isServer ? [commonJsBundle] : [],
    }),
    async postBuild({ outDir }) {
      writeFileSync(
        path.join(outDir, "grpc-evolution.schema.json"),
        JSON.stringify(configurationJsonSchema()),
      );
    },
  };
}

/** Tells Node that the server bundle, which renders the pages, is CommonJS. */
const commonJsBundle: WebpackPluginInstance = {
  apply(compiler) {
    compiler.hooks.thisCompilation.tap("guide", (compilation) => {
      const content = new compiler.webpack.sources.RawSource(JSON.stringify({ type: "commonjs" }));
      compilation.emitAsset("package.json", content);
    });
  },
};
