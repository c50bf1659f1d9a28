import type {
  EnumNode,
  ExtendNode,
  FieldNode,
  FileNode,
  MessageNode,
  OptionNode,
  ServiceNode,
} from "./ast.js";
import { fieldDefault } from "./default-value.js";
import { extensionRangesOf } from "./extension-ranges.js";
import { type Features, featuresOfFile, withOptions } from "./features.js";
import { jsonNameOf } from "./json-name.js";
import {
  type Declared,
  fullNameOfMissing,
  innerScope,
  join,
  Names,
  type ParsedFile,
  type Scope,
} from "./names.js";
import type { Field, FieldType, FileImport, Message, Presence, ScalarName, Schema } from "./schema.js";
import { holdsString, isScalarName } from "./schema.js";
import { isOfProtobuf } from "./well-known.js";

/**
 * Joins parsed files to one schema. Imports need not be present: a type that no file declares stays as written.
 * Where two files declare the same name, the first one in order counts. Of the files behind the first `judged` ones only
 * that their types resolve is asked for.
 */
export function linkFiles(
  parsed: readonly ParsedFile[],
  judged: number = parsed.length,
  names: Names = new Names(parsed),
): Schema {
  const schema: Schema = {
    files: [],
    messages: new Map(),
    extended: new Map(),
    enums: new Map(),
    services: new Map(),
  };
  const extensions = new Set<string>();
  const linkExtensions: (() => void)[] = [];
  parsed.forEach(({ path, text, file }, index) => {
    const { syntax, isDescribed, packageAt, packageEnd, packageFrom, packageTo } = file;
    const bounds = { packageAt, packageEnd, packageFrom, packageTo };
    const marks = { isJudged: index < judged, isDescribed };
    const imports = importsOf(file, (written) => parsed[names.imports.find(index, written)]?.path ?? null);
    schema.files.push({ path, text, package: file.package, ...bounds, syntax, imports, ...marks });
    const linker = new Linker(schema, names, extensions, path, index, syntax);
    const scope = names.packageScope(file.package);
    const features = featuresOfFile(file);
    for (const node of file.messages) linker.message(node, scope, features);
    for (const node of file.enums) linker.enum(node, scope, features);
    for (const node of file.services) linker.service(node, scope);
    linkExtensions.push(() => linker.extensions(file, scope, features));
  });
  // What is extended may stand in a later file.
  for (const link of linkExtensions) link();
  return schema;
}

function importsOf({ imports }: FileNode, pathOf: (written: string) => string | null): FileImport[] {
  return imports
    .filter(({ path }) => !isOfProtobuf(path))
    .map(({ path: written }) => ({ written, path: pathOf(written) }));
}

/** What depends on whether a field is declared in its message or extends it. */
type FieldSite = Pick<Field, "name" | "owner" | "extension" | "jsonName" | "oneof">;

/** Puts the elements of one file into the schema. */
class Linker {
  constructor(
    readonly schema: Schema,
    readonly names: Names,
    /** The extensions that are in the schema, by what they extend and their own name. */
    readonly linked: Set<string>,
    readonly path: string,
    readonly file: number,
    readonly syntax: FileNode["syntax"],
  ) {}

  message(node: MessageNode, outer: Scope, outerFeatures: Features, owner: string | null = null): void {
    const scope = innerScope(outer, node.name);
    const { fullName } = scope;
    const features = withOptions(outerFeatures, node.options);
    if (!this.schema.messages.has(fullName)) {
      this.schema.messages.set(fullName, {
        fullName,
        name: node.name,
        owner,
        file: this.path,
        at: node.at,
        from: node.from,
        to: node.to,
        bodyAt: node.bodyAt,
        bodyEnd: node.bodyEnd,
        syntax: this.syntax,
        deprecated: isTrue(node.options, "deprecated"),
        oneofs: node.oneofs,
        declaresExtensions: node.extends.length > 0,
        fields: node.fields.map((field) => this.messageField(field, node, scope, features)),
        extensionRanges: extensionRangesOf(node),
        reserved: node.reserved,
        reservedNames: node.reservedNames,
      });
    }
    for (const inner of node.messages) this.message(inner, scope, features, fullName);
    for (const inner of node.enums) this.enum(inner, scope, features, fullName);
  }

  messageField(node: FieldNode, parent: MessageNode, scope: Scope, outerFeatures: Features): Field {
    return this.field(node, scope, withOptions(outerFeatures, node.options), {
      name: node.name,
      owner: scope.fullName,
      extension: null,
      jsonName: optionText(node.options, "json_name") ?? jsonNameOf(node.name),
      oneof: parent.oneofs[node.oneof]?.name ?? "",
    });
  }

  /** Puts all extensions of a file, or of a message in it, among the fields of what they extend. */
  extensions(
    { messages, extends: blocks }: Pick<MessageNode, "messages" | "extends">,
    scope: Scope,
    outerFeatures: Features,
    owner: string | null = null,
  ): void {
    for (const block of blocks) {
      for (const node of block.fields) this.extension(node, block, scope, outerFeatures, owner);
    }
    for (const inner of messages) {
      const features = withOptions(outerFeatures, inner.options);
      const innerOwner = innerScope(scope, inner.name);
      this.extensions(inner, innerOwner, features, innerOwner.fullName);
    }
  }

  extension(node: FieldNode, block: ExtendNode, scope: Scope, outer: Features, owner: string | null): void {
    const extendee = this.extendee(block, scope);
    const fullName = join(scope.fullName, node.name);
    const key = `${extendee.fullName} ${fullName}`;
    if (this.linked.has(key)) return;
    this.linked.add(key);
    const { from, to, bodyAt, bodyEnd } = block;
    const field = this.field(node, scope, withOptions(outer, node.options), {
      name: fullName,
      owner: extendee.fullName,
      extension: { scope: owner, block: { from, to, bodyAt, bodyEnd } },
      jsonName: `[${fullName}]`,
      oneof: "",
    });
    // An extension tells "not set" from the default, whatever its file says of fields.
    if (field.presence === "implicit") field.presence = "explicit";
    extendee.fields.push(field);
  }

  extendee(block: ExtendNode, scope: Scope): Message {
    const declared = this.names.resolve(block.extendee, scope, this.file);
    const fullName =
      declared?.fullName ?? fullNameOfMissing(block.extendee, this.schema.files[this.file]?.package ?? "");
    const known = this.schema.messages.get(fullName) ?? this.schema.extended.get(fullName);
    if (known) return known;
    const { at, from, to, bodyAt, bodyEnd } = block;
    const message: Message = {
      fullName,
      name: fullName.slice(fullName.lastIndexOf(".") + 1),
      owner: null,
      file: this.path,
      ...{ at, from, to, bodyAt, bodyEnd },
      syntax: this.syntax,
      deprecated: false,
      declaresExtensions: false,
      fields: [],
      oneofs: [],
      reserved: [],
      reservedNames: [],
      extensionRanges: [],
    };
    this.schema.extended.set(fullName, message);
    return message;
  }

  /** A field, or an extension; `site` is what differs between them. */
  field(node: FieldNode, scope: Scope, features: Features, site: FieldSite): Field {
    const declared = isScalarName(node.type) ? null : this.names.resolve(node.type, scope, this.file);
    const type = fieldType(node, declared, features);
    const value = node.options.find((option) => option.name === "default");
    const cardinality = node.mapKey !== "" ? "map" : node.label === "repeated" ? "repeated" : "singular";
    return {
      fullName: join(scope.fullName, node.name),
      name: site.name,
      owner: site.owner,
      extension: site.extension,
      file: this.path,
      at: node.at,
      from: node.from,
      to: node.to,
      typeAt: node.typeAt,
      typeEnd: node.typeEnd,
      numberAt: node.numberAt,
      numberEnd: node.numberEnd,
      optionsAt: node.optionsAt,
      optionsEnd: node.optionsEnd,
      deprecated: isTrue(node.options, "deprecated"),
      jsonName: site.jsonName,
      number: node.number,
      type,
      cardinality,
      presence: cardinality === "singular" ? presenceOf(node, type, features) : "none",
      oneof: site.oneof,
      packed: cardinality === "repeated" && isPacked(node, type, features),
      verifiesUtf8: features.utf8Validation === "VERIFY" && holdsString(type),
      default: cardinality === "singular" ? fieldDefault(type, value?.value, valuesOf(declared)) : null,
      defaultAt: value?.valueAt ?? -1,
      defaultEnd: value?.valueEnd ?? -1,
    };
  }

  enum(node: EnumNode, outer: Scope, outerFeatures: Features, owner: string | null = null): void {
    const fullName = join(outer.fullName, node.name);
    if (this.schema.enums.has(fullName)) return;
    const features = withOptions(outerFeatures, node.options);
    this.schema.enums.set(fullName, {
      fullName,
      name: node.name,
      owner,
      file: this.path,
      at: node.at,
      from: node.from,
      to: node.to,
      bodyAt: node.bodyAt,
      bodyEnd: node.bodyEnd,
      syntax: this.syntax,
      deprecated: isTrue(node.options, "deprecated"),
      values: node.values.map((value) => ({
        name: value.name,
        number: value.number,
        at: value.at,
        from: value.from,
        to: value.to,
        numberAt: value.numberAt,
        numberEnd: value.numberEnd,
        optionsAt: value.optionsAt,
        optionsEnd: value.optionsEnd,
        deprecated: isTrue(value.options, "deprecated"),
      })),
      closed: features.enumType === "CLOSED",
      allowAlias: isTrue(node.options, "allow_alias"),
      reserved: node.reserved,
      reservedNames: node.reservedNames,
    });
  }

  service(node: ServiceNode, outer: Scope): void {
    const fullName = join(outer.fullName, node.name);
    if (this.schema.services.has(fullName)) return;
    this.schema.services.set(fullName, {
      fullName,
      name: node.name,
      owner: null,
      file: this.path,
      at: node.at,
      from: node.from,
      to: node.to,
      bodyAt: node.bodyAt,
      bodyEnd: node.bodyEnd,
      deprecated: isTrue(node.options, "deprecated"),
      methods: node.methods.map((method) => ({
        fullName: join(fullName, method.name),
        name: method.name,
        owner: fullName,
        file: this.path,
        at: method.at,
        from: method.from,
        to: method.to,
        bodyAt: method.bodyAt,
        bodyEnd: method.bodyEnd,
        signatureEnd: method.signatureEnd,
        deprecated: isTrue(method.options, "deprecated"),
        input: this.methodType(method.input, outer),
        output: this.methodType(method.output, outer),
        clientStreaming: method.clientStreaming,
        serverStreaming: method.serverStreaming,
      })),
    });
  }

  /** The full name, or the name as written where no file declares it. */
  methodType(name: string, scope: Scope): string {
    const declared = this.names.resolve(name, scope, this.file);
    return declared?.fullName ?? (name.startsWith(".") ? name.slice(1) : name);
  }
}

/** The type of a field; `declared` is what its name stands for, null for a scalar and for what is not at hand. */
function fieldType(node: FieldNode, declared: Declared | null, features: Features): FieldType {
  const type = namedType(node, declared, features);
  return node.mapKey === "" ? type : { kind: "map", key: node.mapKey as ScalarName, value: type };
}

function namedType(node: FieldNode, declared: Declared | null, features: Features): FieldType {
  if (isScalarName(node.type)) return { kind: "scalar", name: node.type };
  if (!declared) return { kind: "unknown", name: node.type };
  const name = declared.fullName;
  if (declared.kind === "enum") return { kind: "enum", name, closed: declared.closed };
  const delimited = node.group !== null || (features.messageEncoding === "DELIMITED" && node.mapKey === "");
  return { kind: "message", name, delimited };
}

/** The values of an enum in the order of the text; none for what is none, or is not at hand. */
function valuesOf(declared: Declared | null): EnumNode["values"] {
  return declared?.node && "values" in declared.node ? declared.node.values : [];
}

/** A type that is not at hand is taken for a message: few are enums. */
function presenceOf(node: FieldNode, type: FieldType, features: Features): Presence {
  if (node.label === "required" || features.fieldPresence === "LEGACY_REQUIRED") return "required";
  const always =
    node.label === "optional" || node.oneof >= 0 || type.kind === "message" || type.kind === "unknown";
  return always || features.fieldPresence === "EXPLICIT" ? "explicit" : "implicit";
}

function isPacked(node: FieldNode, type: FieldType, features: Features): boolean {
  const packable =
    type.kind === "enum" || (type.kind === "scalar" && type.name !== "string" && type.name !== "bytes");
  const declared = optionText(node.options, "packed");
  return packable && (declared === undefined ? features.repeatedEncoding === "PACKED" : declared === "true");
}

/** The value of an option as text; undefined where it is not set, or is a message or a list. */
export function optionText(options: readonly OptionNode[], name: string): string | undefined {
  if (options.length === 0) return undefined;
  const value = options.find((option) => option.name === name)?.value;
  return value && "text" in value ? value.text : undefined;
}

function isTrue(options: OptionNode[], name: string): boolean {
  return optionText(options, name) === "true";
}
