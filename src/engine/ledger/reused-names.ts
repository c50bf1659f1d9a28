import { keyOf } from "../identity/declaration.js";
import type { KnownNames } from "./known-names.js";
import type { FileDeclarations, ReusedName, Transition } from "./links.js";
import type { Sighting } from "./sighting.js";

/**
 * The names that a commit gives to something new: an earlier commit renamed what had such a name, and this one declares
 * the name again beside what it was renamed to. A name that comes back while nothing else is called after the rename is
 * left alone, and so is one that a move leads to. Only the files that the commit changed are looked at.
 */
export function reusedNames(
  { before, after }: Transition,
  movedTo: ReadonlySet<string>,
  at: Sighting,
  names: Pick<KnownNames, "renamesOf">,
): ReusedName[] {
  const own = after.filter(({ isPast }) => !isPast);
  const candidates = own.flatMap(({ types }) =>
    types.filter(
      (type) => !type.isExtendedOnly && names.renamesOf(keyOf(type)).length > 0 && !movedTo.has(keyOf(type)),
    ),
  );
  if (candidates.length === 0) return [];
  const [old, now] = [keysIn(before.flat()), keysIn(own)];
  const reused = new Set(candidates.map(keyOf).filter((key) => !old.has(key)));
  const stays = (key: string) => old.has(key) && now.has(key);
  return [...reused]
    .filter((key) => laterNames(key, names).some(stays))
    .map((key) => {
      const [kind, name] = key.split(" ") as [ReusedName["kind"], string];
      return { of: "reused", kind, name, at };
    });
}

/** All names that what had this one was given later, by kind and full name. */
function laterNames(key: string, names: Pick<KnownNames, "renamesOf">): string[] {
  const later = new Set(names.renamesOf(key));
  for (const name of later) for (const next of names.renamesOf(name)) later.add(next);
  later.delete(key);
  return [...later];
}

function keysIn(files: readonly FileDeclarations[]): Set<string> {
  return new Set(files.flatMap(({ types }) => types.map(keyOf)));
}
