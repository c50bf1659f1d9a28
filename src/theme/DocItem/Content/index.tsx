import { useDoc } from "@docusaurus/plugin-content-docs/client";
import { ThemeClassNames } from "@docusaurus/theme-common";
import MDXContent from "@theme/MDXContent";
import TableOfContents from "@theme-original/DocItem/TOC/Mobile";
import type { ReactNode } from "react";
import PageMarkdown from "../../../components/PageMarkdown.js";

/** A page's text under its title; a rule's identifier stands apart in its title. A narrow page lists its headings there. */
export default function DocItemContent({ children }: { children: ReactNode }): ReactNode {
  const { metadata, frontMatter, toc } = useDoc();
  const { rule } = frontMatter as { rule?: string };
  return (
    <div className={`${ThemeClassNames.docs.docMarkdown} markdown`}>
      <header>
        <h1>
          {rule && <span className="rule-id">{rule}</span>}
          {rule ? metadata.title.slice(rule.length + 1) : metadata.title}
        </h1>
        <PageMarkdown />
        {toc.length > 0 && !frontMatter.hide_table_of_contents && <TableOfContents />}
      </header>
      <MDXContent>{children}</MDXContent>
    </div>
  );
}
