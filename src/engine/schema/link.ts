import type { EnumNode, FieldNode, FileNode, MessageNode, OptionNode, ServiceNode } from "./ast.js";
import { type Features, featuresOfFile, withOptions } from "./features.js";
import { jsonNameOf } from "./json-name.js";
import type { Enum, Field, FieldType, Message, Presence, ScalarName, Schema, Service } from "./schema.js";
import { scalarNames } from "./schema.js";

/** A file that was parsed. */
export interface ParsedFile {
  path: string;
  text: string;
  file: FileNode;
}

/**
 * Joins parsed files to one schema. Imports need not be present: a type that no file declares stays as written.
 * Where two files declare the same name, the first one in order counts.
 */
export function linkFiles(parsed: readonly ParsedFile[]): Schema {
  const names = declaredNames(parsed);
  const schema: Schema = { files: [], messages: new Map(), enums: new Map(), services: new Map() };
  for (const { path, text, file } of parsed) {
    const { syntax, packageAt } = file;
    schema.files.push({ path, text, package: file.package, packageAt, syntax });
    const linker = new Linker(schema, names, path);
    const scope = file.package;
    const features = featuresOfFile(file);
    for (const node of file.messages) linker.message(node, scope, features);
    for (const node of file.enums) linker.enum(node, scope, features);
    for (const node of file.services) linker.service(node, scope);
  }
  return schema;
}

/** Full names of all messages and enums; for an enum, whether it is closed. */
type Names = Map<string, { kind: "message" } | { kind: "enum"; closed: boolean }>;

function declaredNames(parsed: readonly ParsedFile[]): Names {
  const names: Names = new Map();
  const declareEnum = (node: EnumNode, scope: string, features: Features) => {
    const closed = withOptions(features, node.options).enumType === "CLOSED";
    names.set(join(scope, node.name), { kind: "enum", closed });
  };
  const declareMessage = (node: MessageNode, scope: string, outer: Features) => {
    const name = join(scope, node.name);
    const features = withOptions(outer, node.options);
    names.set(name, { kind: "message" });
    for (const inner of node.messages) declareMessage(inner, name, features);
    for (const inner of node.enums) declareEnum(inner, name, features);
  };
  for (const { file } of parsed) {
    const features = featuresOfFile(file);
    for (const node of file.messages) declareMessage(node, file.package, features);
    for (const node of file.enums) declareEnum(node, file.package, features);
  }
  return names;
}

class Linker {
  constructor(
    readonly schema: Schema,
    readonly names: Names,
    readonly path: string,
  ) {}

  message(node: MessageNode, scope: string, outer: Features): void {
    const fullName = join(scope, node.name);
    const features = withOptions(outer, node.options);
    const message: Message = {
      fullName,
      file: this.path,
      at: node.at,
      deprecated: isTrue(node.options, "deprecated"),
      fields: node.fields.map((field) => this.field(field, node, fullName, features)),
      reserved: node.reserved,
      reservedNames: node.reservedNames,
    };
    if (!this.schema.messages.has(fullName)) this.schema.messages.set(fullName, message);
    for (const inner of node.messages) this.message(inner, fullName, features);
    for (const inner of node.enums) this.enum(inner, fullName, features);
  }

  field(node: FieldNode, parent: MessageNode, scope: string, outer: Features): Field {
    const features = withOptions(outer, node.options);
    const type = this.fieldType(node, scope, features);
    const cardinality = node.mapKey !== "" ? "map" : node.label === "repeated" ? "repeated" : "singular";
    return {
      fullName: join(scope, node.name),
      file: this.path,
      at: node.at,
      deprecated: isTrue(node.options, "deprecated"),
      name: node.name,
      jsonName: optionText(node.options, "json_name") ?? jsonNameOf(node.name),
      number: node.number,
      type,
      cardinality,
      presence: cardinality === "singular" ? presenceOf(node, type, features) : "none",
      oneof: parent.oneofs[node.oneof]?.name ?? "",
      packed: cardinality === "repeated" && isPacked(node, type, features),
      default: optionText(node.options, "default") ?? null,
    };
  }

  fieldType(node: FieldNode, scope: string, features: Features): FieldType {
    const type = this.namedType(node, scope, features);
    return node.mapKey === "" ? type : { kind: "map", key: node.mapKey as ScalarName, value: type };
  }

  namedType(node: FieldNode, scope: string, features: Features): FieldType {
    if ((scalarNames as readonly string[]).includes(node.type)) {
      return { kind: "scalar", name: node.type as ScalarName };
    }
    const name = this.resolve(node.type, scope);
    const declared = this.names.get(name) ?? wellKnown(name);
    if (!declared) return { kind: "unknown", name: node.type };
    if (declared.kind === "enum") return { kind: "enum", name, closed: declared.closed };
    const delimited = node.group !== null || (features.messageEncoding === "DELIMITED" && node.mapKey === "");
    return { kind: "message", name, delimited };
  }

  /** Looks from the innermost scope outwards (https://protobuf.com/docs/language-spec#reference-resolution). */
  resolve(name: string, scope: string): string {
    if (name.startsWith(".")) return name.slice(1);
    for (let inner = scope; inner !== ""; inner = inner.slice(0, Math.max(0, inner.lastIndexOf(".")))) {
      if (this.names.has(`${inner}.${name}`)) return `${inner}.${name}`;
    }
    return name;
  }

  enum(node: EnumNode, scope: string, outer: Features): void {
    const fullName = join(scope, node.name);
    const features = withOptions(outer, node.options);
    const linked: Enum = {
      fullName,
      file: this.path,
      at: node.at,
      deprecated: isTrue(node.options, "deprecated"),
      values: node.values.map(({ name, number, at, options }) => ({
        name,
        number,
        at,
        deprecated: isTrue(options, "deprecated"),
      })),
      closed: features.enumType === "CLOSED",
      allowAlias: isTrue(node.options, "allow_alias"),
      reserved: node.reserved,
      reservedNames: node.reservedNames,
    };
    if (!this.schema.enums.has(fullName)) this.schema.enums.set(fullName, linked);
  }

  service(node: ServiceNode, scope: string): void {
    const fullName = join(scope, node.name);
    const service: Service = {
      fullName,
      file: this.path,
      at: node.at,
      deprecated: isTrue(node.options, "deprecated"),
      methods: node.methods.map((method) => ({
        fullName: join(fullName, method.name),
        file: this.path,
        at: method.at,
        deprecated: isTrue(method.options, "deprecated"),
        name: method.name,
        input: this.resolve(method.input, scope),
        output: this.resolve(method.output, scope),
        clientStreaming: method.clientStreaming,
        serverStreaming: method.serverStreaming,
      })),
    };
    if (!this.schema.services.has(fullName)) this.schema.services.set(fullName, service);
  }
}

function presenceOf(node: FieldNode, type: FieldType, features: Features): Presence {
  if (node.label === "required" || features.fieldPresence === "LEGACY_REQUIRED") return "required";
  const always = node.label === "optional" || node.oneof >= 0 || type.kind === "message";
  return always || features.fieldPresence === "EXPLICIT" ? "explicit" : "implicit";
}

function isPacked(node: FieldNode, type: FieldType, features: Features): boolean {
  const packable =
    type.kind === "enum" || (type.kind === "scalar" && type.name !== "string" && type.name !== "bytes");
  const declared = optionText(node.options, "packed");
  return packable && (declared === undefined ? features.repeatedEncoding === "PACKED" : declared === "true");
}

/** Messages and enums of `google/protobuf`, which most protocols import and few repositories contain. */
function wellKnown(name: string): { kind: "message" } | { kind: "enum"; closed: boolean } | undefined {
  if (name === "google.protobuf.NullValue") return { kind: "enum", closed: false };
  return /^google\.protobuf\.[A-Z]\w*$/.test(name) ? { kind: "message" } : undefined;
}

function optionText(options: OptionNode[], name: string): string | undefined {
  const value = options.find((option) => option.name === name)?.value;
  return value && "text" in value ? value.text : undefined;
}

function isTrue(options: OptionNode[], name: string): boolean {
  return optionText(options, name) === "true";
}

function join(scope: string, name: string): string {
  return scope === "" ? name : `${scope}.${name}`;
}
