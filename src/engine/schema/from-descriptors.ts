import { isFieldSet } from "@bufbuild/protobuf";
import {
  type DescriptorProto,
  type DescriptorProto_ExtensionRange,
  Edition,
  type EnumDescriptorProto,
  EnumOptionsSchema,
  EnumValueOptionsSchema,
  ExtensionRangeOptionsSchema,
  type FieldDescriptorProto,
  FieldDescriptorProtoSchema,
  FieldOptionsSchema,
  type FileDescriptorProto,
  FileOptionsSchema,
  FieldDescriptorProto_Label as Label,
  MessageOptionsSchema,
  MethodOptionsSchema,
  OneofOptionsSchema,
  type ServiceDescriptorProto,
  ServiceOptionsSchema,
  SymbolVisibility,
  FieldDescriptorProto_Type as Type,
} from "@bufbuild/protobuf/wkt";
import type {
  Block,
  EnumNode,
  ExtendNode,
  ExtensionRangeNode,
  FieldNode,
  FileNode,
  ImportNode,
  MessageNode,
  NameNode,
  Numbered,
  OneofNode,
  OptionNode,
  OptionValue,
  RangeNode,
  ServiceNode,
  Statement,
  Visibility,
} from "./ast.js";
import { describedOptions, optionAt } from "./described-options.js";
import { DescribedPlaces } from "./described-places.js";
import { jsonNameOf } from "./json-name.js";
import { joinStrings, unescapeString } from "./literals.js";
import { join } from "./names.js";
import { maxMessageSetNumber, maxName } from "./parse.js";
import type { DescribedSource } from "./parse-source.js";
import { isScalarName } from "./schema.js";

/** Why a descriptor is none that a compiler would make. */
export class DescriptorProblem extends Error {}

/** Field numbers and indexes that lead from a file's descriptor to a part of it, as source info has them. */
type Path = readonly number[];

/**
 * What a descriptor says, as a file that was parsed: with it one linker and one set of rules serve both. The text only holds
 * the places, see `DescribedPlaces`. Throws a `DescriptorProblem` for what no `.proto` file could say.
 */
export function sourceOfDescriptor(descriptor: FileDescriptorProto): DescribedSource {
  const places = new DescribedPlaces(descriptor.sourceCodeInfo);
  const file = new FileReader(descriptor, places).file();
  return { path: descriptor.name, text: places.text, file };
}

/** What a field finds around itself. */
interface Surroundings {
  /** Full name of the message that it is declared in, or of the package. */
  scope: string;
  /** Messages that are declared beside it, by name; that of a group is one. */
  messages: ReadonlyMap<string, MessageNode>;
  /** Entries of maps, which no file writes, by name. */
  entries: ReadonlyMap<string, DescriptorProto>;
  /** The oneofs that a file writes, by their index in the descriptor. */
  oneofs: readonly number[];
}

class FileReader {
  readonly #syntax: FileNode["syntax"];

  constructor(
    readonly descriptor: FileDescriptorProto,
    readonly places: DescribedPlaces,
  ) {
    this.#syntax = syntaxOf(descriptor);
  }

  file(): FileNode {
    const { descriptor, places } = this;
    const scope = descriptor.package;
    if (scope !== "") checkTypeName(scope);
    const messages = descriptor.messageType.map((type, index) => this.message(type, scope, [4, index]));
    const surroundings = { scope, messages: byName(messages), entries: new Map(), oneofs: [] };
    return {
      syntax: this.#syntax,
      edition: this.#syntax === "editions" ? editionOf(descriptor) : "",
      package: scope,
      ...packageBounds(places.packageAt(scope), scope),
      imports: this.imports(),
      options: describedOptions(FileOptionsSchema, descriptor.options, places.at([8])),
      messages,
      enums: descriptor.enumType.map((type, index) => this.enum(type, scope, [5, index])),
      extends: this.extensions(descriptor.extension, [7], surroundings),
      services: descriptor.service.map((service, index) => this.service(service, scope, [6, index])),
      isDescribed: true,
      remarks: places.remarks,
    };
  }

  imports(): ImportNode[] {
    const { dependency, publicDependency, weakDependency, optionDependency } = this.descriptor;
    const isPublic = new Set(publicDependency);
    const isWeak = new Set(weakDependency);
    const kindOf = (index: number) => (isPublic.has(index) ? "public" : isWeak.has(index) ? "weak" : "");
    return [
      ...dependency.map((path, at) => ({ path, kind: kindOf(at), at: this.places.at([3, at]) }) as const),
      ...optionDependency.map(
        (path, at) => ({ path, kind: "option", at: this.places.at([15, at]) }) as const,
      ),
    ];
  }

  message(descriptor: DescriptorProto, outer: string, path: Path): MessageNode {
    const scope = fullNameOf(outer, descriptor.name);
    const at = this.places.nameAt(path);
    const messages = indexed(descriptor.nestedType)
      .filter(([nested]) => !nested.options?.mapEntry)
      .map(([nested, index]) => this.message(nested, scope, [...path, 3, index]));
    const entries = byName(descriptor.nestedType.filter((nested) => nested.options?.mapEntry));
    const oneofs = writtenOneofs(descriptor);
    const surroundings = { scope, messages: byName(messages), entries, oneofs };
    return {
      name: descriptor.name,
      at,
      ...blockAt(at),
      fields: descriptor.field.map((field, index) => this.field(field, [...path, 2, index], surroundings)),
      oneofs: oneofs.map((index) => this.oneof(descriptor, index, path)),
      messages,
      enums: descriptor.enumType.map((type, index) => this.enum(type, scope, [...path, 4, index])),
      extends: this.extensions(descriptor.extension, [...path, 6], surroundings),
      reserved: descriptor.reservedRange.map(({ start, end }, index) =>
        rangeOf(start, end - 1, this.places.at([...path, 9, index])),
      ),
      reservedNames: this.reservedNames(descriptor.reservedName, [...path, 10]),
      extensions: descriptor.extensionRange.map((range, index) =>
        this.extensionRange(range, [...path, 5, index]),
      ),
      options: describedOptions(MessageOptionsSchema, descriptor.options, at),
      visibility: visibilities[descriptor.visibility],
    };
  }

  oneof({ oneofDecl }: DescriptorProto, index: number, owner: Path): OneofNode {
    const { name = "", options } = oneofDecl[index] ?? {};
    checkName(name);
    const at = this.places.nameAt([...owner, 8, index]);
    return { name, options: describedOptions(OneofOptionsSchema, options, at), at, ...blockAt(at) };
  }

  extensionRange({ start, end, options }: DescriptorProto_ExtensionRange, path: Path): ExtensionRangeNode {
    const at = this.places.at(path);
    return {
      ...rangeOf(start, end - 1, at),
      options: describedOptions(ExtensionRangeOptionsSchema, options, at),
    };
  }

  reservedNames(names: readonly string[], path: Path): NameNode[] {
    return names.map((name, index) => {
      checkName(name);
      const at = this.places.at([...path, index]);
      return { name, at, nameEnd: at, statement: statementAt(at) };
    });
  }

  /** Which fields stand in one block, a descriptor does not say. */
  extensions(fields: readonly FieldDescriptorProto[], path: Path, surroundings: Surroundings): ExtendNode[] {
    return fields.map((field, index) => {
      checkTypeName(field.extendee);
      const at = this.places.at([...path, index, 2]);
      return {
        extendee: field.extendee,
        fields: [this.field(field, [...path, index], { ...surroundings, oneofs: [] })],
        at,
        ...blockAt(at),
      };
    });
  }

  field(descriptor: FieldDescriptorProto, path: Path, surroundings: Surroundings): FieldNode {
    const { name, number } = descriptor;
    checkName(name);
    if (number < 1 || number > maxMessageSetNumber)
      throw new DescriptorProblem(`field "${name}" has no number`);
    const entry = entryOf(descriptor, surroundings);
    const [key, value] = entry?.field ?? [];
    const oneof = entry ? -1 : oneofOf(descriptor, surroundings);
    const at = this.places.nameAt(path);
    return {
      name,
      number,
      label: entry || oneof >= 0 ? "" : this.label(descriptor),
      type: typeOf(value ?? descriptor),
      mapKey: key ? typeOf(key) : "",
      oneof,
      group: groupOf(descriptor, surroundings),
      options: fieldOptions(descriptor, at),
      at,
      typeAt: at,
      typeEnd: at,
      ...numberedAt(at, this.places.at([...path, 3])),
    };
  }

  label({ label, proto3Optional }: FieldDescriptorProto): FieldNode["label"] {
    if (label === Label.REPEATED) return "repeated";
    if (this.#syntax === "proto2") return label === Label.REQUIRED ? "required" : "optional";
    return proto3Optional ? "optional" : "";
  }

  enum(descriptor: EnumDescriptorProto, outer: string, path: Path): EnumNode {
    fullNameOf(outer, descriptor.name);
    const at = this.places.nameAt(path);
    return {
      name: descriptor.name,
      at,
      ...blockAt(at),
      values: descriptor.value.map(({ name, number, options }, index) => {
        checkName(name);
        const valueAt = this.places.nameAt([...path, 2, index]);
        return {
          name,
          number,
          options: describedOptions(EnumValueOptionsSchema, options, valueAt),
          at: valueAt,
          ...numberedAt(valueAt, this.places.at([...path, 2, index, 2])),
        };
      }),
      reserved: descriptor.reservedRange.map(({ start, end }, index) =>
        rangeOf(start, end, this.places.at([...path, 4, index])),
      ),
      reservedNames: this.reservedNames(descriptor.reservedName, [...path, 5]),
      options: describedOptions(EnumOptionsSchema, descriptor.options, at),
      visibility: visibilities[descriptor.visibility],
    };
  }

  service(descriptor: ServiceDescriptorProto, outer: string, path: Path): ServiceNode {
    fullNameOf(outer, descriptor.name);
    const at = this.places.nameAt(path);
    return {
      name: descriptor.name,
      methods: descriptor.method.map((method, index) => {
        const { name, inputType, outputType, clientStreaming, serverStreaming } = method;
        checkName(name);
        checkTypeName(inputType);
        checkTypeName(outputType);
        const methodAt = this.places.nameAt([...path, 2, index]);
        return {
          name,
          input: inputType,
          output: outputType,
          clientStreaming,
          serverStreaming,
          options: describedOptions(MethodOptionsSchema, method.options, methodAt),
          at: methodAt,
          signatureEnd: methodAt,
          ...blockAt(methodAt),
        };
      }),
      options: describedOptions(ServiceOptionsSchema, descriptor.options, at),
      at,
      ...blockAt(at),
    };
  }
}

function syntaxOf({ syntax }: FileDescriptorProto): FileNode["syntax"] {
  if (syntax === "" || syntax === "proto2") return "proto2";
  if (syntax === "proto3" || syntax === "editions") return syntax;
  throw new DescriptorProblem(`its syntax "${syntax}" is not known`);
}

function editionOf({ edition }: FileDescriptorProto): string {
  if (edition === Edition.EDITION_2023) return "2023";
  if (edition === Edition.EDITION_2024) return "2024";
  throw new DescriptorProblem(`its edition (${edition}) is not known`);
}

const visibilities: Record<SymbolVisibility, Visibility> = {
  [SymbolVisibility.VISIBILITY_UNSET]: "",
  [SymbolVisibility.VISIBILITY_EXPORT]: "export",
  [SymbolVisibility.VISIBILITY_LOCAL]: "local",
};

/** Indexes of the oneofs that a file writes: `optional` of proto3 has one of its own, which compilers add. */
function writtenOneofs({ field, oneofDecl }: DescriptorProto): number[] {
  const added = new Set(field.filter((one) => one.proto3Optional).map((one) => one.oneofIndex));
  return [...oneofDecl.keys()].filter((index) => !added.has(index));
}

function oneofOf(field: FieldDescriptorProto, { oneofs }: Surroundings): number {
  const isMember = isFieldSet(field, FieldDescriptorProtoSchema.field.oneofIndex) && !field.proto3Optional;
  return isMember ? oneofs.indexOf(field.oneofIndex) : -1;
}

/** The message that the entries of a map are, null for every other field. */
function entryOf({ typeName }: FieldDescriptorProto, { scope, entries }: Surroundings) {
  const name = lastPart(typeName);
  return `.${scope}.${name}`.endsWith(typeName) ? (entries.get(name) ?? null) : null;
}

function groupOf({ type, typeName }: FieldDescriptorProto, { messages }: Surroundings): MessageNode | null {
  return type === Type.GROUP ? (messages.get(lastPart(typeName)) ?? null) : null;
}

function typeOf(field: FieldDescriptorProto): string {
  const { name, type, typeName } = field;
  if (typeName !== "") {
    checkTypeName(typeName);
    return typeName;
  }
  const isSet = isFieldSet(field, FieldDescriptorProtoSchema.field.type);
  const scalar = isSet ? (Type[type]?.toLowerCase() ?? "") : "";
  if (isScalarName(scalar)) return scalar;
  throw new DescriptorProblem(`field "${name}" has no type`);
}

/** With the two that have a place of their own in a descriptor. A JSON name is one where a file must have declared it. */
function fieldOptions(field: FieldDescriptorProto, at: number): OptionNode[] {
  const options = describedOptions(FieldOptionsSchema, field.options, at);
  const { defaultValue, jsonName } = FieldDescriptorProtoSchema.field;
  if (isFieldSet(field, defaultValue)) options.push(optionAt("default", defaultOf(field), at));
  if (isFieldSet(field, jsonName) && field.jsonName !== jsonNameOf(field.name)) {
    options.push(optionAt("json_name", { kind: "string", text: field.jsonName }, at));
  }
  return options;
}

function defaultOf({ type, defaultValue }: FieldDescriptorProto): OptionValue {
  if (type === Type.STRING) return { kind: "string", text: defaultValue };
  if (type === Type.BYTES) {
    return { kind: "string", text: joinStrings([unescapeString(`"${defaultValue}"`).text]) };
  }
  return { kind: /^-?\.?\d/.test(defaultValue) ? "number" : "name", text: defaultValue };
}

// A descriptor has no statements: what bounds one is where its element is.

function packageBounds(at: number, name: string) {
  const end = at + name.length;
  return { packageAt: at, packageEnd: end, packageFrom: at, packageTo: end };
}

function statementAt(at: number): Statement {
  return { from: at, to: at };
}

function blockAt(at: number): Block {
  return { from: at, to: at, bodyAt: at, bodyEnd: at };
}

function numberedAt(at: number, numberAt: number): Numbered {
  return { from: at, to: at, numberAt, numberEnd: numberAt, optionsAt: -1, optionsEnd: -1 };
}

/** Both ends included. */
function rangeOf(start: number, end: number, at: number): RangeNode {
  if (end < start) throw new DescriptorProblem("it has a range without any number");
  return { start, end, at, statement: statementAt(at) };
}

function fullNameOf(outer: string, name: string): string {
  checkName(name);
  const fullName = join(outer, name);
  checkTypeName(fullName);
  return fullName;
}

function checkName(name: string): void {
  if (!/^[A-Za-z_]\w*$/.test(name) || name.length > maxName) throw new DescriptorProblem(notName(name));
}

function checkTypeName(name: string): void {
  if (!/^\.?[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*$/.test(name) || name.length > maxName) {
    throw new DescriptorProblem(notName(name));
  }
}

function notName(name: string): string {
  return `it has ${JSON.stringify(name.slice(0, 40))} where a name belongs`;
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf(".") + 1);
}

function byName<T extends { name: string }>(list: readonly T[]): Map<string, T> {
  return new Map(list.map((one) => [one.name, one]));
}

function indexed<T>(list: readonly T[]): [item: T, index: number][] {
  return list.map((item, index) => [item, index]);
}
