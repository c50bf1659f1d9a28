import { useEffect, useState } from "react";
import { handAnswers } from "../../components/checklist/checked.js";
import { loadSheets } from "../../components/checklist/store.js";
import type { HandSheet } from "./question.js";

/** What the reviewer answered on the checklist, change by change, also while this page is open in another window. */
export function useHandSheets(): readonly HandSheet[] {
  const [sheets, setSheets] = useState<readonly HandSheet[]>([]);
  useEffect(() => {
    const read = () =>
      setSheets((before) => {
        const now = readSheets();
        return JSON.stringify(before) === JSON.stringify(now) ? before : now;
      });
    read();
    addEventListener("storage", read);
    return () => removeEventListener("storage", read);
  }, []);
  return sheets;
}

function readSheets(): HandSheet[] {
  return loadSheets().flatMap(({ sheet }) => {
    const answers = handAnswers(sheet);
    const { checked, heading } = sheet;
    return checked && answers.length > 0 ? [{ checked, reviewer: heading.reviewer, answers }] : [];
  });
}
