import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import type { LoadContext, Plugin } from "@docusaurus/types";
import { bumpRules } from "@grpc-evolution/engine/rules/bump-rules.js";
import { pagePath, rules } from "@grpc-evolution/engine/rules/index.js";
import { topics as pagesBeyond } from "@grpc-evolution/engine/rules/topics.js";
import type { WebpackPluginInstance } from "webpack";
import { configurationJsonSchema } from "../../cli/project/configuration-schema.js";
import { changePath } from "../../content/changes.js";
import type { ExampleContent, ExampleEntry, RuleEntry } from "../../content/content.js";
import { readRecord as readCallers } from "../../evidence/callers/recorded.js";
import { callersTable } from "../../evidence/callers/table.js";
import { recordFile } from "../../evidence/comparison/record.js";
import { demoSchemaFiles } from "../../evidence/demo/files.js";
import { demoGrid, failedRuns } from "../../evidence/demo/grid.js";
import { findExamples } from "../../evidence/examples/example.js";
import { topics } from "../../evidence/peers/questions/index.js";
import { readRecords } from "../../evidence/peers/run/record-files.js";
import { callTables } from "../../evidence/peers/table/calls.js";
import { columnsOf, libraryList } from "../../evidence/peers/table/columns.js";
import { answeredQuestion, topicTable } from "../../evidence/peers/table/rows.js";
import { recordOf } from "../../evidence/sessions/run.js";
import { sessions } from "../../evidence/sessions/sessions.js";
import { forms, TypePage } from "../../evidence/type-table/page.js";
import { recordedRuntimes } from "../../evidence/type-table/recorded.js";
import { buildFrame, buildParts, loadStrip } from "../../playground/bundle/parts.js";
import { frameFolder } from "../../policy/policy.js";
import { checklistContent, itemsOf, stepEntries } from "./checklist.js";
import { changesByRule, loadChanges, summaryOf } from "./load-changes.js";
import { loadExample, loadSources, showSchemas } from "./load-example.js";
import { pairCountTable } from "./pair-counts.js";

/** The languages of the theme's highlighter: a list of all there are. */
const themeLanguages = createRequire(import.meta.url).resolve(
  "@docusaurus/theme-classic/lib/prism-include-languages",
);

/**
 * Hands rules and examples to the pages as data files, one a rule and one an example, and writes the JSON Schema of the
 * configuration.
 */
export default function guidePlugin(context: LoadContext): Plugin {
  return {
    name: "guide",
    getPathsToWatch: () => [
      "docs/**/examples/**/*.{proto,ts,txt,json}",
      "docs/changes/**/*.{proto,json,yaml}",
      "docs/policy/demo/**/*.{proto,json,yaml}",
      "docs/tool/**/*.{txt,json}",
      "src/evidence/callers/recorded.json",
      "src/evidence/peers/{record,calls/record}/*.json",
      "src/playground/sandbox/**/*.ts",
    ],
    loadContent: () => Promise.all(findExamples().map(loadExample)),
    async contentLoaded({ content, actions }) {
      const write = (name: string, data: unknown) => actions.createData(name, JSON.stringify(data));
      for (const example of content as ExampleContent[]) await write(`examples/${example.id}.json`, example);
      const parts = await buildParts();
      for (const [part, text] of Object.entries(parts))
        await actions.createData(`playground/${part}.txt`, text);
      await actions.createData("playground/frame.html", await buildFrame());
      const strip = loadStrip(parts.strip);
      for (const example of findExamples())
        await write(`sources/${example.id}.json`, loadSources(example, strip));
      const comparable = (content as ExampleContent[]).filter(({ comparable }) => comparable);
      await write(
        "sources/index.json",
        comparable.map(({ id, purpose }): ExampleEntry => ({ id, purpose })),
      );
      const asked = checklistContent();
      await write("checklist.json", asked);
      for (const step of asked.steps) await write(`steps/${step.id}.json`, stepEntries(step));
      for (const { id } of pagesBeyond) await write(`topics/${id}.json`, { review: itemsOf(id) });
      const changes = await loadChanges();
      for (const change of changes) {
        const data = await write(`changes/${change.slug}.json`, change);
        actions.addRoute({
          path: `${context.baseUrl}${changePath(change.slug).slice(1)}`,
          component: "@site/src/components/changes/ChangePage.tsx",
          modules: { data },
          exact: true,
        });
      }
      const summaries = changes.map(summaryOf);
      await write("changes.json", summaries);
      await write("frequent-changes.json", {
        count: changes.length,
        frequent: summaries.filter(({ isFrequent }) => isFrequent),
      });
      const wanted = changesByRule(changes);
      for (const rule of rules) {
        await write(`rules/${rule.id}.json`, rule);
        await write(`in-short/${rule.id}.json`, { rule, changes: wanted[rule.id] ?? [] });
      }
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
        const { name, isProse = false } = session;
        await write(`sessions/${name}.json`, { name, lines, isProse });
      }
      await write("callers.json", callersTable(readCallers()));
      await write("with-buf.json", JSON.parse(readFileSync(recordFile, "utf8")));
      await writeLibraries(write);
      await writeTypes(write);
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
        alias: { "prism-react-renderer": false, [themeLanguages]: false },
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
          {
            test: /\.html$/,
            include: context.generatedFilesDir,
            type: "asset/resource",
            generator: { filename: `${frameFolder}/[name].[contenthash:8].html` },
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

/** What the libraries answered: a file a topic for its table, one a question and one a kind of call for other pages. */
async function writeLibraries(write: (name: string, data: unknown) => Promise<unknown>): Promise<void> {
  const records = [...readRecords().values()];
  const executed = columnsOf(records);
  await write("libraries/list.json", libraryList(records));
  const calls = callTables();
  await write("libraries/calls.json", calls);
  for (const row of calls.flatMap(({ rows }) => rows)) await write(`libraries/calls/${row.id}.json`, row);
  for (const topic of topics) {
    await write(`libraries/topics/${topic.id}.json`, topicTable(topic, executed));
    for (const question of topic.questions) {
      await write(`libraries/questions/${question.id}.json`, answeredQuestion(question, executed));
    }
  }
}

/** The table of types: a file for each of its parts, and one for all cells of a format and a form of writers. */
async function writeTypes(write: (name: string, data: unknown) => Promise<unknown>): Promise<void> {
  const page = new TypePage(recordedRuntimes());
  await write("types/choices.json", page.choices());
  await write("types/grids/binary-lists.json", page.typeGrid("binary", "lists"));
  await write("types/grids/binary-forms.json", page.formGrid());
  for (const format of ["binary", "json"] as const) {
    await write(`types/grids/${format}-singular.json`, page.typeGrid(format, "singular"));
    await write(`types/pairs/${format}.json`, page.summaries(format));
    await write(`types/disagreements/${format}.json`, page.disagreements(format));
    for (const form of forms) await write(`types/cells/${format}-${form}.json`, page.writers(format, form));
  }
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
