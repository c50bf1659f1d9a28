import { useEffect, useRef, useState } from "react";
import { carriesData, readFragment } from "./share.js";
import { emptySheet, isEmpty, type Sheet, withChecked } from "./sheet.js";
import { loadSheets, newSheetId, type StoredSheet, saveSheet, sheetFor } from "./store.js";

/** Where the sheet comes from that is shown. */
export type Origin = "browser" | "link" | "check" | "merged" | "broken-link";

/** A sheet that is kept in this browser as soon as somebody changes it. */
export interface KeptSheet {
  sheet: Sheet;
  origin: Origin;
  /** Whether what is to be shown has been read. */
  isOpened: boolean;
  /** The other sheets that the browser keeps. */
  others: readonly StoredSheet[];
  /** False once the browser refused to keep something. */
  isKept: boolean;
  change(sheet: Sheet, origin?: Origin): void;
  /** Goes to another sheet that the browser keeps. */
  showOther(id: number): void;
  /** Begins an empty one; what is kept stays. */
  begin(): void;
  /** Forgets this one, and goes to another one where there is one. */
  forget(): void;
}

interface Shown extends Pick<KeptSheet, "origin" | "isOpened"> {
  stored: StoredSheet;
}

const nothingYet: Shown = { stored: { id: 0, sheet: emptySheet }, origin: "browser", isOpened: false };

/**
 * Opens what the address carries, else what this browser keeps. What `check` says of a change that the browser keeps a sheet
 * of is merged into it; everything else is another sheet beside those that are kept.
 */
export function useSheet(): KeptSheet {
  const [shown, setShown] = useState(nothingYet);
  const [kept, setKept] = useState<readonly StoredSheet[]>([]);
  const [isKept, setIsKept] = useState(true);
  const latest = useRef(shown);
  latest.current = shown;

  const show = (stored: StoredSheet, origin: Origin) => {
    setShown({ stored, origin, isOpened: true });
    setKept(loadSheets());
  };
  const leaveAddress = () => {
    if (carriesData(location.hash)) history.replaceState(history.state, "", location.pathname);
  };
  const save = (stored: StoredSheet, origin: Origin) => {
    setIsKept(saveSheet(stored));
    show(stored, origin);
    leaveAddress();
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, and whenever the address changes
  useEffect(() => {
    const open = async () => {
      const sheets = loadSheets();
      const own = sheets[0] ?? { id: newSheetId(), sheet: emptySheet };
      const { hash } = location;
      if (!carriesData(hash)) return show(own, "browser");
      const arrived = await readFragment(hash);
      if (!arrived) return show(own, "broken-link");
      const { sheet, from } = arrived;
      const same = from === "check" && sheet.checked ? sheetFor(sheets, sheet.checked) : undefined;
      if (same && sheet.checked)
        save({ id: same.id, sheet: withChecked(same.sheet, sheet.checked) }, "merged");
      else show({ id: newSheetId(), sheet }, from);
    };
    const openAnother = () => carriesData(location.hash) && open();
    open();
    addEventListener("hashchange", openAnother);
    return () => removeEventListener("hashchange", openAnother);
  }, []);

  const { stored, origin, isOpened } = shown;
  return {
    sheet: stored.sheet,
    origin,
    isOpened,
    others: kept.filter(({ id }) => id !== stored.id),
    isKept,
    change: (sheet, from = origin) => save({ id: latest.current.stored.id, sheet }, from),
    showOther: (id) => {
      const other = loadSheets().find((each) => each.id === id);
      if (other) save(other, "browser");
    },
    begin: () => {
      leaveAddress();
      show({ id: newSheetId(), sheet: emptySheet }, "browser");
    },
    forget: () => {
      if (!isEmpty(stored.sheet)) setIsKept(saveSheet({ id: stored.id, sheet: emptySheet }));
      leaveAddress();
      show(loadSheets()[0] ?? { id: newSheetId(), sheet: emptySheet }, "browser");
    },
  };
}
