import type {
  EnumNode,
  EnumValueNode,
  ExtendNode,
  FieldNode,
  FileNode,
  ImportNode,
  MessageNode,
  MethodNode,
  OptionNode,
  OptionValue,
  Problem,
  RangeNode,
  ServiceNode,
  Visibility,
} from "./ast.js";
import { numberValue, stringValue } from "./literals.js";
import { Kind, Scanner, SyntaxProblem } from "./scan.js";

/** Highest field number of a message, and the bounds of an enum value. */
export const maxFieldNumber = 2 ** 29 - 1;
export const maxEnumNumber = 2 ** 31 - 1;
export const minEnumNumber = -(2 ** 31);

/** How deep messages, groups and option values may nest. */
const maxDepth = 32;

/** After this many problems the rest of a file is not worth reading. */
const maxProblems = 20;

const unclosed = 'this block is never closed; add "}"';

/** A file as far as it could be read, and why the rest could not. */
export interface Parsed {
  file: FileNode;
  problems: Problem[];
}

/**
 * Reads the text of a `.proto` file: proto2, proto3 and editions. Imports are not looked at, types not resolved.
 * Does not throw: what cannot be read is skipped up to the next statement and listed as a problem.
 * Source: https://protobuf.com/docs/language-spec
 */
export function parseProto(text: string): Parsed {
  return new Parser(text).parse();
}

class Parser {
  readonly #scan: Scanner;
  readonly #problems: Problem[] = [];
  readonly #file: FileNode;
  #depth = 0;

  constructor(text: string) {
    this.#scan = new Scanner(text);
    this.#file = {
      syntax: "proto2",
      edition: "",
      package: "",
      packageAt: 0,
      imports: [],
      options: [],
      messages: [],
      enums: [],
      extends: [],
      services: [],
      remarks: this.#scan.remarks,
    };
  }

  parse(): Parsed {
    this.#attempt(() => this.#scan.advance());
    while (this.#scan.kind !== Kind.End && this.#problems.length < maxProblems) {
      this.#attempt(() => this.#topLevel());
    }
    return { file: this.#file, problems: this.#problems };
  }

  /** Reads one statement; where it is wrong, notes the problem and moves behind it. */
  #attempt(statement: () => void): void {
    const depth = this.#depth;
    try {
      statement();
    } catch (error) {
      if (!(error instanceof SyntaxProblem)) throw error;
      this.#problems.push({ message: error.message, at: error.at });
      const open = this.#depth - depth;
      this.#depth = depth;
      this.#skipStatement(open);
    }
  }

  /**
   * Moves behind the next `;`, or behind the block that comes first, but not out of the block that we are in.
   * `open` says how many braces of the statement have been read already.
   */
  #skipStatement(open: number): void {
    const inside = this.#depth > 0;
    let depth = open;
    while (this.#scan.kind !== Kind.End) {
      const closes = this.#scan.is("}");
      if (closes && depth === 0 && inside) return;
      if (this.#scan.is("{")) depth += 1;
      if (closes) depth -= 1;
      const ends = depth <= 0 && (closes || this.#scan.is(";"));
      this.#step();
      if (ends) return;
    }
  }

  /** Moves on by one token; in text that is skipped anyway, what is not a token does not matter. */
  #step(): void {
    try {
      this.#scan.advance();
    } catch (error) {
      if (!(error instanceof SyntaxProblem)) throw error;
    }
  }

  // Statements of a file.

  #topLevel(): void {
    const scan = this.#scan;
    if (this.#take(";")) return;
    if (scan.kind !== Kind.Name) this.#expected('a statement such as "message" or "service"');
    const visibility = this.#visibility();
    switch (scan.raw) {
      case "syntax":
      case "edition":
        return this.#syntax();
      case "package":
        return this.#package();
      case "import":
        return this.#import();
      case "option":
        this.#file.options.push(this.#option());
        return;
      case "message":
        this.#file.messages.push(this.#message(visibility));
        return;
      case "enum":
        this.#file.enums.push(this.#enum(visibility));
        return;
      case "extend":
        this.#file.extends.push(this.#extend(this.#file.messages));
        return;
      case "service":
        this.#file.services.push(this.#service());
        return;
      default:
        this.#expected('a statement such as "message" or "service"');
    }
  }

  #syntax(): void {
    const keyword = this.#name();
    this.#expect("=");
    const at = this.#scan.start;
    const value = this.#string();
    this.#endStatement();
    if (keyword === "edition") {
      this.#file.syntax = "editions";
      this.#file.edition = value;
    } else if (value === "proto2" || value === "proto3") {
      this.#file.syntax = value;
    } else {
      throw new SyntaxProblem(`unknown syntax "${value}"; write "proto2" or "proto3"`, at);
    }
  }

  #package(): void {
    this.#scan.advance();
    this.#file.packageAt = this.#scan.start;
    this.#file.package = this.#dottedName();
    this.#endStatement();
  }

  #import(): void {
    const at = this.#scan.start;
    this.#scan.advance();
    let kind: ImportNode["kind"] = "";
    for (const word of ["public", "weak", "option"] as const) if (this.#takeName(word)) kind = word;
    const path = this.#string();
    this.#endStatement();
    this.#file.imports.push({ path, kind, at });
  }

  /** `export` and `local` of edition 2024 stand before a message or an enum. */
  #visibility(): Visibility {
    const { raw } = this.#scan;
    if (raw !== "export" && raw !== "local") return "";
    this.#scan.advance();
    return raw;
  }

  // Messages.

  #message(visibility: Visibility): MessageNode {
    this.#scan.advance();
    const message = newMessage(this.#scan.start, this.#name(), visibility);
    this.#block(() => this.#messageStatement(message));
    return message;
  }

  #messageStatement(message: MessageNode): void {
    const scan = this.#scan;
    if (this.#take(";")) return;
    const visibility = this.#isVisibility() ? this.#visibility() : "";
    if (scan.kind === Kind.Name) {
      switch (scan.raw) {
        case "message":
          message.messages.push(this.#message(visibility));
          return;
        case "enum":
          message.enums.push(this.#enum(visibility));
          return;
        case "extend":
          message.extends.push(this.#extend(message.messages));
          return;
        case "option":
          message.options.push(this.#option());
          return;
        case "oneof":
          return this.#oneof(message);
        case "reserved":
          return this.#reserved(message, maxFieldNumber, 1);
        case "extensions":
          return this.#extensionRanges(message);
      }
    }
    this.#field(message.fields, message.messages, -1);
  }

  /** `export` and `local` are field types too: a visibility is followed by `message` or `enum`. */
  #isVisibility(): boolean {
    const { raw, text, end } = this.#scan;
    return (
      (raw === "export" || raw === "local") &&
      /^\s+(message|enum)\s+[A-Za-z_]\w*\s*\{/.test(text.slice(end, end + 200))
    );
  }

  #oneof(message: MessageNode): void {
    this.#scan.advance();
    const oneof = { at: this.#scan.start, name: this.#name(), options: [] as OptionNode[] };
    const index = message.oneofs.push(oneof) - 1;
    this.#block(() => {
      if (this.#take(";")) return;
      if (this.#scan.isName("option")) oneof.options.push(this.#option());
      else this.#field(message.fields, message.messages, index);
    });
  }

  #field(fields: FieldNode[], groups: MessageNode[], oneof: number): void {
    const scan = this.#scan;
    let label: FieldNode["label"] = "";
    for (const word of ["optional", "required", "repeated"] as const) {
      if (label === "" && scan.isName(word)) {
        if (oneof >= 0)
          throw new SyntaxProblem(`a field of a oneof has no label; remove "${word}"`, scan.start);
        scan.advance();
        label = word;
      }
    }
    if (scan.isName("group")) return this.#group(fields, groups, label, oneof);
    if (scan.kind !== Kind.Name && !scan.is(".")) this.#expected('a field such as "string name = 1;"');
    const isMap = scan.isName("map");
    let type = this.#typeName();
    let mapKey = "";
    if (isMap && type === "map" && this.#take("<")) {
      mapKey = this.#name();
      this.#expect(",");
      type = this.#typeName();
      this.#expect(">");
    }
    const at = scan.start;
    const name = this.#name();
    const { number, numberAt } = this.#fieldNumber(name);
    const options = this.#bracketOptions();
    this.#endStatement();
    fields.push({ name, number, label, type, mapKey, oneof, group: null, options, at, numberAt });
  }

  /** A group declares a field and the message of its type at once. */
  #group(fields: FieldNode[], groups: MessageNode[], label: FieldNode["label"], oneof: number): void {
    this.#scan.advance();
    const at = this.#scan.start;
    const type = this.#name();
    const { number, numberAt } = this.#fieldNumber(type);
    const options = this.#bracketOptions();
    const group = newMessage(at, type, "");
    this.#block(() => this.#messageStatement(group));
    groups.push(group);
    fields.push({
      name: type.toLowerCase(),
      number,
      label,
      type,
      mapKey: "",
      oneof,
      group,
      options,
      at,
      numberAt,
    });
  }

  #fieldNumber(name: string): { number: number; numberAt: number } {
    if (!this.#scan.is("=")) this.#expected(`"=" and the number of field "${name}"`);
    this.#scan.advance();
    const numberAt = this.#scan.start;
    const number = this.#integer();
    if (number < 1 || number > maxFieldNumber) {
      throw new SyntaxProblem(`field number ${number} is out of range; use 1 to ${maxFieldNumber}`, numberAt);
    }
    return { number, numberAt };
  }

  #extensionRanges(message: MessageNode): void {
    this.#scan.advance();
    const ranges: RangeNode[] = [];
    do ranges.push(this.#range(maxFieldNumber, 1));
    while (this.#take(","));
    const options = this.#bracketOptions();
    this.#endStatement();
    for (const range of ranges) message.extensions.push({ ...range, options });
  }

  #extend(groups: MessageNode[]): ExtendNode {
    this.#scan.advance();
    const at = this.#scan.start;
    const extendee = this.#typeName();
    const fields: FieldNode[] = [];
    this.#block(() => {
      if (!this.#take(";")) this.#field(fields, groups, -1);
    });
    return { extendee, fields, at };
  }

  // Enums.

  #enum(visibility: Visibility): EnumNode {
    this.#scan.advance();
    const node: EnumNode = {
      at: this.#scan.start,
      name: this.#name(),
      values: [],
      reserved: [],
      reservedNames: [],
      options: [],
      visibility,
    };
    this.#block(() => {
      if (this.#take(";")) return;
      if (this.#scan.isName("option") && !this.#nextIs("=")) node.options.push(this.#option());
      else if (this.#scan.isName("reserved") && !this.#nextIs("=")) {
        this.#reserved(node, maxEnumNumber, minEnumNumber);
      } else node.values.push(this.#enumValue());
    });
    return node;
  }

  #enumValue(): EnumValueNode {
    const at = this.#scan.start;
    const name = this.#name();
    this.#expect("=");
    const number = this.#boundedInteger(minEnumNumber, maxEnumNumber);
    const options = this.#bracketOptions();
    this.#endStatement();
    return { name, number, options, at };
  }

  // Reserved numbers and names, of messages and of enums.

  #reserved(
    owner: { reserved: RangeNode[]; reservedNames: { name: string; at: number }[] },
    max: number,
    min: number,
  ): void {
    this.#scan.advance();
    const ranges: RangeNode[] = [];
    const names: { name: string; at: number }[] = [];
    do {
      const at = this.#scan.start;
      if (this.#scan.kind === Kind.String) names.push({ name: this.#string(), at });
      else if (this.#scan.kind === Kind.Name) names.push({ name: this.#name(), at });
      else ranges.push(this.#range(max, min));
    } while (this.#take(","));
    this.#endStatement();
    owner.reserved.push(...ranges);
    owner.reservedNames.push(...names);
  }

  #range(max: number, min: number): RangeNode {
    const at = this.#scan.start;
    const start = this.#boundedInteger(min, max);
    let end = start;
    if (this.#takeName("to")) end = this.#takeName("max") ? max : this.#boundedInteger(min, max);
    if (end < start)
      throw new SyntaxProblem(`the range ${start} to ${end} is empty; write the smaller number first`, at);
    return { start, end, at };
  }

  // Services.

  #service(): ServiceNode {
    this.#scan.advance();
    const service: ServiceNode = { at: this.#scan.start, name: this.#name(), methods: [], options: [] };
    this.#block(() => {
      if (this.#take(";")) return;
      if (this.#scan.isName("option")) service.options.push(this.#option());
      else if (this.#scan.isName("rpc")) service.methods.push(this.#method());
      else this.#expected('"rpc" or "option"');
    });
    return service;
  }

  #method(): MethodNode {
    this.#scan.advance();
    const at = this.#scan.start;
    const name = this.#name();
    const [clientStreaming, input] = this.#methodType();
    if (!this.#takeName("returns")) this.#expected('"returns"');
    const [serverStreaming, output] = this.#methodType();
    const options: OptionNode[] = [];
    if (this.#scan.is("{")) {
      this.#block(() => {
        if (this.#take(";")) return;
        if (this.#scan.isName("option")) options.push(this.#option());
        else this.#expected('"option"');
      });
    } else {
      this.#endStatement();
    }
    return { name, input, output, clientStreaming, serverStreaming, options, at };
  }

  #methodType(): [streaming: boolean, type: string] {
    this.#expect("(");
    const streaming = this.#scan.isName("stream") && !this.#nextIs(")");
    if (streaming) this.#scan.advance();
    const type = this.#typeName();
    this.#expect(")");
    return [streaming, type];
  }

  // Options.

  #option(): OptionNode {
    this.#scan.advance();
    const option = this.#assignment();
    this.#endStatement();
    return option;
  }

  #bracketOptions(): OptionNode[] {
    const options: OptionNode[] = [];
    if (!this.#take("[")) return options;
    if (this.#take("]")) return options;
    do options.push(this.#assignment());
    while (this.#take(","));
    this.#expect("]");
    return options;
  }

  #assignment(): OptionNode {
    const at = this.#scan.start;
    let name = "";
    do {
      if (name !== "") name += ".";
      if (this.#take("(")) {
        name += `(${this.#typeName()})`;
        this.#expect(")");
      } else name += this.#name();
    } while (this.#take("."));
    this.#expect("=");
    return { name, value: this.#value(), at };
  }

  #value(): OptionValue {
    const scan = this.#scan;
    if (scan.is("{")) return this.#messageValue("{", "}");
    if (scan.kind === Kind.String) return { kind: "string", text: this.#string() };
    const sign = this.#take("-") ? "-" : this.#take("+") ? "+" : "";
    const raw = scan.raw;
    if (scan.kind === Kind.Number) {
      scan.advance();
      return { kind: "number", text: sign + raw };
    }
    if (scan.kind === Kind.Name) {
      scan.advance();
      return { kind: "name", text: sign + raw };
    }
    return this.#expected("a value");
  }

  /** A message in text format (https://protobuf.dev/reference/protobuf/textformat-spec/). */
  #messageValue(open: string, close: string): OptionValue {
    this.#deeper();
    this.#expect(open);
    const fields: { name: string; value: OptionValue }[] = [];
    while (!this.#take(close)) {
      const name = this.#textFieldName();
      const colon = this.#take(":");
      fields.push({ name, value: this.#textValue(colon) });
      if (!this.#take(",")) this.#take(";");
    }
    this.#depth -= 1;
    return { kind: "message", fields };
  }

  #textFieldName(): string {
    if (!this.#take("[")) return this.#name();
    let name = "";
    while (!this.#scan.is("]")) {
      if (this.#scan.kind === Kind.End) this.#expected('"]"');
      name += this.#scan.raw;
      this.#scan.advance();
    }
    this.#expect("]");
    return `[${name}]`;
  }

  #textValue(afterColon: boolean): OptionValue {
    if (this.#scan.is("{")) return this.#messageValue("{", "}");
    if (this.#scan.is("<")) return this.#messageValue("<", ">");
    if (!this.#scan.is("[")) return afterColon ? this.#value() : this.#expected('":" and a value');
    this.#deeper();
    this.#expect("[");
    const items: OptionValue[] = [];
    while (!this.#take("]")) {
      items.push(this.#textValue(true));
      if (!this.#take(",") && !this.#scan.is("]")) this.#expected('"," or "]"');
    }
    this.#depth -= 1;
    return { kind: "list", items };
  }

  // Tokens.

  /** Reads statements in braces. A wrong one is noted and skipped, the block goes on. */
  #block(statement: () => void): void {
    const at = this.#scan.start;
    this.#deeper();
    this.#expect("{");
    while (!this.#scan.is("}")) {
      if (this.#scan.kind === Kind.End || this.#problems.length >= maxProblems) {
        this.#depth -= 1;
        return this.#unclosed(at);
      }
      this.#attempt(statement);
    }
    this.#depth -= 1;
    this.#scan.advance();
  }

  /** Of blocks that the end of the file leaves open, only the innermost is worth a word. */
  #unclosed(at: number): void {
    const told = this.#problems.some((problem) => problem.message === unclosed);
    if (!told) this.#problems.push({ message: unclosed, at });
  }

  #deeper(): void {
    this.#depth += 1;
    if (this.#depth > maxDepth) {
      throw new SyntaxProblem(
        `nested more than ${maxDepth} deep; move the inner parts out`,
        this.#scan.start,
      );
    }
  }

  #take(punctuation: string): boolean {
    if (!this.#scan.is(punctuation)) return false;
    this.#scan.advance();
    return true;
  }

  #takeName(name: string): boolean {
    if (!this.#scan.isName(name)) return false;
    this.#scan.advance();
    return true;
  }

  #expect(punctuation: string): void {
    if (!this.#take(punctuation)) this.#expected(`"${punctuation}"`);
  }

  /** The end of a statement. Where only the `;` is missing and a new line begins, nothing is skipped. */
  #endStatement(): void {
    if (this.#take(";")) return;
    const { text, lastEnd, start } = this.#scan;
    if (!text.slice(lastEnd, start).includes("\n")) this.#expected('";"');
    this.#problems.push({ message: 'expected ";" at the end of the statement', at: lastEnd });
  }

  /** Whether the character after the current token, blanks aside, is this one. */
  #nextIs(punctuation: string): boolean {
    const { text, end } = this.#scan;
    let at = end;
    while (text.charCodeAt(at) <= 32) at += 1;
    return text[at] === punctuation;
  }

  #name(): string {
    if (this.#scan.kind !== Kind.Name) this.#expected("a name");
    const { raw } = this.#scan;
    this.#scan.advance();
    return raw;
  }

  #dottedName(): string {
    let name = this.#name();
    while (this.#take(".")) name += `.${this.#name()}`;
    return name;
  }

  #typeName(): string {
    const dot = this.#take(".") ? "." : "";
    return dot + this.#dottedName();
  }

  #string(): string {
    if (this.#scan.kind !== Kind.String) this.#expected("a string in quotes");
    let value = "";
    while (this.#scan.kind === Kind.String) {
      value += stringValue(this.#scan.raw);
      this.#scan.advance();
    }
    return value;
  }

  #integer(): number {
    const { kind, raw, start } = this.#scan;
    if (kind !== Kind.Number) this.#expected("a whole number");
    const value = numberValue(raw);
    if (!Number.isInteger(value) || /[.eE]/.test(raw.startsWith("0x") ? "" : raw)) {
      throw new SyntaxProblem(`"${raw}" is not a whole number`, start);
    }
    this.#scan.advance();
    return value;
  }

  #boundedInteger(min: number, max: number): number {
    const at = this.#scan.start;
    const negative = this.#take("-");
    const value = this.#integer() * (negative ? -1 : 1);
    if (value < min || value > max) {
      throw new SyntaxProblem(`${value} is out of range; use ${min} to ${max}`, at);
    }
    return value === 0 ? 0 : value;
  }

  #expected(what: string): never {
    const { kind, raw, start } = this.#scan;
    const found =
      kind === Kind.End ? "the end of the file" : `"${raw.length > 40 ? `${raw.slice(0, 40)}…` : raw}"`;
    throw new SyntaxProblem(`expected ${what}, found ${found}`, start);
  }
}

function newMessage(at: number, name: string, visibility: Visibility): MessageNode {
  return {
    name,
    at,
    fields: [],
    oneofs: [],
    messages: [],
    enums: [],
    extends: [],
    reserved: [],
    reservedNames: [],
    extensions: [],
    options: [],
    visibility,
  };
}
