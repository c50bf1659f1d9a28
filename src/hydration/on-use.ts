import { isSearchKey } from "../search/keys.js";
import { listedScripts, loadProgram } from "./program.js";
import { type Act, replay } from "./replay.js";

/**
 * What only the page's program answers: form controls and buttons, and what says so by itself. Links and `<details>` work
 * without it.
 */
const controls = "button, input, select, textarea, [role=button], [role=tab], [data-program]";

/** Here a file may be dropped. */
const takesFiles = "[data-takes=files]";

const failed = "This part could not be loaded. Check the connection, and try again.";

/**
 * Loads the page's program when a reader is about to use what needs it: points at a control, reaches one, presses Tab or a key
 * of the search, or brings a file. At once only where the address carries something to be shown, or where this browser keeps
 * something for the page. What the reader does meanwhile is done then.
 * The signal says that the program has taken over.
 */
export function hydrateOnUse(): { signal: AbortSignal } {
  const scripts = listedScripts();
  const acts: Act[] = [];
  const listening = new AbortController();
  // Where the program loads by itself there is nothing to wait for.
  if (scripts.length === 0) listening.abort();
  else listen(scripts, acts, listening);
  return listening;
}

function listen(scripts: readonly string[], acts: Act[], listening: AbortController): void {
  let state: "away" | "loading" | "failed" = "away";

  const load = async (isWanted = false) => {
    if (state === "loading") return;
    // Whoever only passes by does not try again.
    if (state === "failed" && !isWanted) return;
    state = "loading";
    const isLoaded = await loadProgram(scripts).then(
      () => true,
      () => false,
    );
    if (isLoaded) listening.abort();
    else state = "failed";
    for (const each of document.querySelectorAll("[data-waiting]")) each.removeAttribute("data-waiting");
    const done = acts.splice(0);
    if (isLoaded) replay(done);
    else if (isWanted || done.some(({ kind }) => kind !== "enter")) say(failed);
  };
  const keep = (act: Act) => {
    acts.push(act);
    load(true);
  };
  const on = <K extends keyof DocumentEventMap>(type: K, listen: (event: DocumentEventMap[K]) => void) =>
    document.addEventListener(type, listen, { capture: true, signal: listening.signal });

  on("pointermove", ({ target, movementX, movementY }) => {
    // A pointer that rests while the page scrolls below it wants nothing.
    if ((movementX === 0 && movementY === 0) || !controlAt(target)) return;
    // Only where the pointer is at the end counts.
    const before = acts.findIndex(({ kind }) => kind === "enter");
    if (before >= 0) acts.splice(before, 1);
    acts.push({ kind: "enter", target: target as Element });
    load();
  });
  on("pointerdown", ({ target }) => controlAt(target) && load(true));
  on("focusin", ({ target }) => controlAt(target) && load());
  on("click", (event) => {
    const control = controlAt(event.target);
    if (!control) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    control.dataset.waiting = "";
    keep({ kind: "click", target: event.target as HTMLElement });
  });
  on("input", ({ target }) => {
    if (!isField(target)) return;
    const before = acts.findIndex((act) => act.kind === "edit" && act.target === target);
    if (before >= 0) acts.splice(before, 1);
    keep({ kind: "edit", target, value: target.value });
  });
  on("dragover", (event) => {
    if (!bringsFile(event)) return;
    // A browser would leave the page for a file that nobody takes.
    event.preventDefault();
    load();
  });
  on("drop", (event) => {
    const { target, dataTransfer } = event;
    if (!bringsFile(event)) return;
    event.preventDefault();
    keep({ kind: "drop", target: target as Element, files: [...(dataTransfer?.files ?? [])] });
  });
  on("keydown", (event) => {
    if (event.key === "Tab") load();
    const search = acts.find((act) => act.kind === "search");
    if (search && isText(event)) search.text += event.key;
    else if (search && event.key === "Backspace") search.text = search.text.slice(0, -1);
    else if (isSearchKey(event)) keep({ kind: "search", text: "" });
    else return;
    event.preventDefault();
  });
  const openAddress = () => carriesSomething() && load(true);
  addEventListener("hashchange", openAddress, { signal: listening.signal });
  openAddress();
  if (keepsSomething()) load(true);
}

/** The control that an event happened at; a link inside of one is a link. */
function controlAt(target: EventTarget | null): HTMLElement | null {
  if (!(target instanceof Element)) return null;
  const control = target.closest<HTMLElement>(controls);
  const link = target.closest("a[href]:not([role=button])");
  return link && control?.contains(link) ? null : control;
}

/** Whether a file is held over a part of the page that takes files. */
function bringsFile({ target, dataTransfer }: DragEvent): boolean {
  return (
    dataTransfer?.types.includes("Files") === true &&
    target instanceof Element &&
    target.closest(takesFiles) !== null
  );
}

/** Whether a key stands for a character: whoever opens the search goes on typing. */
function isText({ key, altKey, ctrlKey, metaKey }: KeyboardEvent): boolean {
  return key.length === 1 && !altKey && !ctrlKey && !metaKey;
}

/** Where text or a choice is entered; the state of a box changes by a click. */
function isField(
  target: EventTarget | null,
): target is HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement {
  return (
    target instanceof Element && target.matches("select, textarea, input:not([type=checkbox], [type=radio])")
  );
}

/** Whether the address has more than a page and a place on it. */
function carriesSomething(): boolean {
  return location.search !== "" || location.hash.includes("=");
}

/** Whether a part of the page has something in this browser, under the name that it says. */
function keepsSomething(): boolean {
  return [...document.querySelectorAll<HTMLElement>("[data-kept]")].some(({ dataset }) => {
    try {
      return localStorage.getItem(dataset.kept ?? "") !== null;
    } catch {
      return false;
    }
  });
}

function say(text: string): void {
  const place = document.createElement("p");
  place.className = "not-loaded";
  place.setAttribute("role", "alert");
  place.textContent = text;
  document.querySelector(".not-loaded")?.remove();
  document.body.append(place);
}
