import type { Field, Message } from "./schema.js";

/** What was made of each message. */
const made = new WeakMap<Message, Message[]>();

/**
 * A message with extensions behind its own fields. The same message with the same extensions is the same object again, so
 * that who compares schemas sees at once that it did not change.
 */
export function withExtensions(message: Message, extensions: readonly Field[]): Message {
  if (extensions.length === 0) return message;
  const own = message.fields.length;
  const known = made.get(message) ?? [];
  const isSame = ({ fields }: Message) =>
    fields.length === own + extensions.length &&
    extensions.every((extension, at) => extension === fields[own + at]);
  const same = known.find(isSame);
  if (same) return same;
  const extended = { ...message, fields: [...message.fields, ...extensions] };
  made.set(message, [...known, extended]);
  return extended;
}
