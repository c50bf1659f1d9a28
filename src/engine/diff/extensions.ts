import type { NumberRange } from "../schema/ranges.js";
import { type Message, onlyExtensions, type Schema } from "../schema/schema.js";
import type { Change, InBoth } from "./change.js";
import { NumberSet } from "./reserved.js";

/** What only is extended, in at least one of two schemas: its extensions alone can be compared. */
export function pairExtended(before: Schema, after: Schema): InBoth<Message>[] {
  const names = new Set([...before.extended.keys(), ...after.extended.keys()]);
  return [...names].flatMap((name) => {
    const all = before.extended.get(name) ?? before.messages.get(name);
    const older = all && withLivingOptions(all, after);
    const newer = after.extended.get(name) ?? after.messages.get(name);
    if (older && newer) return [{ before: onlyExtensions(older), after: onlyExtensions(newer) }];
    if (older) return [{ before: older, after: withoutExtensions(older, after) }];
    return newer ? [{ before: { ...newer, fields: [] }, after: newer }] : [];
  });
}

/** The messages of `descriptor.proto` that custom options extend. */
function isOptions(name: string): boolean {
  return /^google\.protobuf\.\w+Options$/.test(name);
}

/**
 * A message without the custom options that went with their file: compilers read them alone, and without it none uses
 * them in these schemas.
 */
export function withLivingOptions(older: Message, { files }: Schema): Message {
  if (!isOptions(older.fullName)) return older;
  const paths = new Set(files.map(({ path }) => path));
  const fields = older.fields.filter(({ extension, file }) => extension === null || paths.has(file));
  return fields.length === older.fields.length ? older : { ...older, fields };
}

/** What is not extended any more. Its place is where its file says to which package it belongs. */
function withoutExtensions(older: Message, { files }: Schema): Message {
  const file = files.find(({ path }) => path === older.file);
  return { ...older, fields: [], ...(file ? { name: "", at: file.packageAt } : {}) };
}

/** What became of the numbers that the older message leaves to extensions. */
export function diffExtensionRanges(message: InBoth<Message>): Change[] {
  const { before, after } = message;
  if (before.extensionRanges.length === 0) return [];
  const left = new NumberSet(before.extensionRanges);
  const used = new Set(before.fields.map(({ number }) => number));
  const taken = after.fields.filter(
    ({ extension, number }) => extension === null && left.has(number) && !used.has(number),
  );
  const kept: NumberRange[] = [
    ...after.extensionRanges,
    ...after.reserved,
    ...after.fields.map(({ number }) => ({ start: number, end: number })),
  ];
  const covered = new NumberSet(kept);
  const numbers = before.extensionRanges.flatMap((range) => covered.missing(range));
  return [
    ...taken.map((field): Change => ({ kind: "extension-number-taken", message, after: field })),
    ...(numbers.length > 0 ? [{ kind: "extension-range-removed", message, numbers } as const] : []),
  ];
}
