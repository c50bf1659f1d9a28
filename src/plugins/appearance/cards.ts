import type { DocusaurusConfig } from "@docusaurus/types";
import { rules } from "@grpc-evolution/engine/rules/index.js";
import type { ExampleContent } from "../../content/content.js";
import { findExample } from "../../evidence/examples/example.js";
import { loadExample } from "../guide/load-example.js";
import type { Card } from "./card.js";

/** Where the card of the site is, below its root. */
export const siteCard = "img/cards/site.png";

/** Where the card of a rule is, below the site's root. */
export function ruleCard(id: string): string {
  return `img/cards/${id.toLowerCase()}.png`;
}

/** What a rule's page says of its card to those who do not see it. */
export function ruleCardText({ id, title }: { id: string; title: string }): string {
  return `${id} ${title}: the sentence of the rule`;
}

/** All cards with the place of each: one a rule and guideline, and that of the site for every other page. */
export async function allCards({ tagline }: Pick<DocusaurusConfig, "tagline">): Promise<Map<string, Card>> {
  const { strip } = (await loadExample(findExample("r1/reuse"))) as ExampleContent;
  const ofRules = rules.map(({ id, title, sentence }): [string, Card] => [
    ruleCard(id),
    { id, title, sentence },
  ]);
  const ofSite: Card = { title: tagline, strip: strip?.spans };
  return new Map([[siteCard, ofSite], ...ofRules]);
}
