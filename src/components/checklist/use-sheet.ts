import { useEffect, useState } from "react";
import { carriesData, readFragment } from "./share.js";
import { emptySheet, isEmpty, type Sheet } from "./sheet.js";
import { loadSheet, saveSheet } from "./store.js";

/** Where the sheet comes from that is shown. */
export type Origin = "browser" | "link" | "check" | "broken-link";

/** A sheet that is kept in this browser as soon as somebody changes it. */
export interface KeptSheet {
  sheet: Sheet;
  origin: Origin;
  /** Whether what is to be shown has been read. */
  isOpened: boolean;
  /** Whether the browser keeps another sheet, which this one would replace. */
  hidesOwn: boolean;
  /** False once the browser refused to keep something. */
  isKept: boolean;
  change(sheet: Sheet, origin?: Origin): void;
  /** Goes back from what came with the address to what the browser keeps. */
  showOwn(): void;
}

type Shown = Pick<KeptSheet, "sheet" | "origin" | "isOpened">;

const nothingYet: Shown = { sheet: emptySheet, origin: "browser", isOpened: false };

/** Opens what the address carries, else what this browser keeps. What came with an address replaces nothing by itself. */
export function useSheet(): KeptSheet {
  const [shown, setShown] = useState(nothingYet);
  const [hidesOwn, setHidesOwn] = useState(false);
  const [isKept, setIsKept] = useState(true);

  const show = (sheet: Sheet, origin: Origin) => setShown({ sheet, origin, isOpened: true });

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, and whenever the address changes
  useEffect(() => {
    const open = async () => {
      const own = loadSheet();
      const { hash } = location;
      if (!carriesData(hash)) return show(own, "browser");
      const arrived = await readFragment(hash);
      if (arrived) show(arrived.sheet, arrived.from);
      else show(own, "broken-link");
      setHidesOwn(arrived !== null && !isEmpty(own));
    };
    const openAnother = () => carriesData(location.hash) && open();
    open();
    addEventListener("hashchange", openAnother);
    return () => removeEventListener("hashchange", openAnother);
  }, []);

  const leaveAddress = () => {
    if (carriesData(location.hash)) history.replaceState(history.state, "", location.pathname);
  };
  return {
    ...shown,
    hidesOwn,
    isKept,
    change(sheet, origin = shown.origin) {
      show(sheet, origin);
      setIsKept(saveSheet(sheet));
      setHidesOwn(false);
      leaveAddress();
    },
    showOwn() {
      show(loadSheet(), "browser");
      setHidesOwn(false);
      leaveAddress();
    },
  };
}
