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

/** Ctrl K, on a Mac Command K; and `/`, except where it is text. In a dialog the keys are those of the dialog. */
function isSearchKey(press: KeyboardEvent): boolean {
  const { key, altKey, shiftKey, ctrlKey, metaKey, target } = press;
  if (document.querySelector("dialog:modal")) return false;
  const command = isMac() ? metaKey && !ctrlKey : ctrlKey && !metaKey;
  if (command && !altKey && !shiftKey && key.toLowerCase() === "k") return true;
  return key === "/" && !ctrlKey && !metaKey && !altKey && !isTyping(target);
}

/** What the shortcut is called on this machine. */
export function shortcutName(): string {
  return isMac() ? "⌘ K" : "Ctrl K";
}

function isMac(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.platform);
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select"))
  );
}
