import { type DescField, type DescMessage, fromBinary, ScalarType } from "@bufbuild/protobuf";
import { type ReflectMessage, reflect } from "@bufbuild/protobuf/reflect";
import type { OptionNode, OptionValue } from "../schema/ast.js";
import { bigIntValue, floatValue } from "../schema/default-value.js";
import { ruleMessage } from "../schema/rule-types.js";
import { bytesOf, wellFormed } from "../schema/utf8.js";
import { optionText } from "./option-text.js";

/**
 * Rules as data: what is set of a message of protovalidate, by the names of its fields. However an option is written, in
 * one literal, in parts, or as the bytes of a descriptor, it reads the same.
 */
export interface RuleSet {
  message: DescMessage;
  values: ReadonlyMap<string, RuleValue>;
  /** What is none of these fields, or no value of one: as text, since nobody can say what it means. */
  foreign: readonly string[];
}

/** A whole number or an enum's, a floating-point number, a text or bytes with a character for each. */
export type RuleValue = bigint | number | boolean | string | RuleSet | readonly RuleValue[];

/** The rules of an option, `buf.validate.field`, among the options of an element; null where it has none of them. */
export function rulesOf(options: readonly OptionNode[], extension: string): RuleSet | null {
  const own = options.filter(({ name }) => name.startsWith(`(${extension})`));
  if (own.length === 0) return null;
  const message = ruleMessage(extension);
  if (!message) return { message: withoutTypes, values: new Map(), foreign: own.map(optionText) };
  const builder = new RuleSetBuilder(message);
  const encoded = own.flatMap(({ value }) => (value.kind === "encoded" ? [...value.bytes] : []));
  if (encoded.length > 0) builder.bytes(Uint8Array.from(encoded));
  for (const { name, value } of own) {
    if (value.kind !== "encoded") builder.assign(partsOf(name.slice(extension.length + 2)), value);
  }
  return builder.built();
}

/** Stands for the messages of protovalidate where they are not at hand: it has no fields. */
const withoutTypes = { fields: [] as DescField[] } as DescMessage;

/** `.string.(acme.rule).strict` as `string`, `[acme.rule]`, `strict`. */
function partsOf(path: string): string[] {
  return [...path.matchAll(/\.(?:\(\.?([^)]*)\)|([^.(]+))/g)].map(([, extension, name = ""]) =>
    extension === undefined ? name : `[${extension}]`,
  );
}

/** Collects what is set of one message. */
class RuleSetBuilder {
  readonly #values = new Map<string, RuleValue | RuleSetBuilder>();
  readonly #foreign: string[] = [];

  constructor(readonly message: DescMessage) {}

  built(): RuleSet {
    const values = this.message.fields.flatMap(({ name }): [string, RuleValue][] => {
      const value = this.#values.get(name);
      if (value === undefined) return [];
      return [[name, value instanceof RuleSetBuilder ? value.built() : value]];
    });
    return { message: this.message, values: new Map(values), foreign: [...this.#foreign].sort() };
  }

  /** Puts a value where a path leads to; a repeated field takes one more item, a message more parts. */
  assign([name = "", ...rest]: readonly string[], value: OptionValue): void {
    const field = this.message.fields.find((each) => each.name === name);
    if (!field) {
      if (name === "" && value.kind === "message") this.#parts(value);
      else this.#foreign.push(optionText({ name: [name, ...rest].join("."), value }));
      return;
    }
    if (field.fieldKind === "message" && (rest.length > 0 || value.kind === "message")) {
      this.#inner(field.name, field.message).assign(rest, value);
    } else if (rest.length > 0) {
      this.#foreign.push(optionText({ name: [name, ...rest].join("."), value }));
    } else if (field.fieldKind === "list") {
      const items = value.kind === "list" ? value.items : [value];
      for (const item of items) this.#item(field, item);
    } else this.#set(field, value);
  }

  /** What a compiler has encoded. Bytes that are none of this message are kept as they are. */
  bytes(bytes: Uint8Array): void {
    try {
      this.#reflected(reflect(this.message, fromBinary(this.message, bytes)));
    } catch {
      this.#values.clear();
      this.#foreign.push(hex(bytes));
    }
  }

  #parts({ fields }: OptionValue & { kind: "message" }): void {
    for (const { name, value } of fields) this.assign([name], value);
  }

  #inner(name: string, message: DescMessage): RuleSetBuilder {
    const known = this.#values.get(name);
    if (known instanceof RuleSetBuilder) return known;
    const inner = new RuleSetBuilder(message);
    this.#values.set(name, inner);
    return inner;
  }

  #item(field: DescField & { fieldKind: "list" }, item: OptionValue): void {
    const value = field.message ? itemOf(field.message, item) : leafOf(field, item);
    if (value === null) this.#foreign.push(optionText({ name: field.name, value: item }));
    else this.#append(field.name, value);
  }

  #append(name: string, value: RuleValue): void {
    const items = this.#values.get(name) as RuleValue[] | undefined;
    if (items) items.push(value);
    else this.#values.set(name, [value]);
  }

  #set(field: DescField, value: OptionValue): void {
    const leaf = leafOf(field, value);
    if (leaf === null) this.#foreign.push(optionText({ name: field.name, value }));
    else this.#values.set(field.name, leaf);
  }

  #reflected(source: ReflectMessage): void {
    for (const { no, data } of source.getUnknown() ?? []) this.#foreign.push(`${no}: ${hex(data)}`);
    for (const field of source.fields) {
      if (!source.isSet(field)) continue;
      const value: unknown = source.get(field);
      if (field.fieldKind === "message") {
        this.#inner(field.name, field.message).#reflected(value as ReflectMessage);
      } else if (field.fieldKind === "list") {
        for (const item of value as Iterable<unknown>) this.#append(field.name, reflectedItem(field, item));
      } else this.#values.set(field.name, reflectedLeaf(field, value));
    }
  }

  static of(message: ReflectMessage): RuleSet {
    const builder = new RuleSetBuilder(message.desc);
    builder.#reflected(message);
    return builder.built();
  }
}

function itemOf(message: DescMessage, item: OptionValue): RuleSet | null {
  if (item.kind !== "message") return null;
  const builder = new RuleSetBuilder(message);
  builder.assign([], item);
  return builder.built();
}

function reflectedItem(field: DescField, item: unknown): RuleValue {
  return field.message ? RuleSetBuilder.of(item as ReflectMessage) : reflectedLeaf(field, item);
}

function reflectedLeaf(field: DescField, value: unknown): RuleValue {
  if (value instanceof Uint8Array) return characters(value);
  if (typeof value === "number" && !isFloat(field)) return BigInt(value);
  return value as RuleValue;
}

/** A value as text says it; null where it is none of the field's type. */
function leafOf(field: DescField, value: OptionValue): RuleValue | null {
  if (field.enum) return enumNumber(field.enum.values, value);
  switch (field.scalar) {
    case ScalarType.STRING:
      return value.kind === "string" ? wellFormed(value.text) : null;
    case ScalarType.BYTES:
      return value.kind === "string" ? characters(bytesOf(value.text)) : null;
    case ScalarType.BOOL:
      return value.kind === "name" || value.kind === "number" ? boolOf(value.text) : null;
    case ScalarType.DOUBLE:
    case ScalarType.FLOAT:
      return value.kind === "number" || value.kind === "name" ? floatOf(field, value.text) : null;
    default:
      return value.kind === "number" ? bigIntValue(value.text) : null;
  }
}

function isFloat({ scalar }: DescField): boolean {
  return scalar === ScalarType.DOUBLE || scalar === ScalarType.FLOAT;
}

function floatOf({ scalar }: DescField, text: string): number | null {
  const value = floatValue(text);
  return value !== null && scalar === ScalarType.FLOAT ? Math.fround(value) : value;
}

/** Literals of messages know more words for a bool than options do. */
function boolOf(text: string): boolean | null {
  if (/^(?:true|True|t|1)$/.test(text)) return true;
  return /^(?:false|False|f|0)$/.test(text) ? false : null;
}

function enumNumber(values: readonly { name: string; number: number }[], value: OptionValue): bigint | null {
  if (value.kind === "number") return bigIntValue(value.text);
  const named = value.kind === "name" ? values.find(({ name }) => name === value.text) : undefined;
  return named ? BigInt(named.number) : null;
}

/** Bytes with a character for each. */
function characters(bytes: Iterable<number>): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
