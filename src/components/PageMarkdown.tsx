import Head from "@docusaurus/Head";
import { useLocation } from "@docusaurus/router";
import { type ReactNode, useState } from "react";
import { copyText } from "./Copy.js";

interface Props {
  /** Whether a choice of the reader shows something else than the file has. */
  isOther?: boolean;
}

/** The way to this page as Markdown: a link, and a button that copies what it shows where scripts run. */
export default function PageMarkdown({ isOther = false }: Props): ReactNode {
  const { pathname } = useLocation();
  const file = `${pathname.replace(/\/?$/, "/")}index.md`;
  return (
    <p className="page-markdown">
      <Head>
        <link rel="alternate" type="text/markdown" href={file} />
      </Head>
      <a href={file}>Markdown</a>
      <CopyPage key={file} file={file} isOther={isOther} />
    </p>
  );
}

/** The file is loaded when somebody wants it, and so is what writes another one. */
function CopyPage({ file, isOther }: Required<Props> & { file: string }): ReactNode {
  const [said, setSaid] = useState("");
  const copy = async () => {
    const text = await (isOther ? shownText() : textOf(file));
    setSaid(text !== null && (await copyText(text)) ? "Copied" : "Not copied: open the link instead");
    setTimeout(() => setSaid(""), 2000);
  };
  return (
    <>
      <button type="button" className="copy scripted" onClick={copy}>
        Copy this page
      </button>
      <span className="copied" role="status">
        {said}
      </span>
    </>
  );
}

async function shownText(): Promise<string | null> {
  try {
    const { shownMarkdown } = await import("../page-text/shown-markdown.js");
    return shownMarkdown();
  } catch {
    return null;
  }
}

async function textOf(file: string): Promise<string | null> {
  try {
    const response = await fetch(file);
    return response.ok ? await response.text() : null;
  } catch {
    return null;
  }
}
