import type { LoadedContent } from "@docusaurus/plugin-content-docs";
import type { DocusaurusConfig, LoadedPlugin } from "@docusaurus/types";
import { groupBy } from "@grpc-evolution/engine/identity/group-by.js";
import { workbenchPage } from "../../content/workbench-page.js";

/** `llms.txt` (https://llmstxt.org): title, summary, and a link with a sentence for every page, by folder. */
export function pageList(plugins: LoadedPlugin[], config: DocusaurusConfig): string {
  const content = plugins.find((plugin) => plugin.name === "docusaurus-plugin-content-docs")?.content;
  const docs = (content as LoadedContent).loadedVersions.flatMap((version) => version.docs);
  const folders = groupBy(docs, (doc) => doc.sourceDirName.split("/")[0] ?? "");
  const sections = [...folders].map(([folder, pages]) => {
    const lines = pages.map(
      (doc) => `- [${doc.title}](${address(config, doc.permalink)}): ${doc.description}`,
    );
    return `## ${folder === "." ? "start" : folder}\n\n${lines.join("\n")}\n`;
  });
  return `# ${config.title}\n\n> ${config.tagline}\n\n${[workbench(config), ...sections].join("\n")}`;
}

/** The one page beside the home page that is no document. */
function workbench(config: DocusaurusConfig): string {
  const { path, title, description } = workbenchPage;
  return `- [${title}](${address(config, `${config.baseUrl}${path}`)}): ${description}\n`;
}

/** The full address as the sitemap has it: every page is a folder. */
function address(config: DocusaurusConfig, permalink: string): string {
  return `${config.url}${permalink.replace(/\/?$/, "/")}`;
}
