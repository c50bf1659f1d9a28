import type { EnumNode, FieldNode, FileNode, MessageNode, OptionNode, ServiceNode } from "./ast.js";
import { type Features, featuresOfFile, withOptions } from "./features.js";
import { jsonNameOf } from "./json-name.js";
import { innerScope, join, Names, type ParsedFile, type Scope } from "./names.js";
import type { Field, FieldType, FileImport, Presence, ScalarName, Schema } from "./schema.js";
import { isScalarName } from "./schema.js";
import { isOfProtobuf } from "./well-known.js";

/**
 * Joins parsed files to one schema. Imports need not be present: a type that no file declares stays as written.
 * Where two files declare the same name, the first one in order counts. Of the files behind the first `judged` ones only
 * that their types resolve is asked for.
 */
export function linkFiles(parsed: readonly ParsedFile[], judged: number = parsed.length): Schema {
  const names = new Names(parsed);
  const schema: Schema = { files: [], messages: new Map(), enums: new Map(), services: new Map() };
  parsed.forEach(({ path, text, file }, index) => {
    const { syntax, isDescribed, packageAt, packageEnd, packageFrom, packageTo } = file;
    const bounds = { packageAt, packageEnd, packageFrom, packageTo };
    const marks = { isJudged: index < judged, isDescribed };
    const imports = importsOf(file, (written) => parsed[names.imports.find(index, written)]?.path ?? null);
    schema.files.push({ path, text, package: file.package, ...bounds, syntax, imports, ...marks });
    const linker = new Linker(schema, names, path, index, syntax);
    const scope = names.packageScope(file.package);
    const features = featuresOfFile(file);
    for (const node of file.messages) linker.message(node, scope, features);
    for (const node of file.enums) linker.enum(node, scope, features);
    for (const node of file.services) linker.service(node, scope);
  });
  return schema;
}

function importsOf({ imports }: FileNode, pathOf: (written: string) => string | null): FileImport[] {
  return imports
    .filter(({ path }) => !isOfProtobuf(path))
    .map(({ path: written }) => ({ written, path: pathOf(written) }));
}

/** Puts the elements of one file into the schema. */
class Linker {
  constructor(
    readonly schema: Schema,
    readonly names: Names,
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
        fields: node.fields.map((field) => this.field(field, node, scope, features)),
        reserved: node.reserved,
        reservedNames: node.reservedNames,
      });
    }
    for (const inner of node.messages) this.message(inner, scope, features, fullName);
    for (const inner of node.enums) this.enum(inner, scope, features, fullName);
  }

  field(node: FieldNode, parent: MessageNode, scope: Scope, outerFeatures: Features): Field {
    const features = withOptions(outerFeatures, node.options);
    const type = this.fieldType(node, scope, features);
    const value = node.options.find((option) => option.name === "default");
    const cardinality = node.mapKey !== "" ? "map" : node.label === "repeated" ? "repeated" : "singular";
    return {
      fullName: join(scope.fullName, node.name),
      name: node.name,
      owner: scope.fullName,
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
      jsonName: optionText(node.options, "json_name") ?? jsonNameOf(node.name),
      number: node.number,
      type,
      cardinality,
      presence: cardinality === "singular" ? presenceOf(node, type, features) : "none",
      oneof: parent.oneofs[node.oneof]?.name ?? "",
      packed: cardinality === "repeated" && isPacked(node, type, features),
      default: optionText(node.options, "default") ?? null,
      defaultAt: value?.valueAt ?? -1,
      defaultEnd: value?.valueEnd ?? -1,
    };
  }

  fieldType(node: FieldNode, scope: Scope, features: Features): FieldType {
    const type = this.namedType(node, scope, features);
    return node.mapKey === "" ? type : { kind: "map", key: node.mapKey as ScalarName, value: type };
  }

  namedType(node: FieldNode, scope: Scope, features: Features): FieldType {
    if (isScalarName(node.type)) return { kind: "scalar", name: node.type };
    const declared = this.names.resolve(node.type, scope, this.file);
    if (!declared) return { kind: "unknown", name: node.type };
    const name = declared.fullName;
    if (declared.kind === "enum") return { kind: "enum", name, closed: declared.closed };
    const delimited = node.group !== null || (features.messageEncoding === "DELIMITED" && node.mapKey === "");
    return { kind: "message", name, delimited };
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

function optionText(options: OptionNode[], name: string): string | undefined {
  if (options.length === 0) return undefined;
  const value = options.find((option) => option.name === name)?.value;
  return value && "text" in value ? value.text : undefined;
}

function isTrue(options: OptionNode[], name: string): boolean {
  return optionText(options, name) === "true";
}
