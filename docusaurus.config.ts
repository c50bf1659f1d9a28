import path from "node:path";
import type * as Preset from "@docusaurus/preset-classic";
import type { Config } from "@docusaurus/types";
import { pagePath, rules } from "@grpc-evolution/engine/rules/index.js";
import { documentTemplate } from "./src/hydration/template.js";
import { ruleCard, ruleCardText, siteCard } from "./src/plugins/appearance/cards.js";
import appearancePlugin from "./src/plugins/appearance/index.js";
import guidePlugin from "./src/plugins/guide/index.js";
import { remarkGuide } from "./src/plugins/guide/remark.js";
import hydrationPlugin from "./src/plugins/hydration/index.js";
import licensesPlugin from "./src/plugins/licenses/index.js";
import pagesPlugin from "./src/plugins/pages/index.js";
import policyPlugin from "./src/plugins/policy/index.js";
import { root } from "./src/root.js";
import { editUrl, site } from "./src/site.js";

const tagline = "How to change a gRPC protocol while older releases of it are still running";

const config: Config = {
  title: "Evolving gRPC APIs",
  tagline,
  favicon: "img/mark.svg",
  url: site.url,
  baseUrl: site.baseUrl,
  // A folder with an index page per address: what every static server can serve.
  trailingSlash: true,
  onBrokenLinks: "throw",
  onBrokenAnchors: "throw",
  onDuplicateRoutes: "throw",
  // A persistent cache does not see that an example or a plugin changed, and would show old output.
  future: { v4: true, faster: { rspackPersistentCache: false } },
  markdown: {
    hooks: { onBrokenMarkdownLinks: "throw", onBrokenMarkdownImages: "throw" },
    parseFrontMatter: async (params) => {
      const page = await params.defaultParseFrontMatter(params);
      return { ...page, frontMatter: { ...page.frontMatter, ...ruleFrontMatter(params.filePath) } };
    },
  },
  presets: [
    [
      "classic",
      {
        blog: false,
        docs: {
          routeBasePath: "/",
          sidebarPath: "./sidebars.ts",
          editUrl: ({ docPath }) => editUrl(`docs/${docPath}`),
          showLastUpdateTime: true,
          remarkPlugins: [remarkGuide],
        },
        pages: { remarkPlugins: [remarkGuide] },
        theme: { customCss: "./src/css/site.css" },
        sitemap: { lastmod: "date", changefreq: null, priority: null },
      } satisfies Preset.Options,
    ],
  ],
  clientModules: ["./src/components/load-ahead.ts"],
  ssrTemplate: documentTemplate,
  plugins: [
    hydrationPlugin,
    guidePlugin,
    pagesPlugin,
    licensesPlugin,
    appearancePlugin,
    [
      policyPlugin,
      {
        redirects: [
          ...rules.map((rule) => ({ from: `/${rule.id.toLowerCase()}`, to: `/${pagePath(rule)}` })),
          { from: "/review/checklist", to: "/checklist" },
        ],
      },
    ],
  ],
  themeConfig: {
    image: siteCard,
    metadata: [
      { name: "description", content: tagline },
      { property: "og:image:alt", content: `Evolving gRPC APIs: ${tagline}` },
    ],
    colorMode: { respectPrefersColorScheme: true },
    navbar: {
      title: "Evolving gRPC APIs",
      logo: { src: "img/mark.svg", alt: "", width: 24, height: 24 },
      items: [
        { to: "/start", label: "Start here" },
        { to: "/changes", label: "Changes" },
        { to: "/rules", label: "Rules" },
        { to: "/review", label: "Review" },
        { to: "/policy", label: "Policy" },
        { to: "/libraries", label: "Libraries" },
        { to: "/try", label: "Try" },
        { to: "/tool", label: "Command" },
        { to: "/contributing", label: "Contribute" },
        ...(site.repository ? [{ href: site.repository, label: "Source", position: "right" as const }] : []),
      ],
    },
    footer: {
      links: [
        { label: "Glossary", to: "/glossary" },
        { label: "In Kata Containers", to: "/kata" },
        { label: "Contributing", to: "/contributing" },
        { label: "For programs: llms.txt", href: `pathname://${site.baseUrl}llms.txt` },
      ],
      copyright: "Apache License 2.0. Every output on these pages was printed by the program beside it.",
    },
    tableOfContents: { minHeadingLevel: 2, maxHeadingLevel: 3 },
  } satisfies Preset.ThemeConfig,
};

/** Title, description and card of a rule's page come from the rule's metadata. */
function ruleFrontMatter(filePath: string): Record<string, string> {
  const folder = path.relative(path.join(root, "docs"), path.dirname(filePath));
  const rule = rules.find((candidate) => pagePath(candidate) === folder.split(path.sep).join("/"));
  if (!rule) return {};
  return {
    rule: rule.id,
    title: `${rule.id} ${rule.title}`,
    description: rule.sentence.replaceAll("*", ""),
    image: `/${ruleCard(rule.id)}`,
    imageText: ruleCardText(rule),
  };
}

export default config;
