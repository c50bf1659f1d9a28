import { type ReactNode, useState } from "react";

/** A button that copies text, and says so to the eye and to a screen reader. */
export default function Copy({ text, label }: { text: string; label: string }): ReactNode {
  const [said, setSaid] = useState("");
  const copy = async () => {
    setSaid((await copyText(text)) ? "Copied" : "Not copied: select the text instead");
    setTimeout(() => setSaid(""), 2000);
  };
  return (
    <>
      <button type="button" className="copy" onClick={copy} aria-label={label}>
        Copy
      </button>
      <span className="copied" role="status">
        {said}
      </span>
    </>
  );
}

/** Puts text into the clipboard; false where the browser does not let us. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
