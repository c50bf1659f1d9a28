import type { Enum, Message, Schema } from "../schema/schema.js";
import type { Pair } from "./change.js";

/** Elements of one kind in two schemas: those in both, those in one only, and those that moved. */
export interface Matched<T> {
  pairs: Pair<T>[];
  removed: T[];
  added: T[];
  moved: Pair<T>[];
}

/** Messages by full name; what is left over is followed to another package, parent or name. */
export function matchMessages(before: Schema, after: Schema): Matched<Message> {
  return match(before.messages, after.messages, (message) =>
    message.fields.map((field) => `${field.number} ${field.name}`),
  );
}

/** Enums in the same way. */
export function matchEnums(before: Schema, after: Schema): Matched<Enum> {
  return match(before.enums, after.enums, (node) =>
    node.values.map((value) => `${value.number} ${value.name}`),
  );
}

function match<T extends { fullName: string }>(
  before: Map<string, T>,
  after: Map<string, T>,
  contentOf: (element: T) => string[],
): Matched<T> {
  const pairs: Pair<T>[] = [];
  const gone: T[] = [];
  for (const element of before.values()) {
    const same = after.get(element.fullName);
    if (same) pairs.push({ before: element, after: same });
    else gone.push(element);
  }
  const come = [...after.values()].filter((element) => !before.has(element.fullName));
  const moved = follow(gone, come, contentOf);
  const left = new Set(moved.flatMap((pair) => [pair.before, pair.after]));
  return {
    pairs,
    moved,
    removed: gone.filter((element) => !left.has(element)),
    added: come.filter((element) => !left.has(element)),
  };
}

/**
 * Where an element went: to one of the same simple name that kept at least half of its content,
 * else to one with exactly its content. An element without content is never followed by content alone.
 */
function follow<T extends { fullName: string }>(
  gone: T[],
  come: T[],
  contentOf: (element: T) => string[],
): Pair<T>[] {
  const byName = groupBy(come, (element) => simpleName(element.fullName));
  const byContent = groupBy(come, (element) => keyOf(contentOf(element)));
  const taken = new Set<T>();
  return gone.flatMap((element) => {
    const content = contentOf(element);
    const named = byName.get(simpleName(element.fullName)) ?? [];
    const alike = content.length > 0 ? (byContent.get(keyOf(content)) ?? []) : [];
    const target =
      named.find((candidate) => !taken.has(candidate) && keepsHalf(content, contentOf(candidate))) ??
      alike.find((candidate) => !taken.has(candidate));
    if (!target) return [];
    taken.add(target);
    return [{ before: element, after: target }];
  });
}

function keepsHalf(before: string[], after: string[]): boolean {
  const kept = new Set(after);
  return before.filter((line) => kept.has(line)).length * 2 >= before.length;
}

function keyOf(content: string[]): string {
  return [...content].sort().join("\n");
}

/** The last part of a full name. */
export function simpleName(fullName: string): string {
  return fullName.slice(fullName.lastIndexOf(".") + 1);
}

/** Items by what `key` says of them, in the order in which they come. */
export function groupBy<T, K>(items: readonly T[], key: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}
