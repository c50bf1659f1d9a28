import {
  definedConstraints,
  fieldConstraints,
  messageConstraints,
  oneofConstraints,
} from "../constraints/constraint.js";
import { haveSameRules } from "../schema/rule-options.js";
import type { Field, Message } from "../schema/schema.js";
import type { Change, InBoth } from "./change.js";

/**
 * What changed of the rules of protovalidate on a field, or of the rule that it defines for others. A rule of the message
 * that names several fields changes what theirs mean.
 */
export function fieldConstraintChanges(message: InBoth<Message>, before: Field, after: Field): Change[] {
  const isSame = haveSameRules(before.rules, after.rules);
  if (isSame && (before.rules.length === 0 || haveSameRules(message.before.rules, message.after.rules))) {
    return [];
  }
  const constraints = [fieldConstraints(message, before, after), definedConstraints(before, after)];
  return constraints.flatMap((constraint): Change[] =>
    constraint ? [{ kind: "field-constraint-changed", message, before, after, constraint }] : [],
  );
}

/** What changed of the rules on a message and on those of its oneofs that both sides have. */
export function messageConstraintChanges({ before, after }: InBoth<Message>): Change[] {
  const own = haveSameRules(before.rules, after.rules) ? null : messageConstraints(before, after);
  const change = { kind: "message-constraint-changed", before, after } as const;
  return [
    ...(own ? [{ ...change, oneof: null, constraint: own }] : []),
    ...after.oneofs.flatMap((oneof): Change[] => {
      const older = before.oneofs.find(({ name }) => name === oneof.name);
      if (!older || (older.rules.length === 0 && oneof.rules.length === 0)) return [];
      const constraint = oneofConstraints({ before, after }, older, oneof);
      return constraint ? [{ ...change, oneof: { before: older, after: oneof }, constraint }] : [];
    }),
  ];
}
