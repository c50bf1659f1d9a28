import type { SourceText } from "../source/source.js";
import type { Block, NameNode, Numbered, OptionNode, RangeNode } from "./ast.js";
import type { NumberRange } from "./ranges.js";
import { noRules } from "./rule-options.js";

/**
 * A protocol as the rules see it: elements by full name, types resolved, presence and defaults decided.
 * Plain data; every element says in which file and at which offset it stands.
 */
export interface Schema {
  files: SchemaFile[];
  /** By full name without a leading dot, `acme.agent.Storage`. */
  messages: Map<string, Message>;
  /**
   * What is extended and not among the messages, since its file is not at hand or not judged: with the extensions alone. For
   * most protocols these are the options of `google.protobuf`.
   */
  extended: Map<string, Message>;
  /** Messages that another file declares, too, whose declaration counts. */
  copies: Message[];
  enums: Map<string, Enum>;
  services: Map<string, Service>;
}

export interface SchemaFile extends SourceText {
  package: string;
  /** Bounds of the package's name; both 0 where the file declares none. */
  packageAt: number;
  packageEnd: number;
  /** Bounds of its whole statement. */
  packageFrom: number;
  packageTo: number;
  syntax: "proto2" | "proto3" | "editions";
  /** What it imports; files of protobuf itself are not among that. */
  imports: FileImport[];
  /** Whether what it declares is compared and judged; what is only imported resolves, and that is all. */
  isJudged: boolean;
  /** Whether it was made of a descriptor, and so has no text to edit or to quote. */
  isDescribed: boolean;
}

export interface FileImport {
  /** As the file writes it. */
  written: string;
  /** Path of the file that is meant, null where it is not at hand. */
  path: string | null;
}

interface Element {
  fullName: string;
  name: string;
  /** Full name of the element that it stands in, null at the top of a file. */
  owner: string | null;
  /** Path of the file. */
  file: string;
  /** Offset of the name in the file's text. */
  at: number;
  deprecated: boolean;
}

/** What keeps numbers and names from being used again. */
export interface Reserving extends Element, Block {
  /** The syntax of the file, which says how a name is reserved. */
  syntax: SchemaFile["syntax"];
  reserved: Range[];
  reservedNames: Spelled[];
}

export interface Message extends Reserving {
  /** In the order of the text, and behind them the extensions of it, wherever they stand. */
  fields: Field[];
  oneofs: Oneof[];
  extensionRanges: ExtensionRange[];
  /** Its options of protovalidate, see `rule-options.ts`. */
  rules: readonly OptionNode[];
}

/** A oneof of a message, with its options of protovalidate. */
export interface Oneof extends Block {
  name: string;
  at: number;
  rules: readonly OptionNode[];
}

/** Numbers of a message that other files may extend it with. */
export interface ExtensionRange extends NumberRange {
  /** What may have them, as far as the range says so. */
  declarations: ExtensionDeclaration[];
}

/** One number of a range; source: https://protobuf.dev/programming-guides/extension_declarations/ */
export interface ExtensionDeclaration {
  number: number;
  /** Full name of the extension that it is kept for, with its leading dot; empty where it is not said. */
  fullName: string;
  /** Type of that extension as written, empty where it is not said. */
  typeName: string;
  /** Whether nothing may have it any more. */
  isReserved: boolean;
  isRepeated: boolean;
}

/** A field of a message. The name of an extension is its full one, `shop.region`, since JSON and text format write that. */
export interface Field extends Element, Numbered {
  /** Full name of the message; of an extension that of what it extends. */
  owner: string;
  /** Where it is declared, null where that is in the message itself. */
  extension: ExtensionSite | null;
  typeAt: number;
  typeEnd: number;
  jsonName: string;
  number: number;
  /** The word before its type, where it has one. */
  label: "" | "optional" | "required" | "repeated";
  type: FieldType;
  cardinality: "singular" | "repeated" | "map";
  presence: Presence;
  /** Whether its presence depends on its type, which is not at hand: a message has it, an enum has not. */
  isPresenceOpen: boolean;
  /** Name of the oneof that it is a member of, empty outside. A proto3 `optional` is not in a oneof. */
  oneof: string;
  /** Repeated scalars and enums only. */
  packed: boolean;
  /** Whether readers refuse a string that is not UTF-8; false where it holds no string. */
  verifiesUtf8: boolean;
  /** What a reader sees where it is absent; null for lists, messages, and types that are not at hand. */
  default: DefaultValue | null;
  /** Bounds of the declared default's value; both -1 where there is none. */
  defaultAt: number;
  defaultEnd: number;
  /** Its options of protovalidate. */
  rules: readonly OptionNode[];
  /** The numbers of its enum, for the rules; empty where it has none or no enum. */
  ruledNumbers: readonly number[];
}

/** The `extend` block that declares an extension. */
export interface ExtensionSite {
  /** Full name of the message that the block stands in, null at the top of a file. */
  scope: string | null;
  block: Block;
}

export interface DefaultValue {
  /** As descriptors write it: integers in decimal, bytes with C escapes, a value of an enum by its name. */
  text: string;
  /** The number of an enum's value; null for other types, and for a name that no enum at hand has. */
  number: number | null;
  /** Whether the field declares it; what its type has otherwise. */
  isDeclared: boolean;
}

/** Explicit presence tells "set to the default" from "not set"; a required field must be set; a list has none. */
export type Presence = "implicit" | "explicit" | "required" | "none";

export type FieldType =
  | { kind: "scalar"; name: ScalarName }
  | { kind: "message"; name: string; delimited: boolean }
  | { kind: "enum"; name: string; closed: boolean }
  /** A map; the value is of one of the other kinds. */
  | { kind: "map"; key: ScalarName; value: FieldType }
  /** A type of a file that is not at hand, as written. */
  | { kind: "unknown"; name: string };

export const scalarNames = [
  "double",
  "float",
  "int32",
  "int64",
  "uint32",
  "uint64",
  "sint32",
  "sint64",
  "fixed32",
  "fixed64",
  "sfixed32",
  "sfixed64",
  "bool",
  "string",
  "bytes",
] as const;

export type ScalarName = (typeof scalarNames)[number];

const scalars: ReadonlySet<string> = new Set(scalarNames);

/** Whether a type as written is a scalar. */
export function isScalarName(name: string): name is ScalarName {
  return scalars.has(name);
}

export interface Enum extends Reserving {
  values: EnumValue[];
  /** A closed enum keeps a value that it does not know apart, among the unknown fields. */
  closed: boolean;
  allowAlias: boolean;
}

export interface EnumValue extends Numbered {
  name: string;
  number: number;
  at: number;
  deprecated: boolean;
}

export type Range = RangeNode;

export type Spelled = NameNode;

export interface Service extends Element, Block {
  methods: Method[];
}

export interface Method extends Element, Block {
  owner: string;
  /** Behind what it returns. Without a body both bounds of that are -1. */
  signatureEnd: number;
  /** Full names of the messages. */
  input: string;
  output: string;
  clientStreaming: boolean;
  serverStreaming: boolean;
}

/** Whether values of a type are strings, or its keys or values. */
export function holdsString(type: FieldType): boolean {
  if (type.kind === "map") return type.key === "string" || holdsString(type.value);
  return type.kind === "scalar" && type.name === "string";
}

/** How a type reads in a sentence: `repeated acme.Syscall`, `map<string, int32>`. */
export function typeText(field: Pick<Field, "type" | "cardinality">): string {
  const text = nameOfType(field.type);
  return field.cardinality === "repeated" ? `repeated ${text}` : text;
}

/** A field as its declaration begins: `optional uint32 size`, `repeated acme.Syscall syscalls`. */
export function fieldText(field: Field): string {
  const { label, name } = field;
  const isTold = label === "" || label === "repeated";
  return `${isTold ? "" : `${label} `}${typeText(field)} ${name}`;
}

/** The name of a type alone. */
export function nameOfType(type: FieldType): string {
  return type.kind === "map" ? `map<${type.key}, ${nameOfType(type.value)}>` : type.name;
}

const judgedParts = new WeakMap<Schema, Schema>();

/** A schema with only what is judged of it; the same object each time. Where all is, it is the schema itself. */
export function judgedPart(schema: Schema): Schema {
  const part = judgedParts.get(schema) ?? partOf(schema);
  judgedParts.set(schema, part);
  return part;
}

function partOf(schema: Schema): Schema {
  if (schema.files.every(({ isJudged }) => isJudged)) return schema;
  const judged = new Set(schema.files.filter(({ isJudged }) => isJudged).map(({ path }) => path));
  const isJudged = ({ file }: { file: string }) => judged.has(file);
  const only = <T extends { file: string }>(elements: Map<string, T>) =>
    new Map([...elements].filter(([, element]) => isJudged(element)));
  const messages = [...only(schema.messages)].map(([name, message]) => [name, withFields(message, isJudged)]);
  const extended = [...schema.messages, ...schema.extended].flatMap(([name, message]) => {
    const part = onlyExtensions(message, isJudged);
    return part.fields.length > 0 && !(schema.messages.has(name) && isJudged(message)) ? [[name, part]] : [];
  });
  return {
    files: schema.files.filter(({ isJudged }) => isJudged),
    messages: new Map(messages as [string, Message][]),
    extended: new Map(extended as [string, Message][]),
    copies: schema.copies.filter(isJudged),
    enums: only(schema.enums),
    services: only(schema.services),
  };
}

/** A message as one that is only extended: without what it declares itself. */
export function onlyExtensions(message: Message, isWanted: (field: Field) => boolean = () => true): Message {
  const fields = message.fields.filter((field) => field.extension !== null && isWanted(field));
  const nothingElse = { oneofs: [], reserved: [], reservedNames: [], extensionRanges: [], rules: noRules };
  return { ...message, fields, ...nothingElse };
}

function withFields(message: Message, isWanted: (field: Field) => boolean): Message {
  return message.fields.every(isWanted) ? message : { ...message, fields: message.fields.filter(isWanted) };
}
