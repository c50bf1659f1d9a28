import { checkedPrefix, readCheckedChange } from "../../content/checked-change.js";
import { packJson, unpackJson } from "../../content/packed-json.js";
import { readSheet, type Sheet, sheetOf } from "./sheet.js";

/** Begins the fragment of an address that carries a filled checklist. */
const sheetPrefix = "#c=";

/** What an address brought along. */
export interface Arrived {
  sheet: Sheet;
  from: "link" | "check";
}

/** The fragment of an address that carries a filled checklist; null where it is too long for a link. */
export async function sheetFragment(sheet: Sheet): Promise<string | null> {
  const packed = await packJson(sheet);
  return packed && sheetPrefix + packed;
}

/** Whether a fragment means to carry something, not to name an item. */
export function carriesData(fragment: string): boolean {
  return fragment.startsWith(sheetPrefix) || fragment.startsWith(checkedPrefix);
}

/** What a fragment carries; null where it carries nothing that can be read. */
export async function readFragment(fragment: string): Promise<Arrived | null> {
  if (fragment.startsWith(sheetPrefix)) {
    const sheet = readSheet(await unpackJson(fragment.slice(sheetPrefix.length)));
    return sheet && { sheet, from: "link" };
  }
  if (fragment.startsWith(checkedPrefix)) {
    const checked = readCheckedChange(await unpackJson(fragment.slice(checkedPrefix.length)));
    return checked && { sheet: sheetOf(checked), from: "check" };
  }
  return null;
}
