import type { Change, Comparison } from "../diff/change.js";
import { diffSchemas } from "../diff/diff.js";
import { judgedPart, type Message, type Schema } from "../schema/schema.js";

export type ElementKind = "message" | "field" | "enum" | "value" | "service" | "method";

/** What became of an element over the releases; an index is that of a release among the schemas, oldest first. */
export interface ElementHistory {
  /** Full name, the newest one where it was renamed. */
  element: string;
  kind: ElementKind;
  /** Full name of the message, enum or service that it stands in; of one that stands by itself its own. */
  owner: string;
  /** First schema that has it. */
  introduced: number;
  /** The schemas since then that lack it: it went, and was restored. */
  gone: readonly number[];
  /** First schema that marks it as deprecated, and all after it do; null where the newest does not. */
  deprecated: number | null;
  /** First schema without it, null where the newest has it. */
  removed: number | null;
  /** The last schema in which a field means another value than before where it is absent; null where it always meant the same. */
  defaultChanged: number | null;
}

/**
 * The history of every element, in the order of the newest schema, removed ones last. An element is followed when it is
 * renamed or moved. Costs one comparison of two schemas for each step; `compare` may use a history to make it.
 */
export function elementHistories(
  schemas: readonly Schema[],
  compare: (before: Schema, after: Schema) => Comparison = (before, after) => diffSchemas(before, after),
): ElementHistory[] {
  let living = new Map<string, Living>();
  const removed = new Map<string, Living>();
  let before: Schema | null = null;
  for (const [releaseIndex, schema] of schemas.entries()) {
    const comparison = before === null ? null : compare(before, schema);
    const oldNames = comparison === null ? noRenames : renamesIn(comparison);
    const changedDefaults = changedDefaultsIn(comparison);
    const next = new Map<string, Living>();
    for (const declared of elementsOf(judgedPart(schema))) {
      const oldName = oldNames(declared) ?? "";
      const old = living.get(oldName) ?? restored(removed.get(oldName), declared, releaseIndex);
      living.delete(oldName);
      if (old) removed.delete(oldName);
      const isDefaultChanged = changedDefaults.has(declared.element);
      next.set(declared.element, continued(old, declared, isDefaultChanged, releaseIndex));
    }
    for (const history of living.values()) {
      removed.set(history.element, { ...history, removed: releaseIndex });
    }
    living = next;
    before = schema;
  }
  return [...living.values(), ...removed.values()].map(({ number: _, ...history }) => history);
}

/** A history that may go on, with the number that its element has. */
type Living = ElementHistory & Pick<Declared, "number">;

/** What had the name before and went, where it is declared again and not another under its name. */
function restored(old: Living | undefined, declared: Declared, releaseIndex: number): Living | undefined {
  if (!old || old.removed === null) return undefined;
  if (old.kind !== declared.kind || old.number !== declared.number) return undefined;
  const { removed } = old;
  const lacking = Array.from({ length: releaseIndex - removed }, (_, at) => removed + at);
  return { ...old, gone: [...old.gone, ...lacking] };
}

function continued(
  old: Living | undefined,
  declared: Declared,
  isDefaultChanged: boolean,
  releaseIndex: number,
): Living {
  const { element, kind, owner, number, isDeprecated } = declared;
  return {
    element,
    kind,
    owner,
    number,
    introduced: old?.introduced ?? releaseIndex,
    gone: old?.gone ?? [],
    deprecated: isDeprecated ? (old?.deprecated ?? releaseIndex) : null,
    removed: null,
    defaultChanged: isDefaultChanged ? releaseIndex : (old?.defaultChanged ?? null),
  };
}

interface Declared extends Pick<ElementHistory, "element" | "kind" | "owner"> {
  isDeprecated: boolean;
  /** Of a field or value. */
  number: number | null;
}

/** Everything that a schema declares, by full name, what stands inside behind what it stands in. */
export function elementsOf({ messages, extended, enums, services }: Schema): Declared[] {
  const declared = (
    kind: ElementKind,
    {
      fullName,
      deprecated,
      number = null,
    }: { fullName: string; deprecated: boolean; number?: number | null },
    owner = fullName,
  ): Declared => ({ element: fullName, kind, owner, isDeprecated: deprecated, number });
  const fieldsOf = ({ fullName, fields }: Message) =>
    fields.map((field) => declared("field", field, fullName));
  return [
    ...[...services.values()].flatMap((service) => [
      declared("service", service),
      ...service.methods.map((method) => declared("method", method, service.fullName)),
    ]),
    ...[...messages.values()].flatMap((message) => [declared("message", message), ...fieldsOf(message)]),
    ...[...extended.values()].flatMap(fieldsOf),
    ...[...enums.values()].flatMap((node) => [
      declared("enum", node),
      ...node.values.map(({ name, deprecated, number }) =>
        declared("value", { fullName: `${node.fullName}.${name}`, deprecated, number }, node.fullName),
      ),
    ]),
  ];
}

/** Whether a schema declares something of this full name, as it is in `elementsOf`: finds out without listing all. */
export function declares(schema: Schema, fullName: string): boolean {
  const { messages, enums, services } = schema;
  if (messages.has(fullName) || enums.has(fullName) || services.has(fullName)) return true;
  const end = fullName.lastIndexOf(".");
  const [owner, name] = [fullName.slice(0, Math.max(end, 0)), fullName.slice(end + 1)];
  const isMeant = (element: { fullName: string }) => element.fullName === fullName;
  return (
    messages.get(owner)?.fields.some(isMeant) === true ||
    services.get(owner)?.methods.some(isMeant) === true ||
    (end >= 0 && enums.get(owner)?.values.some((value) => value.name === name) === true) ||
    // The name of an extension does not tell what it extends.
    extensionsOf(schema).has(fullName)
  );
}

/** Whether a schema marks what it declares under this full name as deprecated. */
export function isDeprecatedIn(schema: Schema, fullName: string): boolean {
  const known = deprecatedBySchema.get(schema);
  if (known) return known.has(fullName);
  const marked = elementsOf(schema).filter(({ isDeprecated }) => isDeprecated);
  const names = new Set(marked.map(({ element }) => element));
  deprecatedBySchema.set(schema, names);
  return names.has(fullName);
}

const deprecatedBySchema = new WeakMap<Schema, ReadonlySet<string>>();

/** The full names of all extensions that a schema declares; listed once, since of one schema many names are asked for. */
function extensionsOf(schema: Schema): ReadonlySet<string> {
  const known = extensionsBySchema.get(schema);
  if (known) return known;
  const extensions = [...schema.messages.values(), ...schema.extended.values()].flatMap(({ fields }) =>
    // Extensions stand behind all other fields: most messages have none.
    fields.at(-1)?.extension ? fields.filter(({ extension }) => extension !== null) : [],
  );
  const names = new Set(extensions.map(({ fullName }) => fullName));
  extensionsBySchema.set(schema, names);
  return names;
}

const extensionsBySchema = new WeakMap<Schema, ReadonlySet<string>>();

/** Finds the name that an element had in the older schema; null where it only took the name of another one. */
type OldNames = (declared: Pick<Declared, "element" | "owner">) => string | null;

const noRenames: OldNames = ({ element }) => element;

function renamesIn({ changes }: Comparison): OldNames {
  const oldNames = new Map(changes.flatMap(renameOf));
  const givenUp = new Set(oldNames.values());
  return ({ element, owner }) => {
    const renamed = oldNames.get(element);
    if (renamed !== undefined) return renamed;
    if (givenUp.has(element)) return null;
    const oldOwner = owner === element ? undefined : oldNames.get(owner);
    return oldOwner === undefined ? element : oldOwner + element.slice(owner.length);
  };
}

/** The fields, by their newer names, that mean another value where they are absent. */
function changedDefaultsIn(comparison: Comparison | null): ReadonlySet<string> {
  const changes = comparison?.changes ?? [];
  return new Set(
    changes.flatMap((change) => (change.kind === "field-default-changed" ? [change.after.fullName] : [])),
  );
}

/** New name and old name, of what has another one. */
function renameOf(change: Change): [string, string][] {
  switch (change.kind) {
    case "field-renamed":
    case "message-moved":
    case "enum-moved":
      return [[change.after.fullName, change.before.fullName]];
    case "value-renamed": {
      const { before, after } = change.enum;
      return [[`${after.fullName}.${change.after.name}`, `${before.fullName}.${change.before.name}`]];
    }
    default:
      return [];
  }
}
