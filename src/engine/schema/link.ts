import type {
  EnumNode,
  ExtendNode,
  FieldNode,
  FileNode,
  MessageNode,
  OneofNode,
  OptionNode,
  ServiceNode,
} from "./ast.js";
import { fieldDefault } from "./default-value.js";
import { extensionRangesOf } from "./extension-ranges.js";
import { areSameFeatures, type Features, featuresOfFile, withOptions } from "./features.js";
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
import { noRules, ruleOptions } from "./rule-options.js";
import type {
  Enum,
  Field,
  FieldType,
  FileImport,
  Message,
  Oneof,
  Presence,
  ScalarName,
  Schema,
  Service,
} from "./schema.js";
import { holdsString, isScalarName } from "./schema.js";
import { isOfProtobuf } from "./well-known.js";
import { withExtensions } from "./with-extensions.js";

/**
 * Joins parsed files to one schema. Imports need not be present: a type that no file declares stays as written.
 * Where two files declare the same name, the first one in order counts.
 */
export function linkFiles(parsed: readonly ParsedFile[]): Schema {
  const names = new Names(parsed);
  return joinFiles(parsed, linkEach(parsed, names), parsed.length, names);
}

/**
 * Links each of some files. What a file declares is the same objects in every schema in which the names that it uses mean the
 * same, so that who compares schemas sees at once what did not change.
 */
export function linkEach(parsed: readonly ParsedFile[], names: Names): LinkedFile[] {
  return parsed.map((source, index) => linkedFile(source, names, index));
}

/** Joins linked files; of those behind the first `judged` ones only that their types resolve is asked for. */
export function joinFiles(
  parsed: readonly ParsedFile[],
  linked: readonly LinkedFile[],
  judged: number,
  names: Names,
): Schema {
  const schema: Schema = {
    files: [],
    messages: new Map(),
    extended: new Map(),
    copies: [],
    enums: new Map(),
    services: new Map(),
  };
  const extensions: Extension[] = [];
  parsed.forEach((source, index) => {
    const { path, text, file } = source;
    const { syntax, isDescribed, packageAt, packageEnd, packageFrom, packageTo } = file;
    const bounds = { packageAt, packageEnd, packageFrom, packageTo };
    const marks = { isJudged: index < judged, isDescribed };
    const imports = importsOf(file, (written) => parsed[names.imports.find(index, written)]?.path ?? null);
    schema.files.push({ path, text, package: file.package, ...bounds, syntax, imports, ...marks });
    const { messages, enums, services, extensions: own } = linked[index] as LinkedFile;
    schema.copies.push(...messages.filter(({ fullName }) => schema.messages.has(fullName)));
    addNew(schema.messages, messages);
    addNew(schema.enums, enums);
    addNew(schema.services, services);
    extensions.push(...own);
  });
  // What is extended may stand in a later file.
  addExtensions(schema, extensions);
  return schema;
}

function addNew<T extends { fullName: string }>(elements: Map<string, T>, more: readonly T[]): void {
  for (const element of more) {
    if (!elements.has(element.fullName)) elements.set(element.fullName, element);
  }
}

/** Puts extensions among the fields of what they extend. Of those with the same name the first one counts. */
function addExtensions({ messages, extended }: Schema, extensions: readonly Extension[]): void {
  const byExtendee = new Map<string, { extendee: Message; fields: Map<string, Field> }>();
  for (const { extendee, field } of extensions) {
    const one = byExtendee.get(extendee.fullName) ?? { extendee, fields: new Map<string, Field>() };
    byExtendee.set(extendee.fullName, one);
    if (!one.fields.has(field.name)) one.fields.set(field.name, field);
  }
  for (const [fullName, { extendee, fields }] of byExtendee) {
    const message = messages.get(fullName);
    const elements = message ? messages : extended;
    elements.set(fullName, withExtensions(message ?? extendee, [...fields.values()]));
  }
}

function importsOf({ imports }: FileNode, pathOf: (written: string) => string | null): FileImport[] {
  return imports
    .filter(({ path }) => !isOfProtobuf(path))
    .map(({ path: written }) => ({ written, path: pathOf(written) }));
}

/** What a file declares, with its types resolved. */
export interface LinkedFile {
  path: string;
  messages: Message[];
  enums: Enum[];
  services: Service[];
  extensions: Extension[];
  /** What each name that it uses means; among other files it may mean something else. */
  uses: readonly Use[];
  /** Whether one of these names means nothing. */
  lacksTypes: boolean;
}

/** An extension, with what it extends: that has no fields here, and counts where no file declares it. */
interface Extension {
  extendee: Message;
  field: Field;
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
  const known = earlier.find((each) => each.path === path && each.uses.every(meansSameIn(names, index)));
  if (known) return known;
  const linked = new Linker(names, path, index, file).linked();
  linkedFiles.set(file, [...earlier, linked]);
  return linked;
}

/** Finds out whether what a file uses means the same among other files. */
function meansSameIn(names: Names, file: number): (use: Use) => boolean {
  return ({ scope, name, declared }) => meansSame(declared, names.resolve(name, names.scopeOf(scope), file));
}

/** Whether a field whose type this is would be the same. The values of an enum tell its default. */
function meansSame(one: Declared | null, other: Declared | null): boolean {
  if (one === null || other === null) return one === other;
  return (
    one.fullName === other.fullName &&
    one.kind === other.kind &&
    one.closed === other.closed &&
    (one.node === other.node || haveSameValues(valuesOf(one), valuesOf(other)))
  );
}

function haveSameValues(some: EnumNode["values"], others: EnumNode["values"]): boolean {
  return (
    some.length === others.length &&
    some.every(({ name, number }, at) => name === others[at]?.name && number === others[at]?.number)
  );
}

/** What depends on whether a field is declared in its message or extends it. */
type FieldSite = Pick<Field, "name" | "owner" | "extension" | "jsonName" | "oneof">;

/** What most messages and fields have; never changed. */
const noOneofs: Oneof[] = [];
const noNumbers: readonly number[] = [];
const noUses: readonly Use[] = [];

/** A message or enum at the top of a file, with all that is declared inside of it, and what it was linked with. */
interface LinkedStatement extends Pick<LinkedFile, "path" | "messages" | "enums" | "uses"> {
  package: string;
  syntax: FileNode["syntax"];
  features: Features;
}

const linkedStatements = new WeakMap<MessageNode | EnumNode, LinkedStatement[]>();

/** Collects what one file, or one statement of it, declares. */
class Linker {
  readonly #messages: Message[] = [];
  readonly #enums: Enum[] = [];
  readonly #services: Service[] = [];
  readonly #extensions: Extension[] = [];
  /** Null as long as no name was resolved: many messages use none. */
  #uses: Map<Scope, Map<string, Declared | null>> | null = null;

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
    const statements = [...node.messages, ...node.enums].map((each) => this.statement(each, scope, features));
    for (const service of node.services) this.service(service, scope);
    this.extensions(node, scope, features);
    const uses = [...statements.flatMap((each) => each.uses), ...this.uses];
    return {
      path,
      messages: statements.flatMap(({ messages }) => messages),
      enums: statements.flatMap(({ enums }) => enums),
      services: this.#services,
      extensions: this.#extensions,
      uses,
      lacksTypes: uses.some(({ declared }) => declared === null),
    };
  }

  /** Versions of a file share the statements before the first one that differs: these are linked once, like files. */
  statement(node: MessageNode | EnumNode, scope: Scope, features: Features): LinkedStatement {
    const { names, path, file } = this;
    const { package: scopeName, syntax } = this.node;
    const earlier = linkedStatements.get(node) ?? [];
    const known = earlier.find(
      (each) =>
        each.path === path &&
        each.package === scopeName &&
        each.syntax === syntax &&
        areSameFeatures(each.features, features) &&
        each.uses.every(meansSameIn(names, file)),
    );
    if (known) return known;
    const linker = new Linker(names, path, file, this.node);
    if ("fields" in node) linker.message(node, scope, features);
    else linker.enum(node, scope, features);
    const { uses } = linker;
    const [messages, enums] = [linker.#messages, linker.#enums];
    const statement = { path, package: scopeName, syntax, features, messages, enums, uses };
    linkedStatements.set(node, [...earlier, statement]);
    return statement;
  }

  /** What each name means that was resolved. */
  get uses(): readonly Use[] {
    if (this.#uses === null) return noUses;
    return [...this.#uses].flatMap(([{ fullName }, names]) =>
      [...names].map(([name, declared]) => ({ scope: fullName, name, declared })),
    );
  }

  resolve(name: string, scope: Scope): Declared | null {
    this.#uses ??= new Map();
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
      oneofs: node.oneofs.length === 0 ? noOneofs : node.oneofs.map((oneof) => this.oneof(oneof)),
      rules: ruleOptions("message", node.options, this.node.package),
      fields: node.fields.map((field) => this.messageField(field, node, scope, features)),
      extensionRanges: extensionRangesOf(node),
      reserved: node.reserved,
      reservedNames: node.reservedNames,
    });
    for (const inner of node.messages) this.message(inner, scope, features, fullName);
    for (const inner of node.enums) this.enum(inner, scope, features, fullName);
  }

  oneof({ options, ...oneof }: OneofNode): Oneof {
    return { ...oneof, rules: ruleOptions("oneof", options, this.node.package) };
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

  /** All extensions of a file, or of a message in it. */
  extensions(
    { messages, extends: blocks }: Pick<MessageNode, "messages" | "extends">,
    scope: Scope,
    outerFeatures: Features,
    owner: string | null = null,
  ): void {
    for (const block of blocks) {
      const extendee = this.extendee(block, scope);
      for (const node of block.fields) {
        const field = this.extension(node, block, extendee, scope, outerFeatures, owner);
        this.#extensions.push({ extendee, field });
      }
    }
    for (const inner of messages) {
      const features = withOptions(outerFeatures, inner.options);
      const innerOwner = innerScope(scope, inner.name);
      this.extensions(inner, innerOwner, features, innerOwner.fullName);
    }
  }

  extension(
    node: FieldNode,
    { from, to, bodyAt, bodyEnd }: ExtendNode,
    extendee: Message,
    scope: Scope,
    outer: Features,
    owner: string | null,
  ): Field {
    const fullName = join(scope.fullName, node.name);
    const field = this.field(node, scope, withOptions(outer, node.options), {
      name: fullName,
      owner: extendee.fullName,
      extension: { scope: owner, block: { from, to, bodyAt, bodyEnd } },
      jsonName: `[${fullName}]`,
      oneof: "",
    });
    // An extension tells "not set" from the default, whatever its file says of fields.
    return {
      ...field,
      presence: field.presence === "implicit" ? "explicit" : field.presence,
      isPresenceOpen: false,
    };
  }

  /** What a block extends, with nothing but its name: what is at hand of it is in the schema. */
  extendee({ extendee, at, from, to, bodyAt, bodyEnd }: ExtendNode, scope: Scope): Message {
    const declared = this.resolve(extendee, scope);
    const fullName = declared?.fullName ?? fullNameOfMissing(extendee, this.node.package);
    return {
      fullName,
      name: fullName.slice(fullName.lastIndexOf(".") + 1),
      owner: null,
      file: this.path,
      ...{ at, from, to, bodyAt, bodyEnd },
      syntax: this.node.syntax,
      deprecated: false,
      fields: [],
      oneofs: [],
      reserved: [],
      reservedNames: [],
      extensionRanges: [],
      rules: noRules,
    };
  }

  /** A field, or an extension; `site` is what differs between them. */
  field(node: FieldNode, scope: Scope, features: Features, site: FieldSite): Field {
    const declared = isScalarName(node.type) ? null : this.resolve(node.type, scope);
    const type = fieldType(node, declared, features);
    const value = node.options.find((option) => option.name === "default");
    const cardinality = node.mapKey !== "" ? "map" : node.label === "repeated" ? "repeated" : "singular";
    const rules = ruleOptions("field", node.options, this.node.package);
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
      label: node.label,
      type,
      cardinality,
      presence: cardinality === "singular" ? presenceOf(node, type, features) : "none",
      isPresenceOpen: cardinality === "singular" && isPresenceOpen(node, type, features),
      oneof: site.oneof,
      packed: cardinality === "repeated" && isPacked(node, type, features),
      verifiesUtf8: features.utf8Validation === "VERIFY" && holdsString(type),
      default: cardinality === "singular" ? fieldDefault(type, value?.value, valuesOf(declared)) : null,
      defaultAt: value?.valueAt ?? -1,
      defaultEnd: value?.valueEnd ?? -1,
      rules,
      ruledNumbers: rules === noRules ? noNumbers : valuesOf(declared).map(({ number }) => number),
    };
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
  const always = hasOwnPresence(node) || type.kind === "message" || type.kind === "unknown";
  return always || features.fieldPresence === "EXPLICIT" ? "explicit" : "implicit";
}

/** Whether a field can tell that it is not set, whatever its type is. */
function hasOwnPresence({ label, oneof }: FieldNode): boolean {
  return label === "optional" || oneof >= 0;
}

function isPresenceOpen(node: FieldNode, type: FieldType, { fieldPresence }: Features): boolean {
  return type.kind === "unknown" && fieldPresence === "IMPLICIT" && !hasOwnPresence(node);
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
