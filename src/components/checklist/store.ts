import { emptySheet, isEmpty, readSheet, type Sheet } from "./sheet.js";

const key = "checklist";

/** The sheet that this browser keeps, an empty one where it keeps none or refuses to say. */
export function loadSheet(): Sheet {
  try {
    return readSheet(JSON.parse(localStorage.getItem(key) ?? "null")) ?? emptySheet;
  } catch {
    return emptySheet;
  }
}

/** Keeps a sheet, or forgets an empty one; false where the browser refuses. */
export function saveSheet(sheet: Sheet): boolean {
  try {
    if (isEmpty(sheet)) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(sheet));
    return true;
  } catch {
    return false;
  }
}
