import type { Said } from "../rules/finding.js";
import { readState } from "../schema/read.js";
import type { Schema } from "../schema/schema.js";
import type { State } from "./request.js";
import { type Allowance, allowancesIn } from "./suppressions.js";

/** What an earlier state says to what goes later. */
interface Earlier {
  /** Its comments, each by its check, element and reason. */
  comments: ReadonlySet<string>;
  /** Full names of everything that it declares. */
  declared: ReadonlySet<string>;
}

/**
 * Tells whether a comment on an owner reaches what is gone from it. It was written for what was gone then: what an
 * earlier state still declares beside the same comment went later. With another reason it is another comment.
 */
export function reachOver(earlier: readonly State[]): (comment: Allowance, finding: Said) => boolean {
  let states: Earlier[] | null = null;
  return (comment, { element }) => {
    states ??= earlier.map(earlierState);
    const key = keyOf(comment);
    return !states.some(({ comments, declared }) => comments.has(key) && declared.has(element.fullName));
  };
}

function earlierState(state: State): Earlier {
  const { schema } = readState(state);
  const comments = new Set(allowancesIn(state.files, schema).map(keyOf));
  // Without a comment nothing is asked of the names.
  return { comments, declared: comments.size === 0 ? new Set() : new Set(namesIn(schema)) };
}

function keyOf({ check, element, reason }: Allowance): string {
  return JSON.stringify([check, element.fullName, reason]);
}

function* namesIn({ messages, extended, enums, services }: Schema): Generator<string> {
  yield* messages.keys();
  for (const { fields } of [...messages.values(), ...extended.values()]) {
    for (const field of fields) yield field.fullName;
  }
  for (const { fullName, values } of enums.values()) {
    yield fullName;
    for (const { name } of values) yield `${fullName}.${name}`;
  }
  for (const { fullName, methods } of services.values()) {
    yield fullName;
    for (const method of methods) yield method.fullName;
  }
}
