import type { SourceText } from "../source/source.js";
import type { Block, NameNode, Numbered, OneofNode, RangeNode } from "./ast.js";

/**
 * A protocol as the rules see it: elements by full name, types resolved, presence and defaults decided.
 * Plain data; every element says in which file and at which offset it stands.
 */
export interface Schema {
  files: SchemaFile[];
  /** By full name without a leading dot, `acme.agent.Storage`. */
  messages: Map<string, Message>;
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
  /** In the order of the text; extensions that stand elsewhere are not among them. */
  fields: Field[];
  oneofs: OneofNode[];
}

export interface Field extends Element, Numbered {
  owner: string;
  typeAt: number;
  typeEnd: number;
  jsonName: string;
  number: number;
  type: FieldType;
  cardinality: "singular" | "repeated" | "map";
  presence: Presence;
  /** Name of the oneof that it is a member of, empty outside. A proto3 `optional` is not in a oneof. */
  oneof: string;
  /** Repeated scalars and enums only. */
  packed: boolean;
  /** A declared default as written, null where there is none. */
  default: string | null;
  /** Bounds of the declared default's value; both -1 where there is none. */
  defaultAt: number;
  defaultEnd: number;
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

/** How a type reads in a sentence: `repeated acme.Syscall`, `map<string, int32>`. */
export function typeText(field: Pick<Field, "type" | "cardinality">): string {
  const text = nameOfType(field.type);
  return field.cardinality === "repeated" ? `repeated ${text}` : text;
}

/** The name of a type alone. */
export function nameOfType(type: FieldType): string {
  return type.kind === "map" ? `map<${type.key}, ${nameOfType(type.value)}>` : type.name;
}

/** A schema with only what is judged of it. Where all is, it is the same object. */
export function judgedPart(schema: Schema): Schema {
  if (schema.files.every(({ isJudged }) => isJudged)) return schema;
  const judged = new Set(schema.files.filter(({ isJudged }) => isJudged).map(({ path }) => path));
  const only = <T extends { file: string }>(elements: Map<string, T>) =>
    new Map([...elements].filter(([, { file }]) => judged.has(file)));
  return {
    files: schema.files.filter(({ isJudged }) => isJudged),
    messages: only(schema.messages),
    enums: only(schema.enums),
    services: only(schema.services),
  };
}
