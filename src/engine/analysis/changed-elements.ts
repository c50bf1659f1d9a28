import type { Change, Comparison, InBoth } from "../diff/change.js";
import type {
  Enum,
  EnumValue,
  Field,
  Message,
  Method,
  Schema,
  SchemaFile,
  Service,
} from "../schema/schema.js";
import { type ElementHistory, elementHistories } from "../window/elements.js";

/** What a change is about, as it was and as it is; null where it was not, or is not any more. */
export type Subject =
  /** `isOther` tells that the number carried another field before. */
  | {
      kind: "field";
      owner: InBoth<Message>;
      before: Field | null;
      after: Field | null;
      isOther: boolean;
    }
  | { kind: "value"; owner: InBoth<Enum>; before: EnumValue | null; after: EnumValue | null }
  | ({ kind: "message" } & Sides<Message>)
  | ({ kind: "enum" } & Sides<Enum>)
  | ({ kind: "service" } & Sides<Service>)
  | ({ kind: "method" } & Sides<Method>)
  | ({ kind: "package" } & Sides<SchemaFile>);

interface Sides<T> {
  before: T | null;
  after: T | null;
}

/** An element with all that a comparison says of it. */
export interface ChangedElement {
  /** Full name in the newer schema; of what is gone in the older. */
  fullName: string;
  subject: Subject;
  changes: Change[];
  /** Whether it is marked as deprecated now, and was not before. */
  isDeprecatedNow: boolean;
}

/** What a comparison changes, each element once, in the order of its changes. */
export function changedElements(comparison: Comparison): ChangedElement[] {
  const elements = new Map<string, ChangedElement>();
  for (const change of comparison.changes) {
    const subject = subjectOf(change);
    const fullName = nameOf(subject);
    const key = elementKey(subject.kind, fullName);
    const element = elements.get(key);
    if (element) {
      element.changes.push(change);
      element.subject = merged(element.subject, subject);
    } else elements.set(key, { fullName, subject, changes: [change], isDeprecatedNow: false });
  }
  return [...elements.values()];
}

/** The same with what is marked as deprecated now, which is no difference on the wire; it comes last. */
export function elementsOfChange(comparison: Comparison): ChangedElement[] {
  const elements = new Map(
    changedElements(comparison).map((each) => [elementKey(each.subject.kind, each.fullName), each]),
  );
  for (const { kind, element: fullName, owner } of deprecatedNow(comparison)) {
    const key = elementKey(kind, fullName);
    const changed = elements.get(key);
    const subject = changed?.subject ?? declaredSubject(kind, fullName, owner, comparison);
    if (subject)
      elements.set(key, { fullName, subject, changes: changed?.changes ?? [], isDeprecatedNow: true });
  }
  return [...elements.values()];
}

/** What tells elements apart: several of them may have the same name. */
export function elementKey(kind: Subject["kind"], fullName: string): string {
  return `${kind} ${fullName}`;
}

/** The first of two that knows how the element was: one change may only tell that it is there now. */
function merged(one: Subject, other: Subject): Subject {
  if (one.kind !== "field" || other.kind !== "field") return one.before ? one : other;
  const subject = one.before ? one : other;
  return subject.kind === "field" ? { ...subject, isOther: one.isOther || other.isOther } : subject;
}

function subjectOf(change: Change): Subject {
  switch (change.kind) {
    case "field-added":
    case "extension-number-taken":
      return { kind: "field", owner: change.message, before: null, after: change.after, isOther: false };
    case "field-removed":
      return { kind: "field", owner: change.message, before: change.before, after: null, isOther: false };
    case "name-taken":
      return {
        kind: "field",
        owner: change.message,
        before: change.own,
        after: change.after,
        isOther: false,
      };
    case "number-reused":
      return fieldInBoth(change, true);
    case "field-renumbered":
    case "field-renamed":
    case "field-type-changed":
    case "field-cardinality-changed":
    case "field-packing-changed":
    case "field-presence-changed":
    case "field-oneof-changed":
    case "field-default-changed":
    case "field-utf8-changed":
    case "field-json-name-changed":
    case "field-constraint-changed":
      return fieldInBoth(change, false);
    case "extension-range-removed":
      return { kind: "message", ...change.message };
    case "reservation-removed":
      return "fields" in change.owner.after
        ? { kind: "message", ...(change.owner as InBoth<Message>) }
        : { kind: "enum", ...(change.owner as InBoth<Enum>) };
    case "message-added":
      return { kind: "message", before: null, after: change.after };
    case "message-removed":
      return { kind: "message", before: change.before, after: null };
    case "message-moved":
    case "message-constraint-changed":
      return { kind: "message", before: change.before, after: change.after };
    case "move-ambiguous":
      return "fields" in change.before
        ? { kind: "message", before: change.before, after: null }
        : { kind: "enum", before: change.before, after: null };
    case "enum-added":
      return { kind: "enum", before: null, after: change.after };
    case "enum-removed":
      return { kind: "enum", before: change.before, after: null };
    case "enum-moved":
      return { kind: "enum", before: change.before, after: change.after };
    case "enum-closedness-changed":
      return { kind: "enum", ...change.enum };
    case "value-added":
    case "alias-added":
      return { kind: "value", owner: change.enum, before: null, after: change.after };
    case "value-removed":
    case "alias-removed":
      return { kind: "value", owner: change.enum, before: change.before, after: null };
    case "value-renumbered":
    case "value-renamed":
    case "alias-put-first":
      return { kind: "value", owner: change.enum, before: change.before, after: change.after };
    case "service-added":
      return { kind: "service", before: null, after: change.after };
    case "service-removed":
      return { kind: "service", before: change.before, after: null };
    case "service-moved":
      return { kind: "service", before: change.before, after: change.after };
    case "method-added":
      return { kind: "method", before: null, after: change.after };
    case "method-removed":
      return { kind: "method", before: change.before, after: null };
    case "method-changed":
      return { kind: "method", before: change.before, after: change.after };
    case "package-changed":
      return { kind: "package", before: change.before, after: change.after };
  }
}

function fieldInBoth(
  { message: owner, before, after }: { message: InBoth<Message>; before: Field; after: Field },
  isOther: boolean,
): Subject {
  return { kind: "field", owner, before, after, isOther };
}

function nameOf(subject: Subject): string {
  if (subject.kind === "value") {
    const { owner, before, after } = subject;
    return after ? `${owner.after.fullName}.${after.name}` : `${owner.before.fullName}.${before?.name}`;
  }
  if (subject.kind === "package") return subject.after?.package ?? subject.before?.package ?? "";
  return (subject.after ?? subject.before)?.fullName ?? "";
}

/** What stands inside of something that is deprecated now says nothing more. */
function deprecatedNow(comparison: Comparison): ElementHistory[] {
  const { before, after } = comparison;
  const histories = elementHistories([before, after], () => comparison);
  const now = histories.filter(({ introduced, deprecated }) => introduced === 0 && deprecated === 1);
  const names = new Set(now.map(({ element }) => element));
  return now.filter(({ element, owner }) => owner === element || !names.has(owner));
}

/** Something that both schemas declare under one name; undefined where only a move leads to it. */
function declaredSubject(
  kind: ElementHistory["kind"],
  fullName: string,
  ownerName: string,
  { before, after }: Comparison,
): Subject | undefined {
  switch (kind) {
    case "message":
    case "enum":
    case "service": {
      const both = sidesIn(kind, fullName, before, after);
      return both && ({ kind, ...both } as Subject);
    }
    case "field": {
      const owner = sidesIn("message", ownerName, before, after) as InBoth<Message> | undefined;
      const field = owner?.after.fields.find((each) => each.fullName === fullName);
      const older = owner?.before.fields.find(({ number }) => number === field?.number);
      return owner && field && older && { kind, owner, before: older, after: field, isOther: false };
    }
    case "value": {
      const owner = sidesIn("enum", ownerName, before, after) as InBoth<Enum> | undefined;
      const value = owner?.after.values.find(({ name }) => `${ownerName}.${name}` === fullName);
      return owner && value && { kind, owner, before: value, after: value };
    }
    case "method": {
      const owner = sidesIn("service", ownerName, before, after) as InBoth<Service> | undefined;
      const named = ({ methods }: Service) => methods.find((each) => each.fullName === fullName);
      const [older, newer] = [owner && named(owner.before), owner && named(owner.after)];
      return older && newer && { kind, before: older, after: newer };
    }
  }
}

function sidesIn(
  kind: "message" | "enum" | "service",
  fullName: string,
  before: Schema,
  after: Schema,
): InBoth<Message | Enum | Service> | undefined {
  const named = (schema: Schema) => {
    if (kind === "message") return schema.messages.get(fullName) ?? schema.extended.get(fullName);
    return kind === "enum" ? schema.enums.get(fullName) : schema.services.get(fullName);
  };
  const [older, newer] = [named(before), named(after)];
  return older && newer && { before: older, after: newer };
}
