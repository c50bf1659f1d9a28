import type { Moves } from "../identity/move.js";
import { matchStates } from "../identity/moves.js";
import { declarationsOfSchema } from "../identity/of-schema.js";
import type { Schema } from "../schema/schema.js";
import { atHandInBoth } from "./at-hand.js";
import type { Change, Comparison } from "./change.js";
import { diffEnum } from "./enums.js";
import { pairExtended, withLivingOptions } from "./extensions.js";
import { diffFields } from "./fields.js";
import { diffOnce } from "./once.js";
import { pairUp } from "./pairs.js";
import { diffServices } from "./services.js";

/**
 * All facts that tell the newer schema from the older one. `moves` is what a history knows of the way between them;
 * without one the two schemas are all that tells what is the same. Of types that one state only lacks because their file is not
 * at hand nothing is claimed.
 */
export function diffSchemas(before: Schema, after: Schema, known?: Moves): Comparison {
  const types = atHandInBoth(before, after);
  const moves = known ?? movesBetween(types.before, types.after);
  const messages = pairUp("message", types.before.messages, types.after.messages, moves);
  const enums = pairUp("enum", types.before.enums, types.after.enums, moves);
  const newNames = new Map(
    [...messages.moved, ...enums.moved].map((pair) => [pair.before.fullName, pair.after.fullName]),
  );
  const declared = [...messages.kept, ...messages.moved].map((pair) => {
    const older = withLivingOptions(pair.before, after);
    return older === pair.before ? pair : { ...pair, before: older };
  });
  const changes: Change[] = [
    ...[...declared, ...pairExtended(before, after)].flatMap((pair) => diffOnce(pair, newNames, diffFields)),
    ...messages.moved.map((pair): Change => ({ kind: "message-moved", ...pair })),
    ...messages.removed.map((message): Change => ({ kind: "message-removed", before: message })),
    ...messages.added.map((message): Change => ({ kind: "message-added", after: message })),
    ...[...enums.kept, ...enums.moved].flatMap((pair) => diffOnce(pair, newNames, diffEnum)),
    ...enums.moved.map((pair): Change => ({ kind: "enum-moved", ...pair })),
    ...enums.removed.map((each): Change => ({ kind: "enum-removed", before: each })),
    ...enums.added.map((each): Change => ({ kind: "enum-added", after: each })),
    ...[...messages.ambiguous, ...enums.ambiguous].map(
      ({ before, after }): Change => ({ kind: "move-ambiguous", before, candidates: after }),
    ),
    ...diffServices(before, after, newNames),
  ];
  return { before, after, changes };
}

/** What two schemas alone tell of moves. */
function movesBetween(before: Schema, after: Schema): Moves {
  return matchStates({ before: declarationsOfSchema(before), after: declarationsOfSchema(after) });
}
