/** The page's program: React and the components of the page, which take over the HTML that is there. */
import { scriptListId } from "./template.js";

/** Which scripts the page names; none where they load by themselves, as `npm start` has it. */
export function listedScripts(): string[] {
  return JSON.parse(document.getElementById(scriptListId)?.textContent ?? "[]") as string[];
}

/** A script that ran must not run again, when the loading of another one failed. */
const loaded = new Set<string>();

/**
 * Loads the scripts in their order. Settles when the page answers by itself, or fails when one of them could not be loaded, or
 * what they load for this page. Where that is all that was missing, to try again means to load the page again.
 */
export async function loadProgram(scripts: readonly string[]): Promise<void> {
  const missing = scripts.filter((each) => !loaded.has(each));
  if (missing.length === 0) location.reload();
  const isHydrated = Promise.race([hydration(), missingPart()]);
  // A script that fails is told before this one would be.
  isHydrated.catch(() => {});
  await Promise.all(missing.map(loadScript));
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

/** Fails when a script could not load what belongs to it: nobody else hears of that. */
function missingPart(): Promise<never> {
  return new Promise((_, reject) => {
    addEventListener("unhandledrejection", ({ reason }) => {
      if ((reason as Error | undefined)?.name === "ChunkLoadError") reject(reason);
    });
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
