import Head from "@docusaurus/Head";
import { useLocation } from "@docusaurus/router";
import { type ReactNode, useState } from "react";
import { copyText } from "./Copy.js";

/** The way to this page as Markdown: a link, and a button that copies it where scripts run. */
export default function PageMarkdown(): ReactNode {
  const { pathname } = useLocation();
  const file = `${pathname.replace(/\/?$/, "/")}index.md`;
  return (
    <p className="page-markdown">
      <Head>
        <link rel="alternate" type="text/markdown" href={file} />
      </Head>
      <a href={file}>Markdown</a>
      <CopyFile key={file} file={file} />
    </p>
  );
}

/** The file is loaded when somebody wants it. */
function CopyFile({ file }: { file: string }): ReactNode {
  const [said, setSaid] = useState("");
  const copy = async () => {
    const text = await textOf(file);
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

async function textOf(file: string): Promise<string | null> {
  try {
    const response = await fetch(file);
    return response.ok ? await response.text() : null;
  } catch {
    return null;
  }
}
