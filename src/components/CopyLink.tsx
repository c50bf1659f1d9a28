import { type ReactNode, useState } from "react";
import { copyText } from "./Copy.js";

/** A button that copies the address of a place on this page; without JavaScript it is not there. */
export default function CopyLink({ anchor, name }: { anchor: string; name: string }): ReactNode {
  const [said, setSaid] = useState("");
  const copy = async () => {
    const { origin, pathname } = window.location;
    const isCopied = await copyText(`${origin}${pathname}#${anchor}`);
    setSaid(isCopied ? "Copied" : "Not copied: copy the link itself");
    setTimeout(() => setSaid(""), 2000);
  };
  return (
    <span className="copy-link scripted">
      <button type="button" className="copy" aria-label={`Copy link to ${name}`} onClick={copy}>
        Copy link
      </button>
      <span className="copied" role="status">
        {said}
      </span>
    </span>
  );
}
