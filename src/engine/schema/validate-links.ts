import type { EnumNode, ExtendNode, FieldNode, MessageNode, OptionValue, Problem } from "./ast.js";
import { defaultValue } from "./default-value.js";
import { extensionRangesOf } from "./extension-ranges.js";
import { type Features, featuresOfFile, settings, withOptions } from "./features.js";
import type { LinkedFile } from "./link.js";
import { type Declared, innerScope, join, type Names, type ParsedFile, type Scope } from "./names.js";
import { type ExtensionRange, isScalarName, type ScalarName } from "./schema.js";
import { wellKnownMessage } from "./well-known-schema.js";

/** A problem, and the index of the file that it is in. */
export interface FileProblem extends Problem {
  file: number;
}

/**
 * What compilers refuse although every file by itself is right: extensions that share a number or lie outside of the
 * ranges, and options that do not fit the type of their field. All of it can be read. What a type is that is not at hand
 * nobody knows: of such a field nothing is said. `linked` is what the files declare, as it is in the schema.
 */
export function validateLinks(
  parsed: readonly ParsedFile[],
  names: Names,
  linked: readonly LinkedFile[],
): FileProblem[] {
  const extensions = new ExtensionNumbers(parsed);
  return parsed.flatMap(({ file }, index) => {
    if (file.isDescribed) return [];
    const declared = linked[index] as LinkedFile;
    const known = problemsOf.get(declared);
    if (known) return known.map((problem) => ({ ...problem, file: index }));
    const validator = new LinkValidator(parsed, names, index, extensions);
    validator.declarations(file, names.scopeOf(file.package), featuresOfFile(file));
    // Whether two extensions share a number depends on all files.
    if (declared.extensions.length === 0) problemsOf.set(declared, validator.problems);
    return validator.problems;
  });
}

/** What is wrong with a file as long as the names that it uses mean the same, whichever states it is in. */
const problemsOf = new WeakMap<LinkedFile, readonly FileProblem[]>();

/** Which extension has which number of a message, and where the first one stands. */
class ExtensionNumbers {
  readonly #holders = new Map<string, { fullName: string; file: number }>();

  constructor(readonly parsed: readonly ParsedFile[]) {}

  /** The other extension that has the number; null where there is none. Copies of one are the same. */
  take(extendee: string, number: number, fullName: string, file: number): string | null {
    const key = `${number} ${extendee}`;
    const holder = this.#holders.get(key);
    if (!holder) this.#holders.set(key, { fullName, file });
    if (!holder || holder.fullName === fullName) return null;
    const where = holder.file === file ? "" : ` in ${this.parsed[holder.file]?.path}`;
    return `"${holder.fullName}"${where}`;
  }
}

class LinkValidator {
  readonly problems: FileProblem[] = [];

  constructor(
    readonly parsed: readonly ParsedFile[],
    readonly names: Names,
    readonly file: number,
    readonly extensions: ExtensionNumbers,
  ) {}

  get syntax() {
    return this.parsed[this.file]?.file.syntax;
  }

  declarations(
    { messages, extends: blocks }: Pick<MessageNode, "messages" | "extends">,
    scope: Scope,
    features: Features,
  ): void {
    for (const block of blocks) this.extend(block, scope, features);
    for (const node of messages) {
      const inner = innerScope(scope, node.name);
      const innerFeatures = withOptions(features, node.options);
      for (const field of node.fields) this.field(field, inner, innerFeatures, false);
      this.declarations(node, inner, innerFeatures);
    }
  }

  extend(block: ExtendNode, scope: Scope, features: Features): void {
    const extendee = this.names.resolve(block.extendee, scope, this.file);
    if (extendee?.kind === "enum")
      this.report(`"${block.extendee}" is an enum; only messages have extensions`, block.at);
    if (extendee && this.syntax === "proto3" && !isOptions(extendee.fullName)) {
      this.report("proto3 extends nothing but the options of google.protobuf; remove this block", block.at);
    }
    for (const field of block.fields) {
      this.field(field, scope, features, true);
      if (extendee?.kind === "message") this.extension(field, extendee, scope);
    }
  }

  extension(field: FieldNode, extendee: Declared, scope: Scope): void {
    const { number, numberAt } = field;
    const fullName = join(scope.fullName, field.name);
    const other = this.extensions.take(extendee.fullName, number, fullName, this.file);
    if (other !== null) {
      this.report(
        `"${fullName}" has number ${number} of ${extendee.fullName}, which ${other} has as well; give one of them another number`,
        numberAt,
      );
    }
    const range = rangesOf(extendee).find(({ start, end }) => start <= number && number <= end);
    if (range) this.declared(field, fullName, range, scope);
    else {
      this.report(
        `${number} is in no extension range of ${extendee.fullName}; give "${field.name}" another number`,
        numberAt,
      );
    }
  }

  /** What the range says of the number. A declaration of another number does not matter. */
  declared(field: FieldNode, fullName: string, { declarations }: ExtensionRange, scope: Scope): void {
    const { name, number, numberAt, label } = field;
    const declaration = declarations.find((each) => each.number === number);
    if (!declaration) return;
    if (declaration.isReserved) {
      this.report(`extension number ${number} is reserved; give "${name}" another one`, numberAt);
    } else if (declaration.fullName !== `.${fullName}`) {
      this.report(`extension number ${number} is declared for "${declaration.fullName.slice(1)}"`, numberAt);
    } else if (declaration.typeName !== this.typeText(field, scope)) {
      this.report(`extension "${name}" is declared as ${declaration.typeName}`, field.typeAt);
    } else if (declaration.isRepeated !== (label === "repeated")) {
      this.report(
        `extension "${name}" is declared as ${declaration.isRepeated ? "repeated" : "not repeated"}`,
        field.typeAt,
      );
    }
  }

  typeText({ type }: FieldNode, scope: Scope): string {
    if (isScalarName(type)) return type;
    const declared = this.names.resolve(type, scope, this.file);
    return declared ? `.${declared.fullName}` : type;
  }

  field(node: FieldNode, scope: Scope, outer: Features, isExtension: boolean): void {
    const isNamed = !isScalarName(node.type);
    if (!isNamed && node.options.length === 0) return;
    const type = isNamed ? this.names.resolve(node.type, scope, this.file) : null;
    if (isNamed && !type) return;
    const features = withOptions(outer, node.options);
    if (type?.kind === "enum" && type.closed) this.closedEnum(node, features, isExtension);
    if (node.options.length === 0) return;
    this.fieldOptions(node, type);
    this.fieldFeatures(node, type, isExtension);
  }

  /** A reader with implicit presence could not tell an unknown value from none. */
  closedEnum(node: FieldNode, { fieldPresence }: Features, isExtension: boolean): void {
    const { name, label, oneof, mapKey, typeAt } = node;
    const isSingular = label !== "repeated" && mapKey === "" && oneof < 0;
    const isImplicit = fieldPresence === "IMPLICIT" && (label === "" || mapKey !== "") && !isExtension;
    if (this.syntax === "proto3" || (isImplicit && (isSingular || mapKey !== ""))) {
      this.report(
        `"${name}" has implicit presence, and ${node.type} is a closed enum; open it, or use another type`,
        typeAt,
      );
    }
  }

  /** `type` is null for a scalar. */
  fieldOptions(node: FieldNode, type: Declared | null): void {
    const scalar = type === null && node.mapKey === "" ? node.type : "";
    const isMessage = type?.kind === "message" || node.mapKey !== "";
    for (const { name, value, at } of node.options) {
      const isTrue = value.kind === "name" && value.text === "true";
      if (name === "packed" && isTrue && (node.label !== "repeated" || isMessage || isText(scalar))) {
        this.report(`"${node.name}" cannot be packed; only lists of numbers and enums can`, at);
      }
      if (
        name === "jstype" &&
        !/64$/.test(scalar) &&
        !(value.kind === "name" && value.text === "JS_NORMAL")
      ) {
        this.report(`jstype is for integers of 64 bits; "${node.name}" is none`, at);
      }
      if ((name === "lazy" || name === "unverified_lazy") && isTrue && !isMessage) {
        this.report(`${name} is for messages; "${node.name}" is none`, at);
      }
      if (name === "default") this.defaultOf(node, type, value, at);
    }
  }

  defaultOf(node: FieldNode, type: Declared | null, value: OptionValue, at: number): void {
    const { name, label, mapKey } = node;
    if (label === "repeated" || mapKey !== "") {
      this.report(`"${name}" has many values and so no default; remove it`, at);
    } else if (type?.kind === "message") {
      this.report(`"${name}" is a message and so has no default; remove it`, at);
    } else if (type === null) {
      const isValue = defaultValue(node.type as ScalarName, value) !== null;
      if (!isValue) this.report(`the default of "${name}" is no value of ${node.type}`, at);
    } else if (type.node && !isValueOf(type.node as EnumNode, value)) {
      this.report(`the default of "${name}" is no value of ${node.type}`, at);
    }
  }

  /** Features that only some fields can have. */
  fieldFeatures(node: FieldNode, type: Declared | null, isExtension: boolean): void {
    if (this.syntax !== "editions") return;
    const isMap = node.mapKey !== "";
    const isList = node.label === "repeated";
    const isString = type === null && node.type === "string";
    for (const option of node.options) {
      for (const [feature, value] of settings(option)) {
        const chosen = value.kind === "name" ? value.text : "";
        const isWrong =
          (feature === "field_presence" &&
            (isMap ||
              isList ||
              isExtension ||
              node.oneof >= 0 ||
              (type?.kind === "message" && chosen === "IMPLICIT"))) ||
          (feature === "repeated_field_encoding" &&
            (!isList || (chosen === "PACKED" && (type?.kind === "message" || isText(node.type))))) ||
          (feature === "message_encoding" && (isMap || type?.kind !== "message")) ||
          (feature === "utf8_validation" && !isString && node.mapKey !== "string");
        if (isWrong) this.report(`features.${feature} does not fit "${node.name}"; remove it`, option.at);
      }
    }
  }

  report(message: string, at: number): void {
    this.problems.push({ file: this.file, message, at, isReadable: true });
  }
}

function rangesOf({ node, fullName }: Declared): ExtensionRange[] {
  if (node && "extensions" in node) return extensionRangesOf(node);
  return wellKnownMessage(fullName)?.extensionRanges ?? [];
}

function isOptions(fullName: string): boolean {
  return /^google\.protobuf\.\w+Options$/.test(fullName);
}

function isText(type: string): boolean {
  return type === "string" || type === "bytes";
}

function isValueOf({ values }: EnumNode, value: OptionValue): boolean {
  return value.kind === "name" && values.some(({ name }) => name === value.text);
}
