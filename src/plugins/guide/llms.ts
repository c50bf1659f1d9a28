import type { LoadedContent } from "@docusaurus/plugin-content-docs";
import type { DocusaurusConfig, LoadedPlugin } from "@docusaurus/types";
import { groupBy } from "@grpc-evolution/engine/identity/group-by.js";
import { type ChangeContent, changePath } from "../../content/changes.js";
import { workbenchPage } from "../../content/workbench-page.js";

/** `llms.txt` (https://llmstxt.org): title, summary, and a link with a sentence for every page, by folder. */
export function pageList(
  plugins: LoadedPlugin[],
  config: DocusaurusConfig,
  changes: readonly ChangeContent[],
): string {
  const content = plugins.find((plugin) => plugin.name === "docusaurus-plugin-content-docs")?.content;
  const docs = (content as LoadedContent).loadedVersions.flatMap((version) => version.docs);
  const folders = groupBy(docs, (doc) => doc.sourceDirName.split("/")[0] ?? "");
  const sections = [...folders].map(([folder, pages]) => {
    const lines = pages.map(
      (doc) => `- [${doc.title}](${address(config, doc.permalink)}): ${doc.description}`,
    );
    const own = folder === "changes" ? changes.map((change) => lineOfChange(change, config)) : [];
    return `## ${folder === "." ? "start" : folder}\n\n${[...lines, ...own].join("\n")}\n`;
  });
  return `# ${config.title}\n\n> ${config.tagline}\n\n${[workbench(config), ...sections].join("\n")}`;
}

/** The one page beside the home page that is no document. */
function workbench(config: DocusaurusConfig): string {
  const { path, title, description } = workbenchPage;
  return `- [${title}](${address(config, `${config.baseUrl}${path}`)}): ${description}\n`;
}

function lineOfChange({ slug, title, advice }: ChangeContent, config: DocusaurusConfig): string {
  const path = `${config.baseUrl}${changePath(slug).slice(1)}`;
  return `- [${title}](${address(config, path)}): ${advice.replaceAll("*", "")}`;
}

/** The full address as the sitemap has it: every page is a folder. */
function address(config: DocusaurusConfig, permalink: string): string {
  return `${config.url}${permalink.replace(/\/?$/, "/")}`;
}
