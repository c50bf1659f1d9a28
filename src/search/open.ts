import { isSearchKey } from "./keys.js";

const event = "open-search";

/** Opens the search from anywhere on a page, with words that are already typed. */
export function openSearch(query: string): void {
  window.dispatchEvent(new CustomEvent(event, { detail: query }));
}

/** Calls back when search is to open, by `openSearch` or by a key; returns how to end that. */
export function onOpenSearch(open: (query: string) => void): () => void {
  const opened = (each: Event) => open((each as CustomEvent<string>).detail);
  const pressed = (press: KeyboardEvent) => {
    if (!isSearchKey(press)) return;
    press.preventDefault();
    open("");
  };
  window.addEventListener(event, opened);
  window.addEventListener("keydown", pressed);
  return () => {
    window.removeEventListener(event, opened);
    window.removeEventListener("keydown", pressed);
  };
}
