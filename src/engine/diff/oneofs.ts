import type { Field, Message } from "../schema/schema.js";

/** Oneofs of a message by name, each with those of its members that the other schema knows. */
export type Oneofs = Map<string, { count: number; members: string }>;

/** The oneofs of a message, seen by a schema that has these fields. */
export function membersKnownTo(fields: ReadonlyMap<number, Field>, message: Message): Oneofs {
  const numbers = new Map<string, number[]>();
  for (const { oneof, number } of message.fields) {
    if (oneof === "" || !fields.has(number)) continue;
    const members = numbers.get(oneof);
    if (members) members.push(number);
    else numbers.set(oneof, [number]);
  }
  return new Map(
    [...numbers].map(([name, members]) => [
      name,
      { count: members.length, members: members.sort((a, b) => a - b).join() },
    ]),
  );
}

/**
 * How many other fields, known to both schemas, share a oneof with this one in either of them;
 * null where its oneof is the same, perhaps under another name. Who joins a oneof is told, not who was there.
 */
export function sharedOneof(
  before: Field,
  after: Field,
  oneofs: { before: Oneofs; after: Oneofs },
): number | null {
  if (before.oneof === after.oneof) return null;
  const old = oneofs.before.get(before.oneof);
  const now = oneofs.after.get(after.oneof);
  if (old && now && old.members === now.members) return null;
  return Math.max(old?.count ?? 1, now?.count ?? 1) - 1;
}
