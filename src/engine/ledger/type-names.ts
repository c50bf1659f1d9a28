import { groupBy } from "../identity/group-by.js";
import { cutType } from "../identity/type-text.js";
import { isScalarName } from "../schema/schema.js";

/** What has a full name, the same object or text for all names of one message or enum; undefined where nothing has it. */
export type ElementOf = (fullName: string) => unknown;

/**
 * Pairs of the types of a field, written at different times, that are the same: enough of them to connect all that are.
 * A message or enum is the same under all names that it had. One that nothing declares is told by its text, which may
 * leave out the package, or a part of it. `owner` is the message of the field.
 */
export function pairsOfSameType(
  written: ReadonlySet<string>,
  owner: string,
  elementOf: ElementOf,
): [string, string][] {
  if (written.size < 2) return [];
  const types = [...written].map((type): WrittenType => {
    const [shape, name] = cutType(type);
    return { type, shape, name, element: resolve(name, owner, elementOf) };
  });
  // A scalar type has one name only.
  if (types.every(({ name }) => isScalarName(name))) return [];
  return [...groupBy(types, ({ shape }) => shape).values()].flatMap(pairsOfOneShape);
}

/** Whether a field of `owner` has the same type in both. */
export function areSameType(one: string, other: string, owner: string, elementOf: ElementOf): boolean {
  return one === other || pairsOfSameType(new Set([one, other]), owner, elementOf).length > 0;
}

interface WrittenType {
  type: string;
  shape: string;
  /** The name alone, with its leading dot if it has one. */
  name: string;
  /** What has the name; undefined where that is not known. */
  element: unknown;
}

function pairsOfOneShape(types: WrittenType[]): [string, string][] {
  const known = types.filter(({ element }) => element !== undefined);
  const open = types.filter(({ element }) => element === undefined);
  const byElement = [...groupBy(known, ({ element }) => element).values()].flatMap(chained);
  const byName = [...groupBy(open, ({ name }) => withoutDot(name)).values()].flatMap(chained);
  return [...byElement, ...byName, ...tailsIn(open, types), ...tailsIn(types, open)];
}

function chained(types: WrittenType[]): [string, string][] {
  const [first, ...others] = types;
  return first ? others.map(({ type }) => [first.type, type]) : [];
}

/** Pairs of a name and of another one that ends in it. */
function tailsIn(short: readonly WrittenType[], long: readonly WrittenType[]): [string, string][] {
  const byName = new Map(short.map(({ name, type }) => [name, type]));
  return long.flatMap(({ name, type }) =>
    tailsOf(withoutDot(name)).flatMap((tail): [string, string][] => {
      const other = byName.get(tail);
      return other === undefined || other === type ? [] : [[other, type]];
    }),
  );
}

/** `p.q.T` has the tails `p.q.T`, `q.T` and `T`. */
function tailsOf(name: string): string[] {
  const tails = [name];
  for (let dot = name.indexOf("."); dot !== -1; dot = name.indexOf(".", dot + 1))
    tails.push(name.slice(dot + 1));
  return tails;
}

/** Looks from the innermost scope outwards, as compilers do. */
function resolve(name: string, owner: string, elementOf: ElementOf): unknown {
  if (isScalarName(name)) return undefined;
  if (name.startsWith(".")) return elementOf(name.slice(1));
  for (let scope = owner; scope !== ""; scope = scope.slice(0, Math.max(0, scope.lastIndexOf(".")))) {
    const element = elementOf(`${scope}.${name}`);
    if (element !== undefined) return element;
  }
  return elementOf(name);
}

function withoutDot(name: string): string {
  return name.startsWith(".") ? name.slice(1) : name;
}
