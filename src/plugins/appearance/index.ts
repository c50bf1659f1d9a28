import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { HtmlTags, LoadContext, Plugin } from "@docusaurus/types";
import { cardSvg } from "./card.js";
import { allCards } from "./cards.js";
import { homeIcon, homeIconSvg, tabIcon, tabIconSvg } from "./icons.js";
import { pageStyles } from "./page-styles.js";
import { loadPainter } from "./picture.js";
import { robots } from "./robots.js";
import { tokensOf } from "./tokens.js";

/**
 * What is seen of the site outside of its pages: the cards that a message shows for a link, the icons, the color of a
 * browser's frame, and the line that leads crawlers to the list of pages.
 */
export default function appearancePlugin({ siteConfig, baseUrl }: LoadContext): Plugin {
  const light = tokensOf("light");
  return {
    name: "appearance",
    injectHtmlTags: () => ({ headTags: headTags(baseUrl) }),
    configureWebpack: (config) => pageStyles(config),
    async postBuild({ outDir }) {
      const painter = await loadPainter();
      const write = (file: string, content: string | Uint8Array) => {
        mkdirSync(path.dirname(path.join(outDir, file)), { recursive: true });
        writeFileSync(path.join(outDir, file), content);
      };
      for (const [file, card] of await allCards(siteConfig))
        write(file, painter.png(cardSvg(card, siteConfig.title, light)));
      write(tabIcon.file, painter.png(tabIconSvg()));
      write(homeIcon.file, painter.png(homeIconSvg(light)));
      write("robots.txt", robots(siteConfig.url, baseUrl));
    },
  };
}

function headTags(baseUrl: string): HtmlTags {
  return [
    {
      tagName: "link",
      attributes: { rel: "icon", type: "image/png", sizes: "32x32", href: baseUrl + tabIcon.file },
    },
    { tagName: "link", attributes: { rel: "apple-touch-icon", href: baseUrl + homeIcon.file } },
    ...(["light", "dark"] as const).map((theme) => ({
      tagName: "meta",
      attributes: {
        name: "theme-color",
        media: `(prefers-color-scheme: ${theme})`,
        content: tokensOf(theme)("paper"),
      },
    })),
  ];
}
