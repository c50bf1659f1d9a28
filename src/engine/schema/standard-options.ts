import type { DescField, DescMessage } from "@bufbuild/protobuf";
import { ScalarType } from "@bufbuild/protobuf";
import {
  Edition,
  EnumOptionsSchema,
  EnumValueOptionsSchema,
  ExtensionRangeOptionsSchema,
  FieldOptionsSchema,
  FileOptionsSchema,
  MessageOptionsSchema,
  MethodOptionsSchema,
  OneofOptionsSchema,
  ServiceOptionsSchema,
  FieldOptions_OptionTargetType as Target,
} from "@bufbuild/protobuf/wkt";
import type { FileNode, OptionNode, OptionValue, Problem } from "./ast.js";
import { bigIntValue, floatValue } from "./default-value.js";

/** What an option is of: the message that descriptors keep it in, and its name among the targets of options. */
const elements = {
  file: { schema: FileOptionsSchema, target: Target.TARGET_TYPE_FILE },
  message: { schema: MessageOptionsSchema, target: Target.TARGET_TYPE_MESSAGE },
  field: { schema: FieldOptionsSchema, target: Target.TARGET_TYPE_FIELD },
  oneof: { schema: OneofOptionsSchema, target: Target.TARGET_TYPE_ONEOF },
  "extension range": { schema: ExtensionRangeOptionsSchema, target: Target.TARGET_TYPE_EXTENSION_RANGE },
  enum: { schema: EnumOptionsSchema, target: Target.TARGET_TYPE_ENUM },
  "enum value": { schema: EnumValueOptionsSchema, target: Target.TARGET_TYPE_ENUM_ENTRY },
  service: { schema: ServiceOptionsSchema, target: Target.TARGET_TYPE_SERVICE },
  method: { schema: MethodOptionsSchema, target: Target.TARGET_TYPE_METHOD },
} as const;

/** What may have options. */
export type Optioned = keyof typeof elements;

/** Options that only fields have, and that stand in the field's own descriptor. */
const ownPlace = new Set(["default", "json_name"]);

/** Options that compilers set, and what is written instead. */
const setByCompilers = new Map([
  ["uninterpreted_option", "write the option itself"],
  ["map_entry", "write a field of type map<…>"],
]);

/** The first edition that has an option, and the first one that has it no more. */
interface Lifetime {
  from?: Edition;
  until?: Edition;
}

/**
 * Options that not every edition has; protobuf-es leaves out where `descriptor.proto` says so. Of `packed` and
 * `java_string_check_utf8`, whose place features took, only compilers know it.
 * Source: https://github.com/protocolbuffers/protobuf/blob/main/src/google/protobuf/descriptor.proto
 */
const lifetimes = new Map<string, Lifetime>([
  ["FileOptions.java_multiple_files", { until: Edition.EDITION_2024 }],
  ["FileOptions.java_string_check_utf8", { until: Edition.EDITION_2023 }],
  ["FieldOptions.ctype", { until: Edition.EDITION_2024 }],
  ["FieldOptions.packed", { until: Edition.EDITION_2023 }],
  ["FeatureSet.enforce_naming_style", { from: Edition.EDITION_2024 }],
  ["FeatureSet.default_symbol_visibility", { from: Edition.EDITION_2024 }],
]);

function lifetimeOf({ name, parent, message }: DescField): Lifetime {
  if (message?.typeName === "google.protobuf.FeatureSet") return { from: Edition.EDITION_2023 };
  return lifetimes.get(`${parent.name}.${name}`) ?? {};
}

/** What the file says that decides which options there are. */
type Dialect = Pick<FileNode, "syntax" | "edition">;

/**
 * What compilers refuse of the standard options of an element: those that do not exist, or not in this edition or for
 * this element, those that are set twice, and values of another type. What `descriptor.proto` says of options decides.
 * Custom options are not looked at.
 */
export function optionProblems(of: Optioned, options: readonly OptionNode[], dialect: Dialect): Problem[] {
  if (options.length === 0) return [];
  const checker = new OptionChecker(of, dialect);
  for (const option of options) checker.option(option);
  return checker.problems;
}

/** What of an options message is set already: a field of it, or parts of a message in it. */
interface Setting {
  parts: Map<string, Setting>;
}

class OptionChecker {
  readonly problems: Problem[] = [];
  readonly #all: Setting = { parts: new Map() };
  readonly #edition: Edition;
  #at = 0;

  constructor(
    readonly of: Optioned,
    readonly dialect: Dialect,
  ) {
    this.#edition = editionOf(dialect);
  }

  option({ name, value, at }: OptionNode): void {
    this.#at = at;
    if (this.of === "field" && ownPlace.has(name)) this.#ownPlace(name, value);
    else if (!name.startsWith("("))
      this.#path(elements[this.of].schema, name.split("."), value, this.#all, "");
  }

  /** The value of a default depends on the type of its field, which is checked elsewhere. */
  #ownPlace(name: string, value: OptionValue): void {
    if (this.#all.parts.has(name)) this.#twice(name);
    this.#all.parts.set(name, { parts: new Map() });
    if (name === "json_name" && value.kind !== "string") {
      this.#report(`option "json_name" must be a string in quotes`);
    }
  }

  #path(schema: DescMessage, path: string[], value: OptionValue, outer: Setting, before: string): void {
    const [name = "", ...rest] = path;
    const field = schema.fields.find((candidate) => candidate.name === name);
    const shown = `${before}${name}`;
    if (name.startsWith("(")) return;
    const instead = setByCompilers.get(name);
    if (!field || instead) {
      this.#report(
        instead
          ? `option "${shown}" is for compilers; ${instead}`
          : `option "${shown}" does not exist for ${article(this.of)}; the name of a custom one stands in parentheses`,
      );
      return;
    }
    if (!this.#isSupported(field, shown)) return;
    const known = outer.parts.get(name);
    if (rest.length > 0) {
      if (field.fieldKind !== "message") this.#report(`option "${shown}" has no parts`);
      else this.#path(field.message, rest, value, known ?? begun(outer, name), `${shown}.`);
      return;
    }
    if (field.fieldKind === "list" && value.kind === "list") {
      this.#report(`option "${shown}" takes one value at a time; repeat it for each`);
    } else this.#set(field, value, outer, shown);
  }

  /** One value of a field; a field that is no list takes only one. */
  #set(field: DescField, value: OptionValue, outer: Setting, shown: string): void {
    if (field.fieldKind !== "list" && outer.parts.has(field.name)) {
      this.#twice(shown);
      return;
    }
    if (!field.message) {
      begun(outer, field.name);
      if (!isValueOf(field, value)) this.#report(`option "${shown}" must be ${expected(field)}`);
      return;
    }
    if (value.kind !== "message") {
      this.#report(`option "${shown}" must be a message in braces`);
      return;
    }
    // Each item of a list is a message of its own.
    const inner = field.fieldKind === "list" ? { parts: new Map() } : begun(outer, field.name);
    for (const part of value.fields) this.#part(field.message, part, inner, shown);
  }

  #part(
    schema: DescMessage,
    { name, value }: { name: string; value: OptionValue },
    outer: Setting,
    before: string,
  ): void {
    if (name.startsWith("[")) return;
    const shown = `${before}.${name}`;
    const field = schema.fields.find((candidate) => candidate.name === name);
    if (!field) {
      this.#report(`option "${shown}" does not exist`);
      return;
    }
    if (!this.#isSupported(field, shown)) return;
    const values = field.fieldKind === "list" && value.kind === "list" ? value.items : [value];
    for (const one of values) this.#set(field, one, outer, shown);
  }

  /** Whether an option exists in this edition, and for this element. */
  #isSupported(field: DescField, shown: string): boolean {
    const { targets = [] } = field.proto.options ?? {};
    const { from = Edition.EDITION_PROTO2, until = Edition.EDITION_MAX } = lifetimeOf(field);
    if (this.#edition < from) {
      const isFeatures = field.name === "features";
      this.#report(
        isFeatures
          ? `features belong to editions, and this file is ${this.#here()}; remove them`
          : `option "${shown}" does not exist yet in ${this.#here()}`,
      );
      return false;
    }
    if (this.#edition >= until) {
      this.#report(`option "${shown}" does not exist any more in ${this.#here()}`);
    } else if (targets.length > 0 && !targets.includes(elements[this.of].target)) {
      this.#report(`option "${shown}" is not for ${article(this.of)}`);
    }
    return true;
  }

  #here(): string {
    return this.dialect.syntax === "editions" ? `edition ${this.dialect.edition}` : this.dialect.syntax;
  }

  #twice(shown: string): void {
    this.#report(`option "${shown}" is set twice; remove one`);
  }

  #report(message: string): void {
    this.problems.push({ message, at: this.#at, isReadable: true });
  }
}

function begun(outer: Setting, name: string): Setting {
  const setting = outer.parts.get(name) ?? { parts: new Map() };
  outer.parts.set(name, setting);
  return setting;
}

function editionOf({ syntax, edition }: Dialect): Edition {
  if (syntax !== "editions") return syntax === "proto2" ? Edition.EDITION_PROTO2 : Edition.EDITION_PROTO3;
  return edition === "2023" ? Edition.EDITION_2023 : Edition.EDITION_2024;
}

function article(of: Optioned): string {
  return `${/^[aeio]/.test(of) ? "an" : "a"} ${of}`;
}

function isValueOf(field: DescField, value: OptionValue): boolean {
  if (field.enum) {
    const { values } = field.enum;
    if (value.kind === "number") return values.some(({ number }) => number === Number(value.text));
    return (
      value.kind === "name" && values.some(({ name }) => name === value.text) && !isUnknown(field, value)
    );
  }
  switch (field.scalar) {
    case ScalarType.STRING:
    case ScalarType.BYTES:
      return value.kind === "string";
    case ScalarType.BOOL:
      return value.kind === "name" && /^(?:true|false)$/.test(value.text);
    case ScalarType.DOUBLE:
      return (value.kind === "number" || value.kind === "name") && floatValue(value.text) !== null;
    default:
      return value.kind === "number" && bigIntValue(value.text) !== null;
  }
}

/** A feature has to be decided: its value for "not known" is none to choose. */
function isUnknown({ enum: type, parent }: DescField, value: { text: string }): boolean {
  const isFeature = parent.typeName === "google.protobuf.FeatureSet";
  return isFeature && type?.values.find(({ name }) => name === value.text)?.number === 0;
}

function expected(field: DescField): string {
  if (field.enum) {
    const names = field.enum.values.filter((value) => !isUnknown(field, { text: value.name }));
    return `one of ${names.map(({ name }) => name).join(", ")}`;
  }
  if (field.scalar === ScalarType.BOOL) return "true or false";
  return field.scalar === ScalarType.STRING ? "a string in quotes" : "a number";
}
