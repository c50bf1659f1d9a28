import type {
  Enum,
  EnumValue,
  Field,
  Message,
  Method,
  Range,
  Schema,
  SchemaFile,
  Service,
  Spelled,
} from "../schema/schema.js";

/** A fact about two schemas, without judgement. `before` comes from the older schema, `after` from the newer. */
export type Change =
  | { kind: "field-added"; message: Pair<Message>; after: Field }
  /** `reservedNumber` and `reservedName` tell what the newer message, if it still exists, reserves of it. */
  | {
      kind: "field-removed";
      message: Pair<Message>;
      before: Field;
      reservedNumber: boolean;
      reservedName: boolean;
    }
  /** The same name under another number. */
  | { kind: "field-renumbered"; message: Pair<Message>; before: Field; after: Field }
  /** The same number and type under another name. */
  | { kind: "field-renamed"; message: Pair<Message>; before: Field; after: Field }
  /** The same number with another name and another type, or with the name of a field that has moved on. */
  | { kind: "number-reused"; message: Pair<Message>; before: Field; after: Field }
  | { kind: "field-type-changed"; message: Pair<Message>; before: Field; after: Field }
  | { kind: "field-cardinality-changed"; message: Pair<Message>; before: Field; after: Field }
  | { kind: "field-packing-changed"; message: Pair<Message>; before: Field; after: Field }
  | { kind: "field-presence-changed"; message: Pair<Message>; before: Field; after: Field }
  /** `shared`: how many other fields that both schemas know are, in one of them, in a oneof with this one. */
  | { kind: "field-oneof-changed"; message: Pair<Message>; before: Field; after: Field; shared: number }
  | { kind: "field-default-changed"; message: Pair<Message>; before: Field; after: Field }
  | { kind: "field-json-name-changed"; message: Pair<Message>; before: Field; after: Field }
  | { kind: "message-added"; after: Message }
  | { kind: "message-removed"; before: Message }
  /** Another full name, the same content: renamed, or moved to another package or message. */
  | { kind: "message-moved"; before: Message; after: Message }
  | { kind: "reservation-removed"; owner: Pair<Message> | Pair<Enum>; numbers: Range[]; names: Spelled[] }
  | { kind: "enum-added"; after: Enum }
  | { kind: "enum-removed"; before: Enum }
  | { kind: "enum-moved"; before: Enum; after: Enum }
  | { kind: "enum-closedness-changed"; enum: Pair<Enum> }
  | { kind: "value-added"; enum: Pair<Enum>; after: EnumValue }
  | {
      kind: "value-removed";
      enum: Pair<Enum>;
      before: EnumValue;
      reservedNumber: boolean;
      reservedName: boolean;
    }
  | { kind: "value-renumbered"; enum: Pair<Enum>; before: EnumValue; after: EnumValue }
  | { kind: "value-renamed"; enum: Pair<Enum>; before: EnumValue; after: EnumValue }
  | { kind: "service-added"; after: Service }
  | { kind: "service-removed"; before: Service }
  | { kind: "method-added"; service: Pair<Service>; after: Method }
  | { kind: "method-removed"; service: Pair<Service>; before: Method }
  /** Another request, response or streaming under the same path. */
  | { kind: "method-changed"; service: Pair<Service>; before: Method; after: Method }
  | { kind: "package-changed"; before: SchemaFile; after: SchemaFile };

/** One element in both schemas. */
export interface Pair<T> {
  before: T;
  after: T;
}

/** Both schemas, for those who need more of them than the change itself. */
export interface Comparison {
  before: Schema;
  after: Schema;
  changes: Change[];
}
