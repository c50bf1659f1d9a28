import type { Change } from "@grpc-evolution/engine/diff/change.js";
import { groupBy } from "@grpc-evolution/engine/identity/group-by.js";
import type { Message } from "@grpc-evolution/engine/schema/schema.js";
import type { Rename } from "./question.js";

/** What has another name now. What goes and what comes with the same fields is one of them, but nobody can be sure. */
export function renamesOf(changes: readonly Change[]): { renames: Rename[]; isOnlyRenamed: boolean } {
  const certain = changes.flatMap((change): Rename[] =>
    change.kind === "message-moved" || change.kind === "enum-moved"
      ? [{ before: change.before.fullName, after: change.after.fullName, isCertain: true }]
      : [],
  );
  const alike = alikePairs(changes);
  const probable = alike.map(([before, after]) => ({
    before: before.fullName,
    after: after.fullName,
    isCertain: false,
  }));
  const paired = new Set(alike.flat());
  const others = changes.filter((change) => {
    if (change.kind === "message-moved" || change.kind === "enum-moved") return false;
    if (change.kind === "message-added") return !paired.has(change.after);
    return change.kind !== "message-removed" || !paired.has(change.before);
  });
  const renames = [...certain, ...probable];
  return { renames, isOnlyRenamed: renames.length > 0 && others.length === 0 };
}

/** Messages that went and came with the same fields, where no other has them. */
function alikePairs(changes: readonly Change[]): [Message, Message][] {
  const removed = changes.flatMap((change) => (change.kind === "message-removed" ? [change.before] : []));
  const added = changes.flatMap((change) => (change.kind === "message-added" ? [change.after] : []));
  const newer = groupBy(added, shapeOf);
  return [...groupBy(removed, shapeOf)].flatMap(([shape, older]): [Message, Message][] => {
    const [before, ...otherOlder] = older;
    const [after, ...otherNewer] = newer.get(shape) ?? [];
    const isAlone = otherOlder.length + otherNewer.length === 0;
    return before && after && isAlone && before.fields.length > 0 ? [[before, after]] : [];
  });
}

function shapeOf({ fields }: Message): string {
  return JSON.stringify(
    fields.map(({ number, name, type, cardinality }) => [number, name, type, cardinality]),
  );
}
