import type { EnumNode, FieldNode, FileNode, MessageNode, OptionNode, ServiceNode } from "./ast.js";
import { type Features, featuresOfFile, withOptions } from "./features.js";
import { jsonNameOf } from "./json-name.js";
import { type Declared, innerScope, join, Names, type ParsedFile, type Scope } from "./names.js";
import type { Enum, Field, FieldType, Message, Presence, ScalarName, Schema, Service } from "./schema.js";
import { isScalarName } from "./schema.js";

/**
 * Joins parsed files to one schema. Imports need not be present: a type that no file declares stays as written.
 * Where two files declare the same name, the first one in order counts. Of the files behind the first `judged` ones only
 * that their types resolve is asked for. What a file declares is the same objects in every schema in which the names that
 * it uses mean the same, so that who compares schemas sees at once what did not change.
 */
export function linkFiles(parsed: readonly ParsedFile[], judged: number = parsed.length): Schema {
  const names = new Names(parsed);
  const schema: Schema = { files: [], messages: new Map(), enums: new Map(), services: new Map() };
  parsed.forEach((source, index) => {
    const { path, text, file } = source;
    const { syntax, isDescribed, packageAt, packageEnd, packageFrom, packageTo } = file;
    const bounds = { packageAt, packageEnd, packageFrom, packageTo };
    const marks = { isJudged: index < judged, isDescribed };
    schema.files.push({ path, text, package: file.package, ...bounds, syntax, ...marks });
    const { messages, enums, services } = linkedFile(source, names, index);
    addNew(schema.messages, messages);
    addNew(schema.enums, enums);
    addNew(schema.services, services);
  });
  return schema;
}

function addNew<T extends { fullName: string }>(elements: Map<string, T>, more: readonly T[]): void {
  for (const element of more) {
    if (!elements.has(element.fullName)) elements.set(element.fullName, element);
  }
}

/** What a file declares, with its types resolved. */
interface LinkedFile {
  path: string;
  messages: Message[];
  enums: Enum[];
  services: Service[];
  /** What each name that it uses means; among other files it may mean something else. */
  uses: Use[];
}

/** A name as a file writes it, in a scope. */
interface Use {
  scope: string;
  name: string;
  declared: Declared | null;
}

const linkedFiles = new WeakMap<FileNode, LinkedFile[]>();

function linkedFile({ path, file }: ParsedFile, names: Names, index: number): LinkedFile {
  const earlier = linkedFiles.get(file) ?? [];
  const isSame = ({ scope, name, declared }: Use) =>
    meansSame(declared, names.resolve(name, names.scopeOf(scope), index));
  const known = earlier.find((each) => each.path === path && each.uses.every(isSame));
  if (known) return known;
  const linked = new Linker(names, path, index, file).linked();
  linkedFiles.set(file, [...earlier, linked]);
  return linked;
}

function meansSame(one: Declared | null, other: Declared | null): boolean {
  if (one === null || other === null) return one === other;
  return one.fullName === other.fullName && one.kind === other.kind && one.closed === other.closed;
}

/** Collects what one file declares. */
class Linker {
  readonly #messages: Message[] = [];
  readonly #enums: Enum[] = [];
  readonly #services: Service[] = [];
  readonly #uses = new Map<Scope, Map<string, Declared | null>>();

  constructor(
    readonly names: Names,
    readonly path: string,
    readonly file: number,
    readonly node: FileNode,
  ) {}

  linked(): LinkedFile {
    const { path, node } = this;
    const scope = this.names.scopeOf(node.package);
    const features = featuresOfFile(node);
    for (const message of node.messages) this.message(message, scope, features);
    for (const each of node.enums) this.enum(each, scope, features);
    for (const service of node.services) this.service(service, scope);
    const uses = [...this.#uses].flatMap(([{ fullName }, names]) =>
      [...names].map(([name, declared]) => ({ scope: fullName, name, declared })),
    );
    return { path, messages: this.#messages, enums: this.#enums, services: this.#services, uses };
  }

  resolve(name: string, scope: Scope): Declared | null {
    const uses = this.#uses.get(scope) ?? new Map<string, Declared | null>();
    this.#uses.set(scope, uses);
    const known = uses.get(name);
    if (known !== undefined) return known;
    const declared = this.names.resolve(name, scope, this.file);
    uses.set(name, declared);
    return declared;
  }

  message(node: MessageNode, outer: Scope, outerFeatures: Features, owner: string | null = null): void {
    const scope = innerScope(outer, node.name);
    const { fullName } = scope;
    const features = withOptions(outerFeatures, node.options);
    this.#messages.push({
      fullName,
      name: node.name,
      owner,
      file: this.path,
      at: node.at,
      from: node.from,
      to: node.to,
      bodyAt: node.bodyAt,
      bodyEnd: node.bodyEnd,
      syntax: this.node.syntax,
      deprecated: isTrue(node.options, "deprecated"),
      oneofs: node.oneofs,
      fields: node.fields.map((field) => this.field(field, node, scope, features)),
      reserved: node.reserved,
      reservedNames: node.reservedNames,
    });
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
    const declared = this.resolve(node.type, scope);
    if (!declared) return { kind: "unknown", name: node.type };
    const name = declared.fullName;
    if (declared.kind === "enum") return { kind: "enum", name, closed: declared.closed };
    const delimited = node.group !== null || (features.messageEncoding === "DELIMITED" && node.mapKey === "");
    return { kind: "message", name, delimited };
  }

  enum(node: EnumNode, outer: Scope, outerFeatures: Features, owner: string | null = null): void {
    const fullName = join(outer.fullName, node.name);
    const features = withOptions(outerFeatures, node.options);
    this.#enums.push({
      fullName,
      name: node.name,
      owner,
      file: this.path,
      at: node.at,
      from: node.from,
      to: node.to,
      bodyAt: node.bodyAt,
      bodyEnd: node.bodyEnd,
      syntax: this.node.syntax,
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
    this.#services.push({
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
    const declared = this.resolve(name, scope);
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
