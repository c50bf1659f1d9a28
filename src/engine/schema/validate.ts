import type {
  EnumNode,
  FieldNode,
  FileNode,
  MessageNode,
  OptionNode,
  Problem,
  RangeNode,
  ServiceNode,
} from "./ast.js";
import { declarationsIn } from "./extension-ranges.js";
import { type Features, featuresOfFile, withOptions } from "./features.js";
import { fieldConflicts, valueConflicts } from "./json-conflicts.js";
import { jsonNameOf } from "./json-name.js";
import { mapEntryName } from "./map-entry.js";
import { maxFieldNumber, maxProblems } from "./parse.js";
import { firstReaching, keptByProtobuf, type NumberRange, rangeText } from "./ranges.js";
import { type Optioned, optionProblems } from "./standard-options.js";

const mapKeys = new Set(
  "int32 int64 uint32 uint64 sint32 sint64 fixed32 fixed64 sfixed32 sfixed64 bool string".split(" "),
);

/**
 * What a compiler refuses although the text can be parsed: numbers and names used twice or reserved, wrong labels, enums
 * without a zero. In the order of the text; other files are not looked at, so types need not exist.
 */
export function validate(file: FileNode): readonly Problem[] {
  const known = problemsIn.get(file);
  if (known) return known;
  const validator = new Validator(file);
  validator.file();
  const problems = validator.problems.sort((one, other) => one.at - other.at);
  problemsIn.set(file, problems);
  return problems;
}

/** What is wrong with a file, whichever states it is in. */
const problemsIn = new WeakMap<FileNode, readonly Problem[]>();

/** What is declared in a message, or in the package part of a file. */
interface Declarations {
  messages: MessageNode[];
  enums: EnumNode[];
  extends: FileNode["extends"];
}

class Validator {
  readonly problems: Problem[] = [];

  constructor(readonly node: FileNode) {}

  file(): void {
    const names = new Set<string>();
    this.options("file", this.node.options);
    this.imports();
    for (const service of this.node.services) this.service(service, names);
    this.declarations(this.node, names, featuresOfFile(this.node));
  }

  declarations(
    { messages, enums, extends: blocks }: Declarations,
    names: Set<string>,
    outer: Features,
  ): void {
    for (const node of messages) this.message(node, names, outer);
    for (const node of enums) this.enum(node, names, outer);
    for (const { fields, at } of blocks) {
      if (fields.length === 0) this.fault("this block extends nothing; remove it", at);
      for (const field of fields) this.extension(field, names);
    }
  }

  imports(): void {
    const paths = new Set<string>();
    const { syntax, edition, imports } = this.node;
    const is2024 = syntax === "editions" && edition !== "2023";
    for (const { path, kind, at } of imports) {
      if (kind === "option" && !is2024) this.fault("only edition 2024 imports options; remove the word", at);
      if (kind === "weak" && is2024) this.fault("edition 2024 has no weak imports; remove the word", at);
      if (paths.has(path)) this.fault(`"${path}" is imported twice; remove one`, at);
      paths.add(path);
    }
  }

  service({ name, at, methods, options }: ServiceNode, names: Set<string>): void {
    this.name(name, at, names);
    this.options("service", options);
    const inner = new Set<string>();
    for (const method of methods) {
      this.name(method.name, method.at, inner);
      this.options("method", method.options);
    }
  }

  message(node: MessageNode, outerNames: Set<string>, outer: Features): void {
    this.name(node.name, node.at, outerNames);
    const names = new Set<string>();
    for (const field of node.fields) this.messageField(field, names);
    for (const { name, at, options } of node.oneofs) {
      this.name(name, at, names);
      this.options("oneof", options);
    }
    const features = withOptions(outer, node.options);
    this.declarations(node, names, features);
    this.add(fieldConflicts(node.fields, features.jsonFormat === "LEGACY_BEST_EFFORT"));
    this.fieldNumbers(node);
    this.emptyOneofs(node);
    this.reservedNames(node, node.fields);
    this.options("message", node.options);
    this.extensionRanges(node);
    this.messageSet(node);
  }

  messageField(node: FieldNode, names: Set<string>): void {
    this.name(node.name, node.at, names);
    this.field(node);
    if (node.mapKey !== "") this.map(node, names);
  }

  extension(node: FieldNode, names: Set<string>): void {
    this.name(node.name, node.at, names);
    this.field(node);
    if (node.label === "required") {
      this.report(`extension "${node.name}" cannot be required; make it optional`, node.at);
    }
    if (node.mapKey !== "") this.report(`extension "${node.name}" cannot be a map`, node.at);
    const jsonName = node.options.find(({ name }) => name === "json_name");
    if (jsonName && jsonName.value.kind === "string" && jsonName.value.text !== jsonNameOf(node.name)) {
      this.fault(`extension "${node.name}" has its full name in JSON; remove json_name`, jsonName.at);
    }
    if (isKept(node.number)) this.keptNumber(node);
  }

  field({ name, at, label, mapKey, oneof, group, options }: FieldNode): void {
    const { syntax } = this.node;
    if (syntax === "proto2" && label === "" && mapKey === "" && oneof < 0) {
      this.report(`field "${name}" has no label; write "optional" before its type`, at);
    }
    if (syntax === "proto3" && label === "required") {
      this.report(`proto3 has no required fields; remove "required" from "${name}"`, at);
    }
    if (syntax === "editions" && (label === "required" || label === "optional")) {
      this.report(`editions have no label "${label}"; set features.field_presence for "${name}"`, at);
    }
    if (syntax !== "proto2" && group) {
      this.report(`only proto2 has groups; declare message ${group.name} and a field of it`, at);
    }
    this.options("field", options);
    const value = syntax === "proto3" ? options.find((option) => option.name === "default") : undefined;
    if (value) this.report(`proto3 has no declared defaults; remove the one of "${name}"`, value.at);
  }

  /** A descriptor was made by a compiler, which has looked at the options. */
  options(of: Optioned, options: readonly OptionNode[]): void {
    if (options.length > 0 && !this.node.isDescribed) this.add(optionProblems(of, options, this.node));
  }

  map({ name, at, label, oneof, mapKey }: FieldNode, names: Set<string>): void {
    if (!mapKeys.has(mapKey)) {
      this.report(`"${mapKey}" cannot be the key of map "${name}"; use an integer type, bool or string`, at);
    }
    if (label !== "") this.report(`map "${name}" has no label; remove "${label}"`, at);
    if (oneof >= 0) this.report(`map "${name}" cannot be in a oneof; move it out`, at);
    this.name(mapEntryName(name), at, names);
  }

  fieldNumbers(node: MessageNode): void {
    for (const { one, other } of sameNumbers(node.fields)) {
      this.report(usedTwice("field number", one, other), other.numberAt);
    }
    const reserved = this.ranges(node.reserved, []);
    const extensions = this.ranges(node.extensions, reserved);
    const isMessageSet = isSet(node.options, "message_set_wire_format");
    for (const { name, number, numberAt } of node.fields) {
      if (number > maxFieldNumber) this.report(tooHigh(number), numberAt);
      else if (isKept(number)) this.keptNumber({ name, number, numberAt });
      if (isIn(reserved, number)) this.report(reservedUse("field number", number), numberAt);
      if (isIn(extensions, number)) {
        this.report(`field number ${number} is for extensions; give "${name}" another one`, numberAt);
      }
    }
    for (const { end, at } of node.extensions) {
      if (end > maxFieldNumber && !isMessageSet) this.report(tooHigh(end), at);
    }
    const [range] = node.extensions;
    if (range && this.node.syntax === "proto3")
      this.report("proto3 has no extension ranges; remove it", range.at);
  }

  keptNumber({ name, number, numberAt }: Pick<FieldNode, "name" | "number" | "numberAt">): void {
    const kept = `${rangeText(keptByProtobuf)} are kept for protobuf itself`;
    this.report(`field number ${number} cannot be used: ${kept}; give "${name}" another one`, numberAt);
  }

  emptyOneofs({ oneofs, fields }: MessageNode): void {
    if (oneofs.length === 0) return;
    const filled = new Set(fields.map((field) => field.oneof));
    oneofs.forEach(({ name, at }, index) => {
      if (!filled.has(index)) this.report(`oneof "${name}" has no field; add one or remove it`, at);
    });
  }

  /** Declarations of extensions; source: https://protobuf.dev/programming-guides/extension_declarations/ */
  extensionRanges({ extensions }: MessageNode): void {
    const statements = new Set<unknown>();
    for (const { options, statement, start, end, at } of extensions) {
      const declarations = options.filter(({ name }) => name === "declaration");
      const isSecond = statements.has(statement);
      statements.add(statement);
      if (isSecond) {
        if (declarations.length > 0) this.fault("a statement with declarations has one range; write two", at);
        continue;
      }
      this.options("extension range", options);
      const verified = options.find(({ name }) => name === "verification");
      const isDemanded = verified?.value.kind === "name" && verified.value.text === "DECLARATION";
      if (isDemanded && declarations.length === 0) {
        this.fault("this range wants declarations and has none; add one for each extension", verified.at);
      }
      if (verified && !isDemanded && declarations.length > 0) {
        this.fault("this range has declarations that nobody verifies; remove UNVERIFIED", verified.at);
      }
      for (const option of declarations) this.declaration(option, { start, end });
    }
  }

  declaration(option: OptionNode, range: NumberRange): void {
    const { at } = option;
    for (const { number, fullName, typeName, isReserved } of declarationsIn([option])) {
      if (!isIn([range], number)) this.fault(`${number} is not in the range ${rangeText(range)}`, at);
      if (!isReserved && (fullName === "" || typeName === "")) {
        this.fault(`the declaration of ${number} needs full_name and type, or reserved: true`, at);
      }
      if (fullName !== "" && !fullName.startsWith(".")) {
        this.fault(`the full name "${fullName}" begins with a dot; write ".${fullName}"`, at);
      }
    }
  }

  messageSet(node: MessageNode): void {
    const option = node.options.find(({ name }) => name === "message_set_wire_format");
    if (!option || !isSet(node.options, "message_set_wire_format")) return;
    const [field] = node.fields;
    if (field) this.fault(`a message set has no fields of its own; remove "${field.name}"`, field.at);
    if (node.extensions.length === 0) this.fault("a message set needs an extension range", option.at);
    if (this.node.syntax === "proto3") this.fault("proto3 has no message sets; remove the option", option.at);
  }

  enum(node: EnumNode, outerNames: Set<string>, outer: Features): void {
    this.name(node.name, node.at, outerNames);
    for (const { name, at, options } of node.values) {
      this.name(name, at, outerNames);
      this.options("enum value", options);
    }
    this.options("enum", node.options);
    this.valueNumbers(node);
    this.reservedNames(node, node.values);
    const [first] = node.values;
    const features = withOptions(outer, node.options);
    if (features.jsonFormat === "ALLOW") this.add(valueConflicts(node));
    const closed = features.enumType === "CLOSED";
    if (!first) this.report(`enum ${node.name} has no value; add one for zero`, node.at);
    else if (first.number !== 0 && !closed) {
      this.report(
        `the first value of enum ${node.name} must be zero; add one before "${first.name}"`,
        first.at,
      );
    }
  }

  valueNumbers(node: EnumNode): void {
    const twice = sameNumbers(node.values);
    const alias = node.options.find(({ name }) => name === "allow_alias");
    const isAllowed = isSet(node.options, "allow_alias");
    if (alias && isAllowed && twice.length === 0) {
      this.fault(`enum ${node.name} has no two values with one number; remove allow_alias`, alias.at);
    }
    for (const { one, other } of isAllowed ? [] : twice) {
      this.report(`${usedTwice("number", one, other)}, or set allow_alias`, other.at);
    }
    const reserved = this.ranges(node.reserved, []);
    for (const { number, at } of node.values) {
      if (isIn(reserved, number)) this.report(reservedUse("enum value", number), at);
    }
  }

  /** The ranges in order; those that overlap, or that lie in one of `others`, are reported. */
  ranges(ranges: readonly RangeNode[], others: readonly RangeNode[]): RangeNode[] {
    if (ranges.length === 0) return [];
    const sorted = [...ranges].sort((one, other) => one.start - other.start);
    let end = Number.NEGATIVE_INFINITY;
    for (const range of sorted) {
      if (range.start <= end || overlaps(others, range)) {
        this.report(`${rangeText(range)} overlaps with another range; list every number once`, range.at);
      }
      end = Math.max(end, range.end);
    }
    return sorted;
  }

  reservedNames(
    owner: { reservedNames: { name: string; at: number }[] },
    members: readonly { name: string; at: number }[],
  ): void {
    if (owner.reservedNames.length === 0) return;
    const reserved = new Set<string>();
    for (const { name, at } of owner.reservedNames) {
      if (reserved.has(name)) this.report(`"${name}" is reserved twice; remove one`, at);
      reserved.add(name);
    }
    for (const { name, at } of members) {
      if (reserved.has(name)) this.report(`the name "${name}" is reserved; choose another one`, at);
    }
  }

  /** Everything that is declared in one scope has a name of its own, whatever kind it is of. */
  name(name: string, at: number, names: Set<string>): void {
    const before = names.size;
    names.add(name);
    if (names.size === before) this.report(`"${name}" is declared twice here; rename one of them`, at);
  }

  report(message: string, at: number): void {
    if (this.problems.length < maxProblems) this.problems.push({ message, at });
  }

  /** What compilers refuse although it can be read: an older state may have it. */
  fault(message: string, at: number): void {
    this.add([{ message, at, isReadable: true }]);
  }

  /** Of a described file a compiler has already accepted what only compilers refuse. */
  add(problems: readonly Problem[]): void {
    if (this.node.isDescribed) return;
    for (const problem of problems) if (this.problems.length < maxProblems) this.problems.push(problem);
  }
}

interface Numbered {
  name: string;
  number: number;
}

/** Pairs of members with the same number. Most are in ascending order, which leaves nothing to look for. */
function sameNumbers<T extends Numbered>(members: readonly T[]): { one: T; other: T }[] {
  if (members.every(({ number }, at) => at === 0 || number > (members[at - 1] as T).number)) return [];
  const first = new Map<number, T>();
  const pairs: { one: T; other: T }[] = [];
  for (const other of members) {
    const one = first.get(other.number);
    if (one) pairs.push({ one, other });
    else first.set(other.number, other);
  }
  return pairs;
}

function usedTwice(what: string, one: Numbered, other: Numbered): string {
  const names = `"${one.name}" and "${other.name}"`;
  return `${what} ${one.number} is used twice, by ${names}; give one of them another number`;
}

/** In the words of buf: an example prints them, in a terminal and in the page. */
function reservedUse(what: string, number: number): string {
  return `use of reserved ${what} \`${number}\``;
}

function tooHigh(number: number): string {
  return `field number ${number} is out of range; use 1 to ${maxFieldNumber}`;
}

function isKept(number: number): boolean {
  return keptByProtobuf.start <= number && number <= keptByProtobuf.end;
}

/** Whether one of the sorted ranges contains the number. */
function isIn(sorted: readonly NumberRange[], number: number): boolean {
  return sorted.length > 0 && overlaps(sorted, { start: number, end: number });
}

/** Whether one of the ranges, sorted and apart from each other, has a number in common with `range`. */
function overlaps(sorted: readonly NumberRange[], range: NumberRange): boolean {
  const first = sorted[firstReaching(sorted, range.start)];
  return first !== undefined && first.start <= range.end;
}

function isSet(options: readonly OptionNode[], name: string): boolean {
  return options.some(
    (option) => option.name === name && option.value.kind === "name" && option.value.text === "true",
  );
}
