import { useEffect, useRef } from "react";
import { takeRestated } from "../../components/checklist/store.js";
import type { HandedComment } from "../../content/comment-source.js";
import type { Stated } from "../../content/stated.js";

type Handed = Pick<HandedComment, "checked" | "source">;

/**
 * Takes over what was ticked on the checklist since this page handed the change over, also while both are open in two
 * windows: both show the same boxes. `handed` is the change as it is stated here; null as long as it is not known.
 */
export function useRestated(handed: Handed | null, restate: (kinds: Stated["kinds"]) => void): void {
  const latest = useRef(restate);
  latest.current = restate;
  useEffect(() => {
    if (!handed) return;
    const take = () => {
      const kinds = takeRestated(handed.checked, handed.source.stated.kinds);
      if (kinds) latest.current(kinds);
    };
    take();
    addEventListener("storage", take);
    return () => removeEventListener("storage", take);
  }, [handed]);
}
