import { create, type MessageInitShape } from "@bufbuild/protobuf";
import {
  Edition,
  EnumOptionsSchema,
  EnumValueOptionsSchema,
  ExtensionRangeOptionsSchema,
  FieldOptionsSchema,
  type FileDescriptorSet,
  FileDescriptorSetSchema,
  FileOptionsSchema,
  FieldDescriptorProto_Label as Label,
  MessageOptionsSchema,
  MethodOptionsSchema,
  OneofOptionsSchema,
  type ServiceDescriptorProtoSchema,
  ServiceOptionsSchema,
  SymbolVisibility,
  FieldDescriptorProto_Type as Type,
} from "@bufbuild/protobuf/wkt";
import { linesOf } from "../source/source.js";
import type {
  EnumNode,
  ExtendNode,
  FieldNode,
  MessageNode,
  OptionValue,
  RangeNode,
  ServiceNode,
  Visibility,
} from "./ast.js";
import { defaultValue } from "./default-value.js";
import { inDependencyOrder } from "./dependency-order.js";
import {
  type EnumInit,
  type FieldInit,
  type FileInit,
  type MessageInit,
  mapEntry,
  mapType,
  scalarType,
  type TypeInit,
} from "./descriptor-init.js";
import { extensionRangesOf } from "./extension-ranges.js";
import { jsonNameOf } from "./json-name.js";
import { type Declared, fullNameOfMissing, innerScope, Names, type ParsedFile, type Scope } from "./names.js";
import { standardOptions } from "./options.js";
import type { Reading } from "./read.js";
import { ReadError } from "./read-error.js";
import { isScalarName, type ScalarName } from "./schema.js";
import { SyntaxProblem } from "./syntax-problem.js";
import { wellKnownFileOf, wellKnownFiles } from "./well-known-files.js";

type ServiceInit = MessageInitShape<typeof ServiceDescriptorProtoSchema>;

/** What a compiler makes of a protocol. */
export interface Descriptors {
  /** Every file comes after those that it imports. */
  files: FileInit[];
  /** Paths of the files that the protocol consists of, in the order in which they were given. */
  own: string[];
}

/**
 * What a compiler makes of the files: their descriptors, without source info and without custom options. Files below
 * `google/protobuf` come from protobuf-es where the sources do not contain them, common files from the packages that publish them. A type that no file declares becomes an
 * empty message, an import that is not at hand is left out.
 * Throws a `ReadError` for files that cannot be read, import each other, or say what no compiler would accept.
 * Source: https://github.com/protocolbuffers/protobuf/blob/main/src/google/protobuf/descriptor.proto
 */
export function describeFiles({ parsed, common, problems }: Reading): Descriptors {
  if (problems.length > 0) throw new ReadError(problems);
  const all = [...parsed, ...common];
  const names = new Names(all);
  const missing = new MissingTypes();
  const files = new Map<string, DescribedFile>();
  all.forEach((source, index) => {
    if (!files.has(source.path)) files.set(source.path, describe(source, index, all, names, missing));
  });
  for (const [path, described] of missing.files()) files.set(path, described);
  addWellKnown(files);
  const order = inDependencyOrder(new Map([...files].map(([path, { needs }]) => [path, [...needs]])));
  if ("cycle" in order) throw cycleError(order.cycle);
  return {
    files: order.sorted.map((path) => (files.get(path) as DescribedFile).file),
    own: parsed.map(({ path }) => path),
  };
}

/** The same as a message of protobuf's own. */
export function fileDescriptorSet(reading: Reading): FileDescriptorSet {
  return create(FileDescriptorSetSchema, { file: describeFiles(reading).files });
}

type Dependencies = Pick<FileInit, "dependency" | "publicDependency" | "weakDependency" | "optionDependency">;

/** A file, and the paths of those that it uses. */
interface DescribedFile {
  file: FileInit;
  needs: Set<string>;
}

function describe(
  source: ParsedFile,
  index: number,
  parsed: readonly ParsedFile[],
  names: Names,
  missing: MissingTypes,
): DescribedFile {
  const builder = new FileBuilder(source, index, parsed, names, missing);
  try {
    return { file: builder.file(), needs: builder.needs };
  } catch (error) {
    if (!(error instanceof SyntaxProblem)) throw error;
    const place = linesOf(source).lineColumnOf(error.at);
    throw new ReadError([{ file: source.path, ...place, at: error.at, message: error.message }]);
  }
}

function addWellKnown(files: Map<string, DescribedFile>): void {
  for (const { needs } of files.values()) {
    for (const path of needs) {
      const wellKnown = files.has(path) ? undefined : wellKnownFiles.get(path);
      if (wellKnown) files.set(path, { file: wellKnown.proto, needs: new Set(wellKnown.proto.dependency) });
    }
  }
}

function cycleError(cycle: string[]): ReadError {
  const file = cycle[0] as string;
  const message = `this file uses itself through ${cycle.slice(1).join(", ")}; move what both use to a third file`;
  return new ReadError([{ file, line: 1, column: 1, at: 0, message }]);
}

/** Types that no file declares, as empty messages; a file for each package. */
class MissingTypes {
  readonly #byPackage = new Map<string, Set<string>>();

  /** Adds a type by its full name; returns the path of the file that stands in for its own. */
  add(fullName: string): string {
    const dot = fullName.lastIndexOf(".");
    const owner = fullName.slice(0, Math.max(0, dot));
    const names = this.#byPackage.get(owner) ?? new Set();
    this.#byPackage.set(owner, names.add(fullName.slice(dot + 1)));
    return pathOfMissing(owner);
  }

  /** The files that stand in, by their paths. */
  files(): Map<string, DescribedFile> {
    return new Map(
      [...this.#byPackage].map(([owner, names]) => [pathOfMissing(owner), standIn(owner, names)]),
    );
  }
}

function standIn(owner: string, names: ReadonlySet<string>): DescribedFile {
  const file = {
    name: pathOfMissing(owner),
    package: owner,
    syntax: "proto3",
    messageType: [...names].map((name) => ({ name })),
  };
  return { file, needs: new Set() };
}

function pathOfMissing(owner: string): string {
  return `missing/${owner === "" ? "types" : owner}.proto`;
}

/** Describes one file. */
class FileBuilder {
  readonly needs = new Set<string>();

  constructor(
    readonly source: ParsedFile,
    readonly index: number,
    readonly parsed: readonly ParsedFile[],
    readonly names: Names,
    readonly missing: MissingTypes,
  ) {}

  file(): FileInit {
    const { path, file } = this.source;
    const scope = this.names.scopeOf(file.package);
    return {
      name: path,
      package: file.package === "" ? undefined : file.package,
      ...this.imports(),
      messageType: file.messages.map((node) => this.message(node, scope)),
      enumType: file.enums.map((node) => this.enum(node)),
      service: file.services.map((node) => this.service(node, scope)),
      extension: this.extensions(file.extends, scope),
      options: standardOptions(FileOptionsSchema, file.options),
      syntax: file.syntax === "proto2" ? undefined : file.syntax,
      edition: editions.get(file.edition),
    };
  }

  imports(): Dependencies {
    const dependency: string[] = [];
    const publicDependency: number[] = [];
    const weakDependency: number[] = [];
    const optionDependency: string[] = [];
    for (const { path, kind } of this.source.file.imports) {
      const name = this.importedName(path);
      if (name === undefined) continue;
      if (kind === "public") publicDependency.push(dependency.length);
      if (kind === "weak") weakDependency.push(dependency.length);
      if (kind === "option") optionDependency.push(name);
      else {
        dependency.push(name);
        this.needs.add(name);
      }
    }
    return { dependency, publicDependency, weakDependency, optionDependency };
  }

  /** What the imported file is called in the set; undefined where it is not at hand. */
  importedName(path: string): string | undefined {
    const at = this.names.imports.find(this.index, path);
    return this.parsed[at]?.path ?? wellKnownFiles.get(path)?.proto.name;
  }

  message(node: MessageNode, outer: Scope): MessageInit {
    const scope = innerScope(outer, node.name);
    const oneofs = node.oneofs.map(({ name, options }) => ({
      name,
      options: standardOptions(OneofOptionsSchema, options),
    }));
    const fields = node.fields.map((field) => this.field(field, scope));
    return {
      name: node.name,
      field: fields,
      oneofDecl: [...oneofs, ...this.syntheticOneofs(node, fields)],
      nestedType: this.nestedTypes(node, scope),
      enumType: node.enums.map((inner) => this.enum(inner)),
      extension: this.extensions(node.extends, scope),
      extensionRange: extensionRangesOf(node).map(({ start, end }, index) => ({
        start,
        end: end + 1,
        options: standardOptions(ExtensionRangeOptionsSchema, node.extensions[index]?.options ?? []),
      })),
      reservedRange: node.reserved.map(messageRange),
      reservedName: node.reservedNames.map(({ name }) => name),
      options: standardOptions(MessageOptionsSchema, node.options),
      visibility: visibilities[node.visibility],
    };
  }

  /**
   * In proto3 `optional` is told by a oneof of the field's own, after all others. Its name is that of the field with `_`
   * before it, and as many `X` as it takes to be the only one. The fields are given their oneofs.
   */
  syntheticOneofs(node: MessageNode, fields: FieldInit[]): { name: string }[] {
    const taken = new Set([...node.fields, ...node.oneofs].map(({ name }) => name));
    const added: { name: string }[] = [];
    for (const field of fields) {
      if (!field.proto3Optional) continue;
      const own = field.name ?? "";
      let name = own.startsWith("_") ? own : `_${own}`;
      while (taken.has(name)) name = `X${name}`;
      taken.add(name);
      field.oneofIndex = node.oneofs.length + added.length;
      added.push({ name });
    }
    return added;
  }

  /** Nested messages, and the entries of maps, in the order of the text. */
  nestedTypes(node: MessageNode, scope: Scope): MessageInit[] {
    const nested = node.messages.map((inner) => ({ at: inner.at, type: this.message(inner, scope) }));
    const maps = node.fields.filter((field) => field.mapKey !== "");
    const entries = maps.map((field) => ({
      at: field.at,
      type: mapEntry(field.name, field.mapKey as ScalarName, this.type(field, scope)),
    }));
    return [...nested, ...entries].sort((one, other) => one.at - other.at).map(({ type }) => type);
  }

  field(node: FieldNode, scope: Scope): FieldInit {
    const isMap = node.mapKey !== "";
    return {
      name: node.name,
      number: node.number,
      label: isMap ? Label.REPEATED : labels[node.label],
      ...(isMap ? mapType(scope.fullName, node.name) : this.type(node, scope)),
      defaultValue: this.defaultValue(node, scope),
      oneofIndex: node.oneof >= 0 ? node.oneof : undefined,
      jsonName: this.jsonName(node),
      proto3Optional: node.label === "optional" && this.source.file.syntax === "proto3" ? true : undefined,
      options: standardOptions(FieldOptionsSchema, node.options),
    };
  }

  extensions(blocks: readonly ExtendNode[], scope: Scope): FieldInit[] {
    return blocks.flatMap(({ extendee, fields, at }) => {
      const typeName = this.messageName(extendee, scope, at);
      return fields.map((field) => {
        const described = this.field(field, scope);
        described.extendee = typeName;
        return described;
      });
    });
  }

  type(node: FieldNode, scope: Scope): TypeInit {
    if (isScalarName(node.type)) return scalarType(node.type);
    const declared = this.names.resolve(node.type, scope, this.index);
    const typeName = this.typeName(declared, node.type);
    if (node.group) return { type: Type.GROUP, typeName };
    return { type: declared?.kind === "enum" ? Type.ENUM : Type.MESSAGE, typeName };
  }

  /** Full name of a message that is used at `at`. */
  messageName(name: string, scope: Scope, at: number): string {
    const declared = this.names.resolve(name, scope, this.index);
    if (declared?.kind === "enum")
      throw new SyntaxProblem(`"${name}" is an enum; a message is needed here`, at);
    return this.typeName(declared, name);
  }

  /** The full name with a leading dot, as descriptors write it; notes which file is needed for it. */
  typeName(declared: Declared | null, name: string): string {
    if (!declared) return this.missingName(name);
    const path = this.parsed[declared.file]?.path ?? wellKnownFileOf(declared.fullName);
    if (path === undefined) return this.missingName(`.${declared.fullName}`);
    if (declared.file !== this.index) this.needs.add(path);
    return `.${declared.fullName}`;
  }

  missingName(name: string): string {
    const fullName = fullNameOfMissing(name, this.source.file.package);
    this.needs.add(this.missing.add(fullName));
    return `.${fullName}`;
  }

  jsonName({ name, options }: FieldNode): string {
    const declared = options.find((option) => option.name === "json_name");
    if (!declared) return jsonNameOf(name);
    if (declared.value.kind === "string") return declared.value.text;
    throw new SyntaxProblem('option "json_name" must be a string in quotes', declared.at);
  }

  defaultValue(node: FieldNode, scope: Scope): string | undefined {
    const option = node.options.find(({ name }) => name === "default");
    if (!option) return undefined;
    const { value, at } = option;
    if (node.label === "repeated" || node.mapKey !== "") {
      throw new SyntaxProblem(`"${node.name}" has many values and so no default; remove it`, at);
    }
    const text = isScalarName(node.type)
      ? defaultValue(node.type, value)
      : this.enumDefault(node, scope, option.value);
    if (text === null)
      throw new SyntaxProblem(`the default of "${node.name}" is no value of ${node.type}`, at);
    return text;
  }

  enumDefault(node: FieldNode, scope: Scope, value: OptionValue): string | null {
    const declared = this.names.resolve(node.type, scope, this.index);
    const values =
      declared?.kind === "enum" && declared.node && "values" in declared.node ? declared.node.values : [];
    return value.kind === "name" && values.some(({ name }) => name === value.text) ? value.text : null;
  }

  enum(node: EnumNode): EnumInit {
    return {
      name: node.name,
      value: node.values.map(({ name, number, options }) => ({
        name,
        number,
        options: standardOptions(EnumValueOptionsSchema, options),
      })),
      reservedRange: node.reserved.map(({ start, end }) => ({ start, end })),
      reservedName: node.reservedNames.map(({ name }) => name),
      options: standardOptions(EnumOptionsSchema, node.options),
      visibility: visibilities[node.visibility],
    };
  }

  service(node: ServiceNode, scope: Scope): ServiceInit {
    return {
      name: node.name,
      method: node.methods.map((method) => ({
        name: method.name,
        inputType: this.messageName(method.input, scope, method.at),
        outputType: this.messageName(method.output, scope, method.at),
        clientStreaming: method.clientStreaming ? true : undefined,
        serverStreaming: method.serverStreaming ? true : undefined,
        options: standardOptions(MethodOptionsSchema, method.options),
      })),
      options: standardOptions(ServiceOptionsSchema, node.options),
    };
  }
}

const editions = new Map([
  ["2023", Edition.EDITION_2023],
  ["2024", Edition.EDITION_2024],
]);

const labels: Record<FieldNode["label"], Label> = {
  "": Label.OPTIONAL,
  optional: Label.OPTIONAL,
  required: Label.REQUIRED,
  repeated: Label.REPEATED,
};

const visibilities: Record<Visibility, SymbolVisibility | undefined> = {
  "": undefined,
  export: SymbolVisibility.VISIBILITY_EXPORT,
  local: SymbolVisibility.VISIBILITY_LOCAL,
};

/** In messages the end of a range is the first number after it, in enums its last one. */
function messageRange({ start, end }: RangeNode): { start: number; end: number } {
  return { start, end: end + 1 };
}
