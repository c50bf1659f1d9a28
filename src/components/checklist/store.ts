import type { ChangeKind } from "@grpc-evolution/engine/rules/review.js";
import { type CheckedChange, isRecord, isSameChange, readKinds } from "../../content/checked-change.js";
import { restated } from "../../content/stated.js";
import { type Entry, emptySheet, isEmpty, readSheet, type Sheet, withChecked } from "./sheet.js";

/** A sheet that this browser keeps. */
export interface StoredSheet {
  id: number;
  sheet: Sheet;
}

/** Under which name the browser keeps the sheets. */
export const keptName = "checklist";

/** The sheets of more changes are not kept. */
const maxSheets = 40;

/** A number for a sheet that is not kept yet. */
export function newSheetId(): number {
  return Math.floor(Math.random() * Number.MAX_SAFE_INTEGER);
}

/** The sheets that this browser keeps, the one that was changed last first; none where it refuses to say. */
export function loadSheets(): StoredSheet[] {
  try {
    return readStored(JSON.parse(localStorage.getItem(keptName) ?? "null"));
  } catch {
    return [];
  }
}

/** Among sheets the one of a change. */
export function sheetFor(sheets: readonly StoredSheet[], checked: CheckedChange): StoredSheet | undefined {
  return sheets.find(({ sheet }) => sheet.checked && isSameChange(sheet.checked, checked));
}

/** Keeps a sheet before all others, or forgets an empty one; false where the browser refuses. */
export function saveSheet({ id, sheet }: StoredSheet): boolean {
  // Another window may have kept something meanwhile.
  const others = loadSheets().filter((each) => each.id !== id);
  const sheets = isEmpty(sheet) ? others : [{ id, sheet }, ...others].slice(0, maxSheets);
  try {
    if (sheets.length === 0) localStorage.removeItem(keptName);
    else localStorage.setItem(keptName, JSON.stringify(sheets));
    return true;
  } catch {
    return false;
  }
}

/**
 * Keeps answers that came with a change, and whose they are, where the sheet of that change has none of its own; false
 * where the browser refuses.
 */
export function adoptEntries(
  checked: CheckedChange,
  entries: Readonly<Record<string, Entry>>,
  reviewer: string,
): boolean {
  const { id, sheet } = sheetFor(loadSheets(), checked) ?? { id: newSheetId(), sheet: emptySheet };
  const own = withChecked(sheet, checked);
  const heading = { ...own.heading, reviewer: own.heading.reviewer || reviewer };
  return saveSheet({ id, sheet: { ...own, heading, entries: { ...entries, ...own.entries } } });
}

/**
 * What is stated of a change, where the reviewer ticked something else on the checklist than `stated`, which is in
 * `checked`; null elsewhere. From then on the sheet counts it as stated.
 */
export function takeRestated(checked: CheckedChange, stated: readonly ChangeKind[]): ChangeKind[] | null {
  const stored = sheetFor(loadSheets(), checked);
  if (!stored) return null;
  const { kinds: ticked } = withChecked(stored.sheet, checked);
  const kinds = restated(ticked, checked.kinds, stated);
  if (kinds.join() === stated.join()) return null;
  const shown = checked.kinds.filter((kind) => !stated.includes(kind));
  const now = { ...checked, kinds: readKinds([...shown, ...kinds]) };
  return saveSheet({ ...stored, sheet: withChecked(stored.sheet, now) }) ? kinds : null;
}

/** A single sheet is what was kept before there could be several. */
function readStored(data: unknown): StoredSheet[] {
  const list = Array.isArray(data) ? data.slice(0, maxSheets) : [{ id: 0, sheet: data }];
  return list.flatMap((each): StoredSheet[] => {
    const sheet = isRecord(each) ? readSheet(each.sheet) : null;
    return sheet && isRecord(each) && typeof each.id === "number" ? [{ id: each.id, sheet }] : [];
  });
}
