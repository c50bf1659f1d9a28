import type { Element } from "hast";
import { fromHtml } from "hast-util-from-html";
import { visit } from "unist-util-visit";
import type { Policy } from "../../policy/policy.js";
import { type Inline, policyElement } from "../../policy/policy-text.js";

/** Types of scripts that browsers run; what has another type is data for other programs. */
const runTypes = new Set(["", "text/javascript", "module"]);

/** The scripts and styles that stand in a page itself, also those for browsers that run no scripts. */
export function inlineIn(html: string): Inline {
  const scripts: string[] = [];
  const styles: string[] = [];
  visit(fromHtml(html), "element", (element) => {
    if (element.tagName === "style") styles.push(rawTextOf(element));
    if (element.tagName === "script" && isRun(element)) scripts.push(rawTextOf(element));
  });
  return { scripts, styles };
}

function isRun({ properties }: Element): boolean {
  return properties.src === undefined && runTypes.has(String(properties.type ?? ""));
}

function rawTextOf({ children }: Element): string {
  return children.map((child) => (child.type === "text" ? child.value : "")).join("");
}

/**
 * A page with its policy, behind the declaration of its characters: browsers look for that in the first bytes only, and it loads
 * nothing. Throws where a page declares none.
 */
export function withPolicy(html: string, policy: Policy): string {
  const declared = /<head>\s*<meta charset=["']?utf-8["']?\s*\/?>/i.exec(html);
  if (!declared) throw new Error("The head of a page does not begin with its charset.");
  const at = declared.index + declared[0].length;
  return html.slice(0, at) + policyElement(policy) + html.slice(at);
}
