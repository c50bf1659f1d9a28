import type { Enum, FieldType, Message } from "../schema/schema.js";
import type { Change, InBoth } from "./change.js";
import type { NewNames } from "./fields.js";

/** What was found out about a pair, and where the types of the older one had moved to then. */
interface Compared {
  moved: string;
  changes: readonly Change[];
}

const comparedBy = new WeakMap<Message | Enum, WeakMap<Message | Enum, Compared>>();

/**
 * Compares a message or enum with what it is later. Releases share most of what they declare, so the same two objects
 * come again and again: they are compared once, and their changes are the same objects.
 */
export function diffOnce<T extends Message | Enum>(
  pair: InBoth<T>,
  newNames: NewNames,
  diff: (pair: InBoth<T>, newNames: NewNames) => Change[],
): readonly Change[] {
  const moved = newNames.size === 0 ? "" : newNamesIn(pair.before, newNames);
  const later = comparedBy.get(pair.before) ?? new WeakMap<Message | Enum, Compared>();
  comparedBy.set(pair.before, later);
  const known = later.get(pair.after);
  if (known?.moved === moved) return known.changes;
  const changes = diff(pair, newNames);
  later.set(pair.after, { moved, changes });
  return changes;
}

/** Where the types of its fields went: all that the new names tell of a message. */
function newNamesIn(element: Message | Enum, newNames: NewNames): string {
  if (!("fields" in element)) return "";
  const moved = element.fields.flatMap(({ type }) => {
    const name = typeNameOf(type);
    const newName = newNames.get(name.replace(/^\./, ""));
    return newName === undefined ? [] : [`${name} ${newName}`];
  });
  return moved.join();
}

function typeNameOf(type: FieldType): string {
  return type.kind === "map" ? typeNameOf(type.value) : type.name;
}
