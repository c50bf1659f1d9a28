import type { Schema } from "../schema/schema.js";
import type { Change, Comparison } from "./change.js";
import { diffEnum } from "./enums.js";
import { diffFields } from "./fields.js";
import { matchEnums, matchMessages } from "./match.js";
import { diffServices } from "./services.js";

/** All facts that tell the newer schema from the older one. */
export function diffSchemas(before: Schema, after: Schema): Comparison {
  const messages = matchMessages(before, after);
  const enums = matchEnums(before, after);
  const moved = [...messages.moved, ...enums.moved];
  const renames = new Map(moved.map((pair) => [pair.before.fullName, pair.after.fullName]));
  const changes: Change[] = [
    ...[...messages.pairs, ...messages.moved].flatMap((pair) => diffFields(pair, renames)),
    ...messages.moved.map((pair): Change => ({ kind: "message-moved", ...pair })),
    ...messages.removed.map((message): Change => ({ kind: "message-removed", before: message })),
    ...messages.added.map((message): Change => ({ kind: "message-added", after: message })),
    ...[...enums.pairs, ...enums.moved].flatMap(diffEnum),
    ...enums.moved.map((pair): Change => ({ kind: "enum-moved", ...pair })),
    ...enums.removed.map((each): Change => ({ kind: "enum-removed", before: each })),
    ...enums.added.map((each): Change => ({ kind: "enum-added", after: each })),
    ...diffServices(before, after, renames),
  ];
  return { before, after, changes };
}
