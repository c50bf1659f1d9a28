import type {
  Block,
  EnumNode,
  EnumValueNode,
  ExtendNode,
  FieldNode,
  FileNode,
  ImportNode,
  MessageNode,
  MethodNode,
  NameNode,
  OneofNode,
  OptionNode,
  OptionValue,
  Parsed,
  Problem,
  RangeNode,
  ServiceNode,
  Statement,
  Visibility,
} from "./ast.js";
import { integerValue, joinStrings, unescapeString } from "./literals.js";
import { Kind, Scanner } from "./scan.js";
import { type Beginning, type ParsedVersion, sharedBeginning } from "./shared-beginning.js";
import { SyntaxProblem } from "./syntax-problem.js";

/** Highest field number of a message, and the bounds of an enum value. */
export const maxFieldNumber = 2 ** 29 - 1;
export const maxEnumNumber = 2 ** 31 - 1;
export const minEnumNumber = -(2 ** 31);

/** Extensions of a message in the old "message set" format have numbers up to this one. */
export const maxMessageSetNumber = 2 ** 31 - 2;

/** How deep messages, groups and option values may nest; protoc has the same limit. */
const maxDepth = 32;

/** Longest full name. Names are joined with those around them: without a limit a small file could take all memory. */
export const maxName = 1000;

/** Most names in a dotted name; every one of them is looked for in every scope around. */
const maxParts = 64;

/** After this many problems the rest of a file is not worth reading. */
export const maxProblems = 20;

const unclosed = 'this block is never closed; add "}"';

/** Words that begin a statement; one at the start of a line ends the search for the end of a wrong statement. */
const statementWords = new Set(
  "syntax edition package import option message enum extend service rpc oneof reserved extensions".split(" "),
);

/**
 * Reads the text of a `.proto` file: proto2, proto3 and editions. Imports are not looked at, types not resolved.
 * Does not throw: what cannot be read is skipped up to the next statement and listed as a problem. What it begins with
 * as `version` does, another version of it, is taken over from there.
 * Source: https://protobuf.com/docs/language-spec
 */
export function parseProto(text: string, version: ParsedVersion | null = null): Parsed {
  return new Parser(text, version && sharedBeginning(text, version)).parse();
}

class Parser {
  readonly #scan: Scanner;
  readonly #problems: Problem[] = [];
  readonly #file: FileNode;
  #depth = 0;
  /** Length of the full name of what we are in. */
  #scopeLength = 0;
  /** Where each statement of the file ended that has been read; `syntax` must be the first. */
  readonly #ends: number[];

  constructor(text: string, beginning: Beginning | null) {
    this.#ends = [...(beginning?.ends ?? [])];
    this.#scan = new Scanner(text, this.#ends.at(-1));
    if (beginning) {
      this.#scan.remarks.push(...beginning.file.remarks);
      this.#file = { ...beginning.file, remarks: this.#scan.remarks };
      this.#scopeLength = this.#file.package.length;
      return;
    }
    this.#file = {
      syntax: "proto2",
      edition: "",
      package: "",
      packageAt: 0,
      packageEnd: 0,
      packageFrom: 0,
      packageTo: 0,
      imports: [],
      options: [],
      messages: [],
      enums: [],
      extends: [],
      services: [],
      isDescribed: false,
      remarks: this.#scan.remarks,
    };
  }

  parse(): Parsed {
    this.#scan.advance();
    while (this.#scan.kind !== Kind.End) {
      this.#attempt(() => {
        this.#topLevel();
        this.#ends.push(this.#scan.lastEnd);
      });
    }
    const problems = this.#problems.sort((one, other) => one.at - other.at);
    return { file: this.#file, problems, ends: this.#ends };
  }

  /** Reads one statement; where it is wrong, notes the problem and moves behind it. */
  #attempt(statement: () => void): void {
    const depth = this.#depth;
    const scopeLength = this.#scopeLength;
    const { start, braces } = this.#scan;
    try {
      statement();
    } catch (error) {
      if (!(error instanceof SyntaxProblem)) throw error;
      this.#depth = depth;
      this.#scopeLength = scopeLength;
      this.#note(error.message, error.at);
      this.#skipStatement(start, braces);
    }
  }

  /** Notes a problem; after too many of them the rest of the text is left unread. */
  #note(message: string, at: number): void {
    this.#problems.push({ message, at });
    if (this.#problems.length === maxProblems) this.#scan.stop();
  }

  /**
   * Moves behind the next `;`, or behind the block that comes first, or to a line that begins with a statement;
   * but not out of the block that we are in. `from` is where the statement began, `braces` what was open there.
   */
  #skipStatement(from: number, braces: number): void {
    const scan = this.#scan;
    while (scan.kind !== Kind.End) {
      const open = scan.braces - braces;
      if (open === 0 && braces > 0 && scan.is("}")) return;
      if (open === 0 && scan.start > from && this.#startsStatement()) return;
      const ends = (open === 0 && scan.is(";")) || (open <= 1 && scan.is("}"));
      scan.advance();
      if (ends) return;
    }
  }

  #startsStatement(): boolean {
    const scan = this.#scan;
    if (scan.kind !== Kind.Name || !scan.startsLine || !statementWords.has(scan.name)) return false;
    return !scan.ahead().is("=") || scan.isName("syntax") || scan.isName("edition");
  }

  // Statements of a file.

  #topLevel(): void {
    if (this.#take(";")) return;
    const from = this.#scan.start;
    const visibility = this.#visibility();
    switch (this.#scan.name) {
      case "syntax":
      case "edition":
        this.#syntax();
        break;
      case "package":
        this.#package();
        break;
      case "import":
        this.#import();
        break;
      case "option":
        this.#file.options.push(this.#option());
        break;
      case "message":
        this.#file.messages.push(this.#message(visibility, from));
        break;
      case "enum":
        this.#file.enums.push(this.#enum(visibility, from));
        break;
      case "extend":
        this.#file.extends.push(this.#extend(this.#file.messages));
        break;
      case "service":
        this.#file.services.push(this.#service());
        break;
      default:
        this.#expected('a statement such as "message" or "service"');
    }
  }

  #syntax(): void {
    const { start } = this.#scan;
    const keyword = this.#name();
    this.#expect("=");
    const at = this.#scan.start;
    const value = this.#string();
    this.#endStatement();
    if (this.#ends.length > 0) {
      throw new SyntaxProblem(`"${keyword}" must be the first statement of the file; move it up`, start);
    }
    if (keyword === "edition") {
      this.#file.syntax = "editions";
      this.#file.edition = value;
      if (value !== "2023" && value !== "2024") this.#note(unknown(keyword, value, '"2023" or "2024"'), at);
    } else if (value === "proto2" || value === "proto3") {
      this.#file.syntax = value;
    } else {
      this.#note(unknown(keyword, value, '"proto2" or "proto3"'), at);
    }
  }

  #package(): void {
    const { start } = this.#scan;
    this.#scan.advance();
    const at = this.#scan.start;
    const name = this.#dottedName();
    const end = this.#scan.lastEnd;
    this.#endStatement();
    if (this.#file.package !== "") {
      throw new SyntaxProblem("the file has a package already; remove this one", start);
    }
    this.#file.package = name;
    this.#file.packageAt = at;
    this.#file.packageEnd = end;
    this.#file.packageFrom = start;
    this.#file.packageTo = this.#scan.lastEnd;
    this.#scopeLength = name.length;
  }

  #import(): void {
    const at = this.#scan.start;
    this.#scan.advance();
    let kind: ImportNode["kind"] = "";
    for (const word of ["public", "weak", "option"] as const) {
      if (kind === "" && this.#takeName(word)) kind = word;
    }
    const path = this.#string();
    this.#endStatement();
    this.#file.imports.push({ path, kind, at });
  }

  /** `export` and `local` of edition 2024 stand before a message or an enum; they are field types too. */
  #visibility(): Visibility {
    const scan = this.#scan;
    const word = scan.isName("export") ? "export" : scan.isName("local") ? "local" : "";
    if (word === "") return "";
    const next = scan.ahead();
    if ((!next.isName("message") && !next.isName("enum")) || next.ahead().kind !== Kind.Name) return "";
    scan.advance();
    return word;
  }

  // Messages.

  #message(visibility: Visibility, from: number): MessageNode {
    this.#scan.advance();
    const message = newMessage(from, this.#scan.start, this.#name(), visibility);
    this.#messageBody(message);
    return message;
  }

  #messageBody(message: MessageNode): void {
    const outer = this.#scopeLength;
    this.#scopeLength += message.name.length + 1;
    if (this.#scopeLength > maxName) {
      throw new SyntaxProblem(`the full name has more than ${maxName} characters; shorten it`, message.at);
    }
    this.#block(message, () => this.#messageStatement(message));
    this.#scopeLength = outer;
  }

  #messageStatement(message: MessageNode): void {
    if (this.#take(";")) return;
    const from = this.#scan.start;
    const visibility = this.#visibility();
    const word = this.#scan.name;
    if (!messageWords.has(word) || this.#looksLikeField()) {
      this.#field(message.fields, message.messages, -1);
      return;
    }
    switch (word) {
      case "message":
        message.messages.push(this.#message(visibility, from));
        break;
      case "enum":
        message.enums.push(this.#enum(visibility, from));
        break;
      case "extend":
        message.extends.push(this.#extend(message.messages));
        break;
      case "option":
        message.options.push(this.#option());
        break;
      case "oneof":
        this.#oneof(message);
        break;
      case "reserved":
        this.#reserved(message, maxFieldNumber, 1);
        break;
      case "extensions":
        this.#extensionRanges(message);
        break;
    }
  }

  /** The words that begin a statement may name a message as well: `message body = 1;` is a field. */
  #looksLikeField(): boolean {
    if (this.#scan.isName("option")) return false;
    const name = this.#scan.ahead();
    return name.kind === Kind.Name && name.ahead().is("=");
  }

  #oneof(message: MessageNode): void {
    const from = this.#scan.start;
    this.#scan.advance();
    const oneof: OneofNode = {
      at: this.#scan.start,
      name: this.#name(),
      options: [],
      from,
      to: from,
      bodyAt: from,
      bodyEnd: from,
    };
    const index = message.oneofs.push(oneof) - 1;
    this.#block(oneof, () => {
      if (this.#take(";")) return;
      if (this.#scan.isName("option")) oneof.options.push(this.#option());
      else this.#field(message.fields, message.messages, index);
    });
  }

  #field(fields: FieldNode[], groups: MessageNode[], oneof: number): void {
    const scan = this.#scan;
    const from = scan.start;
    const label = this.#label();
    if (label !== "" && oneof >= 0) {
      throw new SyntaxProblem(`a field of a oneof has no label; remove "${label}"`, scan.start);
    }
    if (scan.isName("group") && !scan.ahead().is(".")) {
      this.#group(fields, groups, label, oneof, from);
      return;
    }
    if (scan.kind !== Kind.Name && !scan.is(".")) this.#expected('a field such as "string name = 1;"');
    const typeAt = scan.start;
    let type = this.#typeName();
    let mapKey = "";
    if (type === "map" && this.#take("<")) {
      mapKey = this.#name();
      this.#expect(",");
      type = this.#typeName();
      this.#expect(">");
    }
    const typeEnd = scan.lastEnd;
    const at = scan.start;
    const name = this.#name();
    this.#expectNumber(name);
    const numberAt = scan.start;
    const number = this.#fieldNumber();
    const numberEnd = scan.lastEnd;
    const optionsAt = scan.is("[") ? scan.start : -1;
    const options = this.#bracketOptions();
    const optionsEnd = optionsAt === -1 ? -1 : scan.lastEnd;
    this.#endStatement();
    fields.push({
      name,
      number,
      label,
      type,
      mapKey,
      oneof,
      group: null,
      options,
      at,
      from,
      to: scan.lastEnd,
      typeAt,
      typeEnd,
      numberAt,
      numberEnd,
      optionsAt,
      optionsEnd,
    });
  }

  #label(): FieldNode["label"] {
    const word = this.#scan.name;
    if (word !== "optional" && word !== "repeated" && word !== "required") return "";
    this.#scan.advance();
    return word;
  }

  /** A group declares a field and the message of its type at once. */
  #group(
    fields: FieldNode[],
    groups: MessageNode[],
    label: FieldNode["label"],
    oneof: number,
    from: number,
  ): void {
    const scan = this.#scan;
    const typeAt = scan.start;
    const typeEnd = scan.end;
    scan.advance();
    const at = scan.start;
    const type = this.#name();
    this.#expectNumber(type);
    const numberAt = scan.start;
    const number = this.#fieldNumber();
    const numberEnd = scan.lastEnd;
    const optionsAt = scan.is("[") ? scan.start : -1;
    const options = this.#bracketOptions();
    const optionsEnd = optionsAt === -1 ? -1 : scan.lastEnd;
    const group = newMessage(from, at, type, "");
    this.#messageBody(group);
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
      from,
      to: group.to,
      typeAt,
      typeEnd,
      numberAt,
      numberEnd,
      optionsAt,
      optionsEnd,
    });
  }

  #expectNumber(name: string): void {
    if (!this.#take("=")) this.#expected(`"=" and the number of "${name}"`);
  }

  /** Up to the highest number that any message may have; `validate` knows which message has which. */
  #fieldNumber(): number {
    return this.#boundedInteger(1, maxMessageSetNumber, maxFieldNumber);
  }

  #extensionRanges(message: MessageNode): void {
    const statement = { from: this.#scan.start, to: 0 };
    this.#scan.advance();
    const ranges: RangeNode[] = [];
    do ranges.push(this.#range(statement, 1, maxMessageSetNumber, maxFieldNumber));
    while (this.#take(","));
    const options = this.#bracketOptions();
    this.#endStatement();
    statement.to = this.#scan.lastEnd;
    for (const range of ranges) message.extensions.push({ ...range, options });
  }

  #extend(groups: MessageNode[]): ExtendNode {
    const { start: from } = this.#scan;
    this.#scan.advance();
    const extend: ExtendNode = {
      at: this.#scan.start,
      extendee: this.#typeName(),
      fields: [],
      from,
      to: from,
      bodyAt: from,
      bodyEnd: from,
    };
    this.#block(extend, () => {
      if (!this.#take(";")) this.#field(extend.fields, groups, -1);
    });
    return extend;
  }

  // Enums.

  #enum(visibility: Visibility, from: number): EnumNode {
    this.#scan.advance();
    const node: EnumNode = {
      at: this.#scan.start,
      name: this.#name(),
      values: [],
      reserved: [],
      reservedNames: [],
      options: [],
      visibility,
      from,
      to: from,
      bodyAt: from,
      bodyEnd: from,
    };
    this.#block(node, () => this.#enumStatement(node));
    return node;
  }

  #enumStatement(node: EnumNode): void {
    if (this.#take(";")) return;
    const scan = this.#scan;
    const isOption = scan.isName("option");
    if ((!isOption && !scan.isName("reserved")) || scan.ahead().is("=")) {
      node.values.push(this.#enumValue());
    } else if (isOption) {
      node.options.push(this.#option());
    } else {
      this.#reserved(node, maxEnumNumber, minEnumNumber);
    }
  }

  #enumValue(): EnumValueNode {
    const scan = this.#scan;
    const at = scan.start;
    const name = this.#name();
    this.#expectNumber(name);
    const numberAt = scan.start;
    const number = this.#boundedInteger(minEnumNumber, maxEnumNumber);
    const numberEnd = scan.lastEnd;
    const optionsAt = scan.is("[") ? scan.start : -1;
    const options = this.#bracketOptions();
    const optionsEnd = optionsAt === -1 ? -1 : scan.lastEnd;
    this.#endStatement();
    const to = scan.lastEnd;
    return { name, number, options, at, from: at, to, numberAt, numberEnd, optionsAt, optionsEnd };
  }

  // Reserved numbers and names, of messages and of enums.

  #reserved(owner: { reserved: RangeNode[]; reservedNames: NameNode[] }, max: number, min: number): void {
    const statement = { from: this.#scan.start, to: 0 };
    this.#scan.advance();
    const ranges: RangeNode[] = [];
    const names: NameNode[] = [];
    do {
      const { kind } = this.#scan;
      if (kind === Kind.String || kind === Kind.Name) names.push(this.#reservedName(statement));
      else ranges.push(this.#range(statement, min, max));
    } while (this.#take(","));
    if (ranges.length > 0 && names.length > 0) {
      const at = (names[0] as NameNode).at;
      throw new SyntaxProblem("numbers and names are reserved apart; write two statements", at);
    }
    this.#endStatement();
    statement.to = this.#scan.lastEnd;
    // Spread as arguments, a long list would not fit on the stack.
    for (const range of ranges) owner.reserved.push(range);
    for (const name of names) owner.reservedNames.push(name);
  }

  /** In quotes, except in editions. */
  #reservedName(statement: Statement): NameNode {
    const { kind, start: at } = this.#scan;
    const quoted = kind === Kind.String;
    const name = quoted ? this.#string() : this.#name();
    const nameEnd = this.#scan.lastEnd;
    if (!/^[A-Za-z_]\w*$/.test(name)) {
      throw new SyntaxProblem(`${show(name)} is not a name that could be reserved`, at);
    }
    const editions = this.#file.syntax === "editions";
    if (quoted && editions)
      throw new SyntaxProblem(`write ${name} without quotes; this file is of an edition`, at);
    if (!quoted && !editions)
      throw new SyntaxProblem(`write "${name}" in quotes; only editions do without`, at);
    return { name, at, nameEnd, statement };
  }

  /** Numbers from `min` to `max`; the word `max` stands for `last`. */
  #range(statement: Statement, min: number, max: number, last = max): RangeNode {
    const at = this.#scan.start;
    const start = this.#boundedInteger(min, max, last);
    let end = start;
    if (this.#takeName("to")) end = this.#takeName("max") ? last : this.#boundedInteger(min, max, last);
    if (end < start) {
      throw new SyntaxProblem(`the range ${start} to ${end} is empty; write the smaller number first`, at);
    }
    return { start, end, at, statement };
  }

  // Services.

  #service(): ServiceNode {
    const { start: from } = this.#scan;
    this.#scan.advance();
    const service: ServiceNode = {
      at: this.#scan.start,
      name: this.#name(),
      methods: [],
      options: [],
      from,
      to: from,
      bodyAt: from,
      bodyEnd: from,
    };
    this.#block(service, () => {
      if (this.#take(";")) return;
      if (this.#scan.isName("option")) service.options.push(this.#option());
      else if (this.#scan.isName("rpc")) service.methods.push(this.#method());
      else this.#expected('"rpc" or "option"');
    });
    return service;
  }

  #method(): MethodNode {
    const scan = this.#scan;
    const { start: from } = scan;
    scan.advance();
    const at = scan.start;
    const name = this.#name();
    const [clientStreaming, input] = this.#methodType();
    if (!this.#takeName("returns")) this.#expected('"returns"');
    const [serverStreaming, output] = this.#methodType();
    const method: MethodNode = {
      name,
      input,
      output,
      clientStreaming,
      serverStreaming,
      options: [],
      at,
      from,
      to: from,
      bodyAt: -1,
      bodyEnd: -1,
      signatureEnd: scan.lastEnd,
    };
    if (scan.is("{")) {
      this.#block(method, () => {
        if (this.#take(";")) return;
        if (scan.isName("option")) method.options.push(this.#option());
        else this.#expected('"option"');
      });
    } else {
      this.#endStatement();
      method.to = scan.lastEnd;
    }
    return method;
  }

  /** `stream` is a word only where a type follows; else it is the type. */
  #methodType(): [streaming: boolean, type: string] {
    this.#expect("(");
    const scan = this.#scan;
    const next = scan.isName("stream") ? scan.ahead() : null;
    const streaming = next !== null && !next.is(")") && !(next.is(".") && next.start === scan.end);
    if (streaming) scan.advance();
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
    if (!this.#take("[")) return none;
    const options: OptionNode[] = [];
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
    const valueAt = this.#scan.start;
    return { name, value: this.#value(), at, valueAt, valueEnd: this.#scan.lastEnd };
  }

  #value(): OptionValue {
    const scan = this.#scan;
    if (scan.is("{")) return this.#messageValue("{", "}");
    if (scan.kind === Kind.String) return { kind: "string", text: this.#string() };
    const sign = this.#take("-") ? "-" : this.#take("+") ? "+" : "";
    const { kind, raw, start } = scan;
    if (kind === Kind.Number) {
      if (!isNumber(raw)) throw new SyntaxProblem(`${show(raw)} is not a number`, start);
      scan.advance();
      return { kind: "number", text: sign + raw };
    }
    if (kind === Kind.Name) {
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

  /** A name, or that of an extension in brackets, which may have a host before it: `[type.googleapis.com/a.B]`. */
  #textFieldName(): string {
    if (!this.#take("[")) return this.#name();
    let name = "";
    while (!this.#take("]")) {
      const scan = this.#scan;
      if (scan.kind !== Kind.Name && !scan.is(".") && !scan.is("/") && !scan.is("-")) this.#expected('"]"');
      name += scan.raw;
      scan.advance();
    }
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

  /** Reads statements in braces, and notes their bounds. A wrong statement is noted and skipped, the block goes on. */
  #block(block: Block, statement: () => void): void {
    const scan = this.#scan;
    const at = scan.start;
    this.#deeper();
    this.#expect("{");
    block.bodyAt = scan.lastEnd;
    while (!scan.is("}")) {
      if (scan.kind === Kind.End) {
        this.#depth -= 1;
        this.#noteUnclosed(at);
        return;
      }
      this.#attempt(statement);
    }
    this.#depth -= 1;
    block.bodyEnd = scan.start;
    scan.advance();
    block.to = scan.lastEnd;
  }

  /** Of blocks that the end of the file leaves open, only the innermost is worth a word. */
  #noteUnclosed(at: number): void {
    const stopped = this.#problems.length >= maxProblems;
    const told = this.#problems.some((problem) => problem.message === unclosed);
    if (!stopped && !told) this.#note(unclosed, at);
  }

  #deeper(): void {
    this.#depth += 1;
    if (this.#depth > maxDepth) {
      const { start } = this.#scan;
      throw new SyntaxProblem(`nested more than ${maxDepth} deep; move the inner parts out`, start);
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

  /** The end of a statement. Where only the `;` is missing and a new line or the end of the block comes, nothing is skipped. */
  #endStatement(): void {
    const scan = this.#scan;
    if (this.#take(";")) return;
    if (!scan.startsLine && !scan.is("}")) this.#expected('";"');
    this.#note('expected ";" at the end of the statement', scan.lastEnd);
  }

  #name(): string {
    const scan = this.#scan;
    if (scan.kind !== Kind.Name) this.#expected("a name");
    if (scan.end - scan.start > maxName) this.#tooLong(scan.start);
    const { name } = scan;
    scan.advance();
    return name;
  }

  #dottedName(): string {
    const at = this.#scan.start;
    let name = this.#name();
    let parts = 1;
    for (; this.#take("."); parts += 1) name += `.${this.#name()}`;
    if (name.length > maxName || parts > maxParts) this.#tooLong(at);
    return name;
  }

  #tooLong(at: number): never {
    throw new SyntaxProblem(
      `this name has more than ${maxName} characters or ${maxParts} parts; shorten it`,
      at,
    );
  }

  #typeName(): string {
    return this.#take(".") ? `.${this.#dottedName()}` : this.#dottedName();
  }

  #string(): string {
    const scan = this.#scan;
    if (scan.kind !== Kind.String) this.#expected("a string in quotes");
    const parts: string[] = [];
    while (scan.kind === Kind.String) {
      const { text, wrong } = unescapeString(scan.raw);
      if (wrong !== -1) {
        throw new SyntaxProblem('unknown escape; write a backslash as "\\\\"', scan.start + wrong);
      }
      parts.push(text);
      scan.advance();
    }
    return joinStrings(parts);
  }

  /** A whole number from `min` to `max`; a message calls `told` the highest. */
  #boundedInteger(min: number, max: number, told = max): number {
    const scan = this.#scan;
    const at = scan.start;
    const negative = this.#take("-");
    if (scan.kind !== Kind.Number) this.#expected("a whole number");
    const { raw } = scan;
    const magnitude = integerValue(raw);
    if (Number.isNaN(magnitude)) throw new SyntaxProblem(`${show(raw)} is not a whole number`, scan.start);
    const value = negative ? 0 - magnitude : magnitude;
    if (value < min || value > max) {
      const number = negative ? `-${raw}` : raw;
      throw new SyntaxProblem(`${show(number)} is out of range; use ${min} to ${told}`, at);
    }
    scan.advance();
    return value;
  }

  #expected(what: string): never {
    const { kind, raw, start, wrong } = this.#scan;
    if (kind === Kind.Wrong) throw new SyntaxProblem(wrong.message, wrong.at);
    const found = kind === Kind.End ? "the end of the file" : show(raw);
    throw new SyntaxProblem(`expected ${what}, found ${found}`, start);
  }
}

const messageWords = new Set(["message", "enum", "extend", "option", "oneof", "reserved", "extensions"]);

/** What most fields have as options; never changed. */
const none: OptionNode[] = [];

function unknown(what: string, value: string, known: string): string {
  return `unknown ${what} ${show(value)}; write ${known}`;
}

/** Text of the file in a message: in quotes, shortened, in one line. */
function show(text: string): string {
  const short = text.slice(0, 40).replace(/[^ -~]/gu, "\ufffd");
  return `"${short}${text.length > 40 ? "…" : ""}"`;
}

/** Whether a number token is a number, whole or with a fraction. */
function isNumber(raw: string): boolean {
  return !Number.isNaN(integerValue(raw)) || /^(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?[fF]?$/.test(raw);
}

/** A message whose body is not read yet. Where the end of the file leaves it open, its bounds stay at its beginning. */
function newMessage(from: number, at: number, name: string, visibility: Visibility): MessageNode {
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
    from,
    to: from,
    bodyAt: from,
    bodyEnd: from,
  };
}
