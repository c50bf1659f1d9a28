import { useState } from "react";
import { copyText } from "../Copy.js";

/** What the page last put into the clipboard, in a sentence. */
export interface Clipboard {
  said: string;
  /** The text that could not be copied, for people to select; empty where it could. */
  refused: string;
  copy(text: string, sentence: string): Promise<void>;
  say(sentence: string): void;
}

export function useClipboard(): Clipboard {
  const [said, setSaid] = useState("");
  const [refused, setRefused] = useState("");
  const say = (sentence: string) => {
    setSaid(sentence);
    setTimeout(() => setSaid((last) => (last === sentence ? "" : last)), 4000);
  };
  return {
    said,
    refused,
    say,
    async copy(text, sentence) {
      const isCopied = await copyText(text);
      setRefused(isCopied ? "" : text);
      say(isCopied ? sentence : "Not copied.");
    },
  };
}
