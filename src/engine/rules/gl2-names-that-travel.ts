import type { Change, Comparison } from "../diff/change.js";
import { type Enum, type FieldType, judgedPart, type Message, type Schema } from "../schema/schema.js";
import { wellKnownType } from "../schema/well-known.js";
import { messageNamed } from "../schema/well-known-schema.js";
import { elementOf, placeOfName } from "./describe.js";
import { restoreMessage } from "./repair.js";
import type { Check } from "./rule.js";
import type { Impact, Remedy, Violation } from "./violation.js";

/**
 * The names of messages are not on the binary wire, with two exceptions: `google.protobuf.Any` names what it holds, in JSON
 * as well, and the name of an extension, which JSON and the text format write, begins with that of the message around it.
 * Source: https://protobuf.dev/programming-guides/proto3/#any
 */
export const nameChecks = [
  {
    id: "GL2/message-moved",
    severity: "warning",
    tier: "conditional",
    bump: null,
    buf: {
      message: ["MESSAGE_NO_DELETE", "PACKAGE_MESSAGE_NO_DELETE"],
      enum: ["ENUM_NO_DELETE", "PACKAGE_ENUM_NO_DELETE"],
    },
    sees: "A message or an enum has another full name; an info where neither an `Any` nor an extension carries the name",
    answers: ["GL2-4"],
  },
  {
    id: "GL2/message-removed",
    severity: "warning",
    tier: "conditional",
    impliedBy: "R1/move-ambiguous",
    bump: null,
    buf: {
      message: ["MESSAGE_NO_DELETE", "PACKAGE_MESSAGE_NO_DELETE"],
      enum: ["ENUM_NO_DELETE", "PACKAGE_ENUM_NO_DELETE"],
    },
    sees: "A message or an enum was removed; an info where no `Any` could hold one",
    answers: ["GL2-4"],
  },
] as const satisfies readonly Check[];

type NameViolation = Violation<(typeof nameChecks)[number]["id"]>;
type Named = Message | Enum;
type Moved = Extract<Change, { kind: "message-moved" | "enum-moved" }>;

/**
 * What has another full name, or none any more. What stands inside of such a message is not told by itself, nor what goes
 * with a package or with the file of a service, of which another check speaks.
 */
export function changedNames(comparison: Comparison): NameViolation[] {
  const { changes, before, after } = comparison;
  const moved = changes.filter((change) => change.kind === "message-moved" || change.kind === "enum-moved");
  const removed = changes.filter(
    (change) => change.kind === "message-removed" || change.kind === "enum-removed",
  );
  if (moved.length + removed.length === 0) return [];
  const isCarried = holdsAny(before) && holdsAny(after);
  const newNames = new Map(moved.map((change) => [change.before.fullName, change.after.fullName]));
  const goneNames = new Set(removed.map((change) => change.before.fullName));
  const packages = changedPackages(changes);
  const isSaidOfService = besideServices(comparison, packages);
  const extending = scopesOfExtensions(before);
  return [
    ...moved
      .filter((change) => !isCarriedAlong(change, newNames, packages))
      .map((change) => movedViolation(change, carrierOf(change, isCarried, extending))),
    ...removed
      .filter((change) => !goneNames.has(change.before.owner ?? ""))
      .map((change) => removedViolation(change.before, comparison, isCarried))
      .filter(({ severity, element }) => !(severity === "info" && isSaidOfService(element.fullName))),
  ];
}

/** Whether it did no more than follow what it stood in, or the package of services beside it. */
function isCarriedAlong(
  { before, after }: Moved,
  newNames: ReadonlyMap<string, string>,
  packages: ReadonlySet<string>,
): boolean {
  if (before.name !== after.name) return false;
  return before.owner === null
    ? after.owner === null && packages.has(before.file)
    : newNames.get(before.owner) === after.owner;
}

/** The files with services whose package is another one. */
function changedPackages(changes: readonly Change[]): Set<string> {
  return new Set(
    changes.flatMap((change) => (change.kind === "package-changed" ? [change.before.path] : [])),
  );
}

/** Tells by its name whether a declaration went with a service: with its file, or out of its package. */
function besideServices(
  { changes, before, after }: Comparison,
  packages: ReadonlySet<string>,
): (fullName: string) => boolean {
  const left = new Set(after.files.map(({ path }) => path));
  const files = new Set(
    changes.flatMap((change) => (change.kind === "service-removed" ? [change.before.file] : [])),
  );
  return (fullName) => {
    const file = (before.messages.get(fullName) ?? before.enums.get(fullName))?.file ?? "";
    return packages.has(file) || (files.has(file) && !left.has(file));
  };
}

const any = "google.protobuf.Any";

/** Messages that hold an `Any` and are seldom at hand. */
const holdersOfAny = ["google.rpc.Status", "google.longrunning.Operation"];

/**
 * Whether a field or a method of what is judged uses `Any`, or a type that leads to it. The types of protobuf itself may
 * lie beside a protocol: they are no use of it as long as nothing else leads to them.
 */
function holdsAny(schema: Schema): boolean {
  const { messages, services } = judgedPart(schema);
  const seen = new Set<string>();
  const queue = [
    ...[...services.values()].flatMap(({ methods }) =>
      methods.flatMap(({ input, output }) => [input, output]),
    ),
    ...[...messages.values()]
      .filter(({ fullName }) => wellKnownType(fullName) === null)
      .flatMap(({ fields }) => fields.map(({ type }) => typeName(type))),
  ];
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    if (name === any || holdersOfAny.includes(name)) return true;
    if (seen.has(name)) continue;
    seen.add(name);
    for (const { type } of messageNamed(schema, name)?.fields ?? []) queue.push(typeName(type));
  }
  return false;
}

/** The name of a message, or of what may be one; empty for other types. */
function typeName(type: FieldType): string {
  if (type.kind === "map") return typeName(type.value);
  return type.kind === "message" || type.kind === "unknown" ? type.name.replace(/^\./, "") : "";
}

/** The messages that extensions are declared in: the names of these begin with theirs. */
function scopesOfExtensions({ messages, extended }: Schema): string[] {
  const extensions = [...messages.values(), ...extended.values()].flatMap(({ fields }) => fields);
  return [...new Set(extensions.flatMap(({ extension }) => extension?.scope ?? []))];
}

/** What carries the name of a message that moved: an `Any`, or the names of the extensions in it; null where nothing does. */
function carrierOf(
  { kind, before: { fullName } }: Moved,
  isCarried: boolean,
  extending: readonly string[],
): "Any" | "extension" | null {
  if (kind === "enum-moved") return null;
  if (isCarried) return "Any";
  const isInside = (name: string) => name === fullName || name.startsWith(`${fullName}.`);
  return extending.some(isInside) ? "extension" : null;
}

function movedViolation({ kind, before, after }: Moved, carrier: "Any" | "extension" | null): NameViolation {
  const isMessage = kind === "message-moved";
  const sentence = carrier
    ? `a peer of the other release does not know the name that ${carrier === "Any" ? "an Any carries" : "JSON gives to the extensions in it"}`
    : nothingCarries(isMessage);
  return {
    check: "GL2/message-moved",
    ...(carrier ? {} : { severity: "info" }),
    element: elementOf(isMessage ? "message" : "enum", after),
    place: placeOfName(after.file, after),
    message: `${after.fullName} was called ${before.fullName} in the older release: ${sentence}.`,
    before: { fullName: before.fullName },
    after: { fullName: after.fullName },
    impact: carrier
      ? {
          kind: "known",
          owner: carrier === "Any" ? any : after.fullName,
          newWriter: "rejected",
          oldWriter: "rejected",
        }
      : null,
    fix: carrier
      ? {
          title: "Keep the name, or let every reader know both before a writer uses the new one",
          advice: `message ${before.name} { … }`,
        }
      : null,
  };
}

function nothingCarries(isMessage: boolean): string {
  return isMessage
    ? "no Any and no extension that both releases know carries the name; the details of an error would, in an Any that no schema shows"
    : "the name of an enum is on no wire, so only generated code has it";
}

function removedViolation(gone: Named, comparison: Comparison, isCarried: boolean): NameViolation {
  const isMessage = "fields" in gone;
  const travels = isMessage && isCarried;
  const sentence = travels
    ? "an Any that the older release writes may hold one, and no reader of this release knows the name"
    : nothingCarries(isMessage);
  const impact: Impact = { kind: "known", owner: any, newWriter: null, oldWriter: "rejected" };
  return {
    check: "GL2/message-removed",
    ...(travels ? {} : { severity: "info" }),
    element: elementOf(isMessage ? "message" : "enum", gone),
    place: placeOfGone(gone, comparison.after),
    message: `${isMessage ? "Message" : "Enum"} ${gone.fullName} is gone: ${sentence}.`,
    before: { fullName: gone.fullName },
    after: null,
    impact: travels ? impact : null,
    fix: travels ? removedRemedy(gone, comparison.after) : null,
  };
}

/** Inside of what it stood in, or at the package of its file; at itself where that is gone, too. */
function placeOfGone(gone: Named, { files, messages }: Schema): NameViolation["place"] {
  const owner = messages.get(gone.owner ?? "");
  if (owner) return placeOfName(owner.file, owner);
  const file = files.find(({ path }) => path === gone.file);
  return file ? { file: file.path, from: file.packageAt, to: file.packageEnd } : placeOfName(gone.file, gone);
}

function removedRemedy(gone: Message, { files }: Schema): Remedy {
  const title = "Keep the message while a supported peer may send one";
  const file = gone.owner === null ? files.find(({ path }) => path === gone.file) : undefined;
  return file
    ? { title, repair: restoreMessage(file.path, gone) }
    : { title, advice: `message ${gone.name} { … }` };
}
