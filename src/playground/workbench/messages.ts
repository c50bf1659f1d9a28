import type { Change, Comparison } from "@grpc-evolution/engine/diff/change.js";
import { matchMessages } from "@grpc-evolution/engine/diff/match.js";
import type { FieldType } from "@grpc-evolution/engine/schema/schema.js";
import type { MessageChoice } from "./question.js";

/** The messages that both states have, by whatever name; those that changed first, else in the order of the text. */
export function messageChoices({ before, after, changes }: Comparison): MessageChoice[] {
  const { pairs, moved } = matchMessages(before, after);
  const changed = changedNames(changes);
  const choices = [...pairs, ...moved].map((pair) => ({
    before: pair.before.fullName,
    after: pair.after.fullName,
    isChanged:
      changed.has(pair.after.fullName) ||
      [...pair.before.fields, ...pair.after.fields].some(({ type }) => changed.has(enumName(type))),
  }));
  return [...choices.filter(({ isChanged }) => isChanged), ...choices.filter(({ isChanged }) => !isChanged)];
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
