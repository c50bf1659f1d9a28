import { shortcutName } from "../../search/keys.js";

/** Calls the key of the search what it is called on this machine. */
export function nameSearchKey(): void {
  const key = document.querySelector(".search-key");
  if (key && key.textContent !== shortcutName()) key.textContent = shortcutName();
}
