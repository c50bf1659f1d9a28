import type { ConstraintChange } from "../constraints/constraint.js";
import { isSameProtocol } from "../identity/protocol-version.js";
import type { NumberRange } from "../schema/ranges.js";
import type {
  Enum,
  EnumValue,
  Field,
  Message,
  Method,
  Oneof,
  Range,
  Schema,
  SchemaFile,
  Service,
  Spelled,
} from "../schema/schema.js";

/** A fact about two schemas, without judgement. `before` comes from the older schema, `after` from the newer. */
export type Change =
  | { kind: "field-added"; message: InBoth<Message>; after: Field }
  /** `reservedNumber` and `reservedName` tell what the newer message, if it still exists, reserves of it. */
  | {
      kind: "field-removed";
      message: InBoth<Message>;
      before: Field;
      reservedNumber: boolean;
      reservedName: boolean;
    }
  /** The same name under another number. */
  | { kind: "field-renumbered"; message: InBoth<Message>; before: Field; after: Field }
  /** The same number and type under another name. */
  | { kind: "field-renamed"; message: InBoth<Message>; before: Field; after: Field }
  /** The same number with another name and another type, or with the name of a field that has moved on. */
  | {
      kind: "number-reused";
      message: InBoth<Message>;
      before: Field;
      after: Field;
      /** The field is gone, and does not only have another number. */
      isGone: boolean;
      /** Nothing new can take the name of what is gone. */
      reservedName: boolean;
    }
  | { kind: "field-type-changed"; message: InBoth<Message>; before: Field; after: Field }
  | { kind: "field-cardinality-changed"; message: InBoth<Message>; before: Field; after: Field }
  | { kind: "field-packing-changed"; message: InBoth<Message>; before: Field; after: Field }
  | { kind: "field-presence-changed"; message: InBoth<Message>; before: Field; after: Field }
  /** `partners`: fields that only one of the schemas keeps in a oneof with this one, at most one for each schema. */
  | { kind: "field-oneof-changed"; message: InBoth<Message>; before: Field; after: Field; partners: Field[] }
  /** Another value where it is absent, whatever is declared of it. */
  | { kind: "field-default-changed"; message: InBoth<Message>; before: Field; after: Field }
  /** Strings on both sides, which the readers of one of them verify to be UTF-8. */
  | { kind: "field-utf8-changed"; message: InBoth<Message>; before: Field; after: Field }
  /** Its options of protovalidate accept something else; `constraint` says how. */
  | {
      kind: "field-constraint-changed";
      message: InBoth<Message>;
      before: Field;
      after: Field;
      constraint: ConstraintChange;
    }
  | { kind: "field-json-name-changed"; message: InBoth<Message>; before: Field; after: Field }
  /** Numbers that extensions might have are for nothing now: neither for extensions nor for a field, and not reserved. */
  | { kind: "extension-range-removed"; message: InBoth<Message>; numbers: NumberRange[] }
  /** A new field with a number that the older schema leaves to extensions; no extension is known that had it. */
  | { kind: "extension-number-taken"; message: InBoth<Message>; after: Field }
  /**
   * `name` is a name of `after` in the schema or in JSON, and was one of `before`, which is another field. `own` is what
   * `after` was before, null where it is new.
   */
  | {
      kind: "name-taken";
      message: InBoth<Message>;
      before: Field;
      after: Field;
      own: Field | null;
      name: string;
    }
  | { kind: "message-added"; after: Message }
  | { kind: "message-removed"; before: Message }
  /** Another full name, the same content: renamed, or moved to another package or message. */
  | { kind: "message-moved"; before: Message; after: Message }
  /** The options of protovalidate on a message, or on one of its oneofs, accept something else. */
  | {
      kind: "message-constraint-changed";
      before: Message;
      after: Message;
      oneof: InBoth<Oneof> | null;
      constraint: ConstraintChange;
    }
  /** Gone, while `candidates` appeared that it may have become; which one cannot be told. It is removed, too. */
  | { kind: "move-ambiguous"; before: Message | Enum; candidates: (Message | Enum)[] }
  | { kind: "reservation-removed"; owner: InBoth<Message> | InBoth<Enum>; numbers: Range[]; names: Spelled[] }
  | { kind: "enum-added"; after: Enum }
  | { kind: "enum-removed"; before: Enum }
  | { kind: "enum-moved"; before: Enum; after: Enum }
  | { kind: "enum-closedness-changed"; enum: InBoth<Enum> }
  | { kind: "value-added"; enum: InBoth<Enum>; after: EnumValue }
  | {
      kind: "value-removed";
      enum: InBoth<Enum>;
      before: EnumValue;
      reservedNumber: boolean;
      reservedName: boolean;
    }
  | { kind: "value-renumbered"; enum: InBoth<Enum>; before: EnumValue; after: EnumValue }
  | { kind: "value-renamed"; enum: InBoth<Enum>; before: EnumValue; after: EnumValue }
  /** One of several names of a number is gone; `after` has the number under another one of them. */
  | {
      kind: "alias-removed";
      enum: InBoth<Enum>;
      before: EnumValue;
      after: EnumValue;
      reservedName: boolean;
    }
  /** A number that was there has one more name. */
  | { kind: "alias-added"; enum: InBoth<Enum>; after: EnumValue }
  /** Of several names of a number another one comes first; `isKnown` where the older schema has it. */
  | { kind: "alias-put-first"; enum: InBoth<Enum>; before: EnumValue; after: EnumValue; isKnown: boolean }
  | { kind: "service-added"; after: Service }
  | { kind: "service-removed"; before: Service }
  /** Another full name, the same methods, as far as `method-…` does not tell otherwise. */
  | { kind: "service-moved"; before: Service; after: Service }
  | { kind: "method-added"; service: InBoth<Service>; after: Method }
  | { kind: "method-removed"; service: InBoth<Service>; before: Method }
  /** Another request, response or streaming; where the messages are the same, it is the streaming alone. */
  | {
      kind: "method-changed";
      service: InBoth<Service>;
      before: Method;
      after: Method;
      hasSameTypes: boolean;
    }
  /** With the services that went along; their methods are compared unless the package is of another version. */
  | { kind: "package-changed"; before: SchemaFile; after: SchemaFile; services: InBoth<Service>[] };

/** One element in both schemas. */
export interface InBoth<T> {
  before: T;
  after: T;
}

/** Both schemas, for those who need more of them than the change itself. */
export interface Comparison {
  before: Schema;
  after: Schema;
  changes: Change[];
}

/** The services that a change followed to another full name. Those of another version of the protocol are others. */
export function followedServices(change: Change): InBoth<Service>[] {
  if (change.kind === "service-moved") return [change];
  const isFollowed =
    change.kind === "package-changed" && isSameProtocol(change.before.package, change.after.package);
  return isFollowed ? change.services : [];
}
