/** The page's program: React and the components of the page, which take over the HTML that is there. */
import { scriptListId } from "./template.js";

/** Which scripts the page names; none where they load by themselves, as `npm start` has it. */
export function listedScripts(): string[] {
  return JSON.parse(document.getElementById(scriptListId)?.textContent ?? "[]") as string[];
}

/** A script that ran must not run again, when the loading of another one failed. */
const loaded = new Set<string>();

/** Loads the scripts in their order. Settles when the page answers by itself, or fails when one could not be loaded. */
export async function loadProgram(scripts: readonly string[]): Promise<void> {
  const isHydrated = hydration();
  await Promise.all(scripts.filter((each) => !loaded.has(each)).map(loadScript));
  await isHydrated;
}

function loadScript(address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    // All are fetched at once, and run one after the other.
    script.async = false;
    script.onload = () => {
      loaded.add(address);
      resolve();
    };
    script.onerror = () => {
      script.remove();
      reject(new Error(`${address} could not be loaded`));
    };
    document.head.append(script);
  });
}

/** Settles when Docusaurus says at the document that React has taken over. */
function hydration(): Promise<void> {
  const root = document.documentElement;
  return new Promise((resolve) => {
    const check = () => {
      if (root.dataset.hasHydrated !== "true") return;
      observer.disconnect();
      resolve();
    };
    const observer = new MutationObserver(check);
    observer.observe(root, { attributeFilter: ["data-has-hydrated"] });
    check();
  });
}
