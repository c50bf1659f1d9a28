import { groupBy } from "../identity/group-by.js";
import type { Field, Message } from "../schema/schema.js";
import type { Change, InBoth } from "./change.js";

/**
 * The names that fields take over from other fields, of the schema or of JSON: a reader accepts either. What a field had
 * before, under its own number or under the one that it had then, is its own. `renamed` are the numbers of fields with
 * another name now.
 */
export function takenNames(
  message: InBoth<Message>,
  reused: ReadonlySet<number>,
  renamed: ReadonlySet<number>,
): Change[] {
  const byNumber = new Map(message.before.fields.map((field) => [field.number, field]));
  const changed = message.after.fields.filter((field) => {
    const before = byNumber.get(field.number);
    return before?.name !== field.name || before.jsonName !== field.jsonName;
  });
  if (changed.length === 0) return [];
  const wanted = new Set(changed.flatMap(namesOf));
  const before = groupBy(
    message.before.fields.flatMap((field) => {
      const names = namesOf(field).filter((name) => wanted.has(name));
      return names.map((name) => ({ name, field }));
    }),
    ({ name }) => name,
  );
  return changed.flatMap((after): Change[] => {
    const inPlace = reused.has(after.number) ? undefined : byNumber.get(after.number);
    const namesakes = before.get(after.name) ?? [];
    const moved = namesakes.find(({ field }) => field.name === after.name && !renamed.has(field.number));
    const own = [inPlace, moved?.field].filter((field) => field !== undefined);
    const had = new Set(own.flatMap(namesOf));
    const [taken] = namesOf(after)
      .flatMap((name) => (had.has(name) ? [] : (before.get(name) ?? [])))
      .filter(({ field }) => field.number !== after.number);
    if (!taken) return [];
    const { field, name } = taken;
    return [{ kind: "name-taken", message, before: field, after, own: inPlace ?? null, name }];
  });
}

function namesOf({ name, jsonName }: Field): string[] {
  return name === jsonName ? [name] : [name, jsonName];
}
