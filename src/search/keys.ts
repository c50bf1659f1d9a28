/** Ctrl K, on a Mac Command K; and `/`, except where it is text. In a dialog the keys are those of the dialog. */
export function isSearchKey(press: KeyboardEvent): boolean {
  const { key, altKey, shiftKey, ctrlKey, metaKey, target } = press;
  if (document.querySelector("dialog:modal")) return false;
  const command = isMac() ? metaKey && !ctrlKey : ctrlKey && !metaKey;
  if (command && !altKey && !shiftKey && key.toLowerCase() === "k") return true;
  return key === "/" && !ctrlKey && !metaKey && !altKey && !isTyping(target);
}

/** What the shortcut is called where this is no Mac. */
export const otherwiseNamed = "Ctrl K";

/** What the shortcut is called on this machine. */
export function shortcutName(): string {
  return isMac() ? "⌘ K" : otherwiseNamed;
}

function isMac(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.platform);
}

/** A field that is out of sight may have the focus until the page is drawn again: that of a dialog that was just closed. */
function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches("input, textarea, select")) &&
    target.checkVisibility()
  );
}
