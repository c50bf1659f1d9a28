import type { Change } from "../diff/change.js";
import type { Schema } from "../schema/schema.js";

/** What a rule says of a change of the newer schema; the older one it does not know. */
type Say<V> = (change: Change, newer: Schema) => readonly V[];

/**
 * Makes a rule say something of a change only once for a newer schema. Releases share most of what they declare, so that
 * comparisons with many of them have the same changes: what is said of these is the same objects then.
 */
export function oncePerChange<V>(say: Say<V>): Say<V> {
  const last = new WeakMap<Change, { newer: Schema; said: readonly V[] }>();
  return (change, newer) => {
    const known = last.get(change);
    if (known?.newer === newer) return known.said;
    const said = say(change, newer);
    last.set(change, { newer, said });
    return said;
  };
}
