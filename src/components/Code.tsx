import type { ReactNode } from "react";
import Copy from "./Copy.js";

interface Props {
  /** Highlighted when the site was built; comes from our own pages only. */
  html: string;
  language: string;
  title?: string;
}

/** A fenced code block of a page. */
export default function Code({ html, language, title }: Props): ReactNode {
  return (
    <figure className="code">
      {title && <figcaption>{title}</figcaption>}
      <pre>
        <code className={`language-${language}`} dangerouslySetInnerHTML={{ __html: html }} />
      </pre>
      <Copy text={plainText(html)} label={title ? `Copy ${title}` : "Copy code"} />
    </figure>
  );
}

/** The text of highlighted code. */
export function plainText(html: string): string {
  const text = html.replace(/<[^>]*>/g, "");
  return text
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&");
}
