import type { NumberRange } from "./ranges.js";

/**
 * A parsed `.proto` file as plain data, close to the text: names as written, types unresolved.
 * Every `at` is the offset of a name, and every `from`, `to`, `…At` and `…End` bounds a part of the text.
 */
export interface FileNode {
  syntax: "proto2" | "proto3" | "editions";
  /** The edition, `2023`, where the file declares one. */
  edition: string;
  /** Dotted, empty where the file declares none. */
  package: string;
  packageAt: number;
  packageEnd: number;
  /** Bounds of its whole statement. */
  packageFrom: number;
  packageTo: number;
  imports: ImportNode[];
  options: OptionNode[];
  messages: MessageNode[];
  enums: EnumNode[];
  extends: ExtendNode[];
  services: ServiceNode[];
  /** Whether it was made of a descriptor: then nothing has bounds, and every `…At` is where the element is or its name. */
  isDescribed: boolean;
  /** Comments that address the command, in order; `text` is what follows `grpc-evolution:`. */
  remarks: { text: string; at: number; end: number }[];
}

export interface ImportNode {
  path: string;
  kind: "" | "public" | "weak" | "option";
  at: number;
}

/** A whole statement, from its first word, a label included, to behind its `;` or its `}`. */
export interface Statement {
  from: number;
  to: number;
}

/** A statement with a body in braces. */
export interface Block extends Statement {
  /** Behind the opening brace, and at the closing one. */
  bodyAt: number;
  bodyEnd: number;
}

/** A statement that may have options in brackets. */
export interface Optional extends Statement {
  /** At the opening bracket and behind the closing one; both -1 without options. */
  optionsAt: number;
  optionsEnd: number;
}

/** A statement that gives a number to a name. The sign is part of the number. */
export interface Numbered extends Optional {
  numberAt: number;
  numberEnd: number;
}

export interface MessageNode extends Block {
  name: string;
  at: number;
  fields: FieldNode[];
  oneofs: OneofNode[];
  messages: MessageNode[];
  enums: EnumNode[];
  extends: ExtendNode[];
  reserved: RangeNode[];
  reservedNames: NameNode[];
  extensions: ExtensionRangeNode[];
  options: OptionNode[];
  /** `export` or `local` of edition 2024, empty elsewhere. */
  visibility: Visibility;
}

export type Visibility = "" | "export" | "local";

export interface FieldNode extends Numbered {
  name: string;
  number: number;
  label: "" | "optional" | "required" | "repeated";
  /** As written: a scalar type or a name, with its leading dot if it has one. For a map the type of the value. */
  type: string;
  /** Type of the key, for a map only. */
  mapKey: string;
  /** Index into the message's oneofs, -1 outside. */
  oneof: number;
  /** The message that a group declares in place. */
  group: MessageNode | null;
  options: OptionNode[];
  at: number;
  /** From the first to behind the last character of the type; of a group those of the word. */
  typeAt: number;
  typeEnd: number;
}

export interface OneofNode extends Block {
  name: string;
  options: OptionNode[];
  at: number;
}

export interface EnumNode extends Block {
  name: string;
  at: number;
  values: EnumValueNode[];
  reserved: RangeNode[];
  reservedNames: NameNode[];
  options: OptionNode[];
  visibility: Visibility;
}

export interface EnumValueNode extends Numbered {
  name: string;
  number: number;
  options: OptionNode[];
  at: number;
}

export interface RangeNode extends NumberRange {
  at: number;
  /** The statement that it stands in. */
  statement: Statement;
}

export interface ExtensionRangeNode extends RangeNode {
  options: OptionNode[];
}

export interface NameNode {
  name: string;
  at: number;
  /** Behind the name, and behind its quotes. */
  nameEnd: number;
  /** The statement that it stands in. */
  statement: Statement;
}

export interface ExtendNode extends Block {
  /** The message that is extended, as written. */
  extendee: string;
  fields: FieldNode[];
  at: number;
}

export interface ServiceNode extends Block {
  name: string;
  methods: MethodNode[];
  options: OptionNode[];
  at: number;
}

/** Without a body both bounds of it are -1. */
export interface MethodNode extends Block {
  /** Behind what the method returns. */
  signatureEnd: number;
  name: string;
  input: string;
  output: string;
  clientStreaming: boolean;
  serverStreaming: boolean;
  options: OptionNode[];
  at: number;
}

export interface OptionNode {
  /** As written without blanks: `deprecated`, `features.enum_type`, `(acme.rule).level`. */
  name: string;
  value: OptionValue;
  at: number;
  valueAt: number;
  valueEnd: number;
}

export type OptionValue =
  | { kind: "name"; text: string }
  | { kind: "number"; text: string }
  /** Decoded; bytes of escapes that are no UTF-8 stand for themselves, see `utf8.ts`. */
  | { kind: "string"; text: string }
  | { kind: "message"; fields: { name: string; value: OptionValue }[] }
  | { kind: "list"; items: OptionValue[] }
  /** An extension of a descriptor: the bytes of its message. */
  | { kind: "encoded"; bytes: Uint8Array };

/** A reason why a file, or a part of it, could not be read. */
export interface Problem {
  message: string;
  at: number;
  /** Set where compilers refuse what was read all the same: nothing is missing. */
  isReadable?: true;
}

/** A file as far as it could be read, and why the rest could not. */
export interface Parsed {
  file: FileNode;
  problems: Problem[];
  /** Where each statement at the top of the file ends. */
  ends: readonly number[];
}
