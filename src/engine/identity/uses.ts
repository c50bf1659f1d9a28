import { join } from "../schema/names.js";
import { isScalarName } from "../schema/schema.js";
import { type Declarations, fullNameOf } from "./declaration.js";
import { typeNameIn } from "./type-text.js";

/** Where each message and enum is used, by full name. A place is the same in two states whatever their packages. */
export type Uses = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * The methods and fields that carry the types with these full names. `oldNames` says what messages and services were
 * called before inside of their package, by full name, where that is known.
 */
export function usesOf(
  { types, methods }: Declarations,
  fullNames: ReadonlySet<string>,
  oldNames: ReadonlyMap<string, string> = new Map(),
): Uses {
  const uses = new Map<string, Set<string>>();
  const add = (written: string, scope: string, place: string) => {
    const fullName = resolveAmong(fullNames, written, scope);
    if (fullName === null) return;
    const places = uses.get(fullName);
    if (places) places.add(place);
    else uses.set(fullName, new Set([place]));
  };
  for (const { package: scope, service, name, input, output } of methods) {
    const place = `${oldNames.get(join(scope, service)) ?? service}.${name}`;
    add(input, scope, `request of ${place}`);
    add(output, scope, `response of ${place}`);
  }
  for (const owner of types) {
    if (owner.kind === "enum") continue;
    const scope = fullNameOf(owner);
    const name = oldNames.get(scope) ?? owner.name;
    // A field may be renamed together with its type: its number stays.
    for (const { number, type } of owner.members) add(typeNameIn(type), scope, `${number} of ${name}`);
  }
  return uses;
}

/** The full name that a written one stands for: itself, or the tail of one that is declared in a scope around it. */
function resolveAmong(fullNames: ReadonlySet<string>, written: string, scope: string): string | null {
  if (isScalarName(written)) return null;
  if (written.startsWith(".")) return fullNames.has(written.slice(1)) ? written.slice(1) : null;
  for (let inner = scope; inner !== ""; inner = inner.slice(0, Math.max(0, inner.lastIndexOf(".")))) {
    if (fullNames.has(`${inner}.${written}`)) return `${inner}.${written}`;
  }
  return fullNames.has(written) ? written : null;
}
