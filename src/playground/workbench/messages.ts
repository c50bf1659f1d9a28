import type { Change, Comparison } from "@grpc-evolution/engine/diff/change.js";
import type { FieldType } from "@grpc-evolution/engine/schema/schema.js";
import type { MessageChoice } from "./question.js";

/** The messages that both states have, by whatever name; those that changed first, else in the order of the text. */
export function messageChoices({ before, after, changes }: Comparison): MessageChoice[] {
  const changed = changedNames(changes);
  const newNames = new Map(changes.flatMap(newNameOf));
  const choices = [...before.messages.values()].flatMap((older) => {
    const newer = after.messages.get(newNames.get(older.fullName) ?? older.fullName);
    if (!newer) return [];
    const fields = [...older.fields, ...newer.fields];
    const isChanged = changed.has(newer.fullName) || fields.some(({ type }) => changed.has(enumName(type)));
    return [{ before: older.fullName, after: newer.fullName, isChanged }];
  });
  return [...choices.filter(({ isChanged }) => isChanged), ...choices.filter(({ isChanged }) => !isChanged)];
}

/** Old name and new name of a message that moved. */
function newNameOf(change: Change): [string, string][] {
  return change.kind === "message-moved" ? [[change.before.fullName, change.after.fullName]] : [];
}

/** The numbers of a message's fields that a change is about. */
export function changedNumbers(fullName: string, changes: readonly Change[]): Set<number> {
  return new Set(
    changes.flatMap((change) => {
      if (!("message" in change) || change.message.after.fullName !== fullName) return [];
      return [
        ...("before" in change ? [change.before.number] : []),
        ...("after" in change ? [change.after.number] : []),
      ];
    }),
  );
}

/** Full names of messages whose fields changed, and of enums whose values did. */
function changedNames(changes: readonly Change[]): Set<string> {
  return new Set(
    changes.flatMap((change) => {
      if ("message" in change) return [change.message.after.fullName];
      return "enum" in change ? [change.enum.before.fullName, change.enum.after.fullName] : [];
    }),
  );
}

function enumName(type: FieldType): string {
  if (type.kind === "map") return enumName(type.value);
  return type.kind === "enum" ? type.name : "";
}
