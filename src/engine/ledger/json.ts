import { maxEnumNumber, maxFieldNumber, minEnumNumber } from "../schema/parse.js";
import { assembleLedger } from "./assemble.js";
import type { Evidence } from "./evidence.js";
import { isInFlight } from "./holders.js";
import { distinctOwners, type Form, type HeldForm, type Ledger, type Owner } from "./ledger.js";
import type { Revision } from "./revision.js";
import { addHolder, addOwner, type RevisionLog } from "./revision-log.js";

/** What an exported ledger begins with, so that other JSON is told apart. */
const format = "grpc-evolution ledger";
const version = 3;

/** Earlier versions that are read as well. */
const earlierVersions: readonly unknown[] = [1, 2];

/**
 * A ledger as text, the same text for the same ledger: one line for each revision and each message or enum, so
 * that an export under version control has readable differences. What branches take that are not merged is left out:
 * it depends on the clone.
 */
export function ledgerToJson(ledger: Ledger): string {
  const revisions = new Map<string, number>();
  const seen: Revision[] = [];
  const position = (revision: Revision): number => {
    const key = `${revision.source} ${revision.commit}`;
    const known = revisions.get(key);
    if (known !== undefined) return known;
    revisions.set(key, seen.length);
    return seen.push(revision) - 1;
  };
  const owners = distinctOwners(ledger).map((owner) => JSON.stringify(ownerToJson(owner, position)));
  const lines = (items: string[]) => (items.length > 0 ? `[\n${items.join(",\n")}\n]` : "[]");
  const seenLines = seen.map(({ commit, date, source }) => JSON.stringify({ commit, date, source }));
  return `{"format":"${format}","version":${version},"head":${JSON.stringify(ledger.head ?? null)},"revisions":${ledger.revisions},"unreadable":${ledger.unreadable ?? 0},
"seen":${lines(seenLines)},
"owners":${lines(owners)}}
`;
}

function ownerToJson({ names, kind, numbers, renumbered }: Owner, position: (at: Revision) => number) {
  return {
    names,
    kind,
    numbers: [...numbers].flatMap(([number, all]) => {
      const holders = all.flatMap((holder) => {
        const forms = isInFlight(holder) ? [] : holder.forms.flatMap((form) => formToJson(form, position));
        return forms.length === 0 ? [] : [{ forms }];
      });
      return holders.length === 0 ? [] : [{ number, holders }];
    }),
    ...(renumbered.length > 0 ? { renumbered } : {}),
  };
}

function formToJson({ name, type, jsonName, seen }: HeldForm, position: (at: Revision) => number) {
  if (seen === null) return [];
  const { first, last, evidence } = seen;
  return [
    {
      name,
      type,
      ...(jsonName === undefined ? {} : { jsonName }),
      first: position(first),
      last: position(last),
      evidence: {
        kind: evidence.kind,
        ...(evidence.kind === "release" ? { release: evidence.release } : {}),
        revision: position(evidence.revision),
      },
    },
  ];
}

/**
 * Reads what `ledgerToJson` wrote, in this version or an earlier one. Revisions of the repository that wrote it get
 * `source` as their origin.
 * Throws an Error that says what is wrong with the text and where in it; whatever the text is.
 */
export function ledgerFromJson(text: string, source: string): Ledger {
  const root = new Value("the file", parse(text));
  if (root.get("format").of !== format)
    throw new Error(`This is not an exported ledger: no "format": "${format}".`);
  const written = root.get("version").of;
  const isEarlier = earlierVersions.includes(written);
  if (written !== version && !isEarlier) {
    throw new Error(`The ledger has version ${show(written)}, this program reads up to version ${version}.`);
  }
  const head = root.get("head");
  const seen = root
    .get("seen")
    .list()
    .map((value) => readSeen(value, source, written === 1));
  const log: RevisionLog = {
    entries: [],
    links: [],
    revisions: root.get("revisions").integer(0, Number.MAX_SAFE_INTEGER),
    unreadable: root.get("unreadable").integer(0, Number.MAX_SAFE_INTEGER),
  };
  const readForms = isEarlier ? formsOfEarlier : formsIn;
  for (const owner of root.get("owners").list()) readOwner(owner, (holder) => readForms(holder, seen), log);
  return {
    ...assembleLedger(log),
    ...(isEarlier ? { isOutdated: true } : {}),
    head: head.of === undefined || head.of === null ? null : head.match(hash, aHash),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error("This is not an exported ledger: the text is not JSON, or it is cut off.");
  }
}

/** A revision; in version 1 it named a release that has it, later its evidence does. */
interface SeenRevision {
  revision: Revision;
  release: string | null;
}

function readSeen(value: Value, source: string, namesReleases: boolean): SeenRevision {
  const release = value.get("release");
  const isReleased = namesReleases && release.of !== null;
  return {
    revision: {
      commit: value.get("commit").match(hash, aHash),
      date: value
        .get("date")
        .match(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/, "a date such as 2024-02-29T12:00:00Z"),
      source: value.get("source").match(plainTextOrNone, "a short text") || source,
    },
    release: isReleased ? release.match(plainText, "a short text") : null,
  };
}

function readOwner(value: Value, readForms: (holder: Value) => HeldForm[], log: RevisionLog): void {
  const kind = value.get("kind").match(/^(message|enum)$/, '"message" or "enum"') as Owner["kind"];
  const names = namesIn(value, fullName);
  const owner = names[0];
  addOwner(log, kind, names);
  const [lowest, highest] = kind === "message" ? [1, maxFieldNumber] : [minEnumNumber, maxEnumNumber];
  for (const item of value.get("numbers").list()) {
    const place = { kind, owner, number: item.get("number").integer(lowest, highest) };
    for (const holder of item.get("holders").list()) addHolder(log, place, readForms(holder));
  }
  const renumbered = value.get("renumbered");
  for (const item of renumbered.of === undefined ? [] : renumbered.list()) {
    const name = item.get("name").match(simpleName, "a name");
    const [before, after] = [item.get("before"), item.get("after")].map((each) =>
      each.integer(lowest, highest),
    );
    log.links.push({ of: "renumbered", kind, owner, name, before: before as number, after: after as number });
  }
}

function formsIn(holder: Value, seen: readonly SeenRevision[]): HeldForm[] {
  const forms = holder.get("forms");
  const read = forms.list().map((form) => readForm(form, seen));
  return read.length === 0 ? forms.refuse("a list with a form in it") : read;
}

function readForm(value: Value, seen: readonly SeenRevision[]): HeldForm {
  const at = (place: Value) => revisionAt(place, seen).revision;
  const name = value.get("name").match(simpleName, "a name");
  const type = value.get("type").match(plainText, "a short text");
  const jsonName = value.get("jsonName");
  const evidence = readEvidence(value.get("evidence"), { name, type }, at);
  const held = { name, type, seen: { first: at(value.get("first")), last: at(value.get("last")), evidence } };
  return jsonName.of === undefined ? held : { ...held, jsonName: jsonName.match(anyText, "a text") };
}

/** Before version 3 a holder had one type, and one of its names had evidence. */
function formsOfEarlier(holder: Value, seen: readonly SeenRevision[]): HeldForm[] {
  const names = namesIn(holder, simpleName);
  const type = holder.get("type").match(plainText, "a short text");
  const first = revisionAt(holder.get("first"), seen);
  const { revision: last } = revisionAt(holder.get("last"), seen);
  const evidence = earlierEvidence(holder, { names, type, first }, seen);
  const span = { first: first.revision, last };
  const shown: HeldForm = { name: evidence.name, type: evidence.type, seen: { ...span, evidence } };
  const others = names.filter((name) => name !== shown.name || type !== shown.type);
  const bare = others.map((name): HeldForm => {
    const evidence: Evidence = { kind: "other", name, type, revision: first.revision, ref: null };
    return { name, type, seen: { ...span, evidence } };
  });
  return [...bare, shown].sort((a, b) => names.indexOf(a.name) - names.indexOf(b.name));
}

function earlierEvidence(
  holder: Value,
  { names, type, first }: { names: readonly string[]; type: string; first: SeenRevision },
  seen: readonly SeenRevision[],
): Evidence {
  const value = holder.get("evidence");
  if (value.of === undefined) return evidenceOfOld(names.at(-1) as string, type, first);
  const name = value.get("name");
  const shown = {
    name: names.includes(name.of as string) ? (name.of as string) : name.refuse("one of the names"),
    type: value.get("type").match(plainText, "a short text"),
  };
  return readEvidence(value, shown, (place) => revisionAt(place, seen).revision);
}

/** Version 1 knew no more than whether some release came after a revision. */
function evidenceOfOld(name: string, type: string, { revision, release }: SeenRevision): Evidence {
  return release === null
    ? { kind: "official", name, type, revision }
    : { kind: "release", name, type, revision, release };
}

function readEvidence(value: Value, form: Form, at: (place: Value) => Revision): Evidence {
  const shown = { name: form.name, type: form.type, revision: at(value.get("revision")) };
  const kind = value.get("kind").match(/^(release|official|other)$/, '"release", "official" or "other"');
  if (kind === "official") return { kind, ...shown };
  if (kind === "other") return { kind, ...shown, ref: null };
  return { kind: "release", ...shown, release: value.get("release").match(plainText, "a short text") };
}

function revisionAt(place: Value, seen: readonly SeenRevision[]): SeenRevision {
  return seen[place.integer(0, seen.length - 1)] as SeenRevision;
}

const hash = /^[0-9a-f]{7,64}$/;
const aHash = "a commit's hash";
const simpleName = /^[A-Za-z_]\w{0,999}$/;
const fullName = /^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$/;
const plainText = /^[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]{1,1000}$/u;
/** A name in JSON may be any text, and reports make it harmless. */
const anyText = /^.{1,10000}$/su;
const plainTextOrNone = /^[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]{0,1000}$/u;

function namesIn(value: Value, pattern: RegExp): [string, ...string[]] {
  const names = value.get("names");
  const [first, ...others] = names.list().map((name) => name.match(pattern, "a name"));
  if (first === undefined) return names.refuse("a list with a name in it");
  return [first, ...others];
}

/** A part of foreign JSON, with its place for messages. */
class Value {
  constructor(
    readonly place: string,
    readonly of: unknown,
  ) {}

  get(key: string): Value {
    const { of } = this;
    if (typeof of !== "object" || of === null || Array.isArray(of)) return this.refuse("an object");
    return new Value(
      `${this.place}.${key}`.replace(/^the file\./, ""),
      Object.hasOwn(of, key) ? (of as Record<string, unknown>)[key] : undefined,
    );
  }

  list(): Value[] {
    if (!Array.isArray(this.of)) return this.refuse("a list");
    return this.of.map((item, index) => new Value(`${this.place}[${index}]`, item));
  }

  integer(lowest: number, highest: number): number {
    const { of } = this;
    if (typeof of === "number" && Number.isInteger(of) && of >= lowest && of <= highest)
      return of === 0 ? 0 : of;
    return this.refuse(`a whole number from ${lowest} to ${highest}`);
  }

  match(pattern: RegExp, what: string): string {
    return typeof this.of === "string" && pattern.test(this.of) ? this.of : this.refuse(what);
  }

  refuse(expected: string): never {
    throw new Error(`The ledger is damaged: ${this.place} should be ${expected} and is ${show(this.of)}.`);
  }
}

function show(value: unknown): string {
  if (value === undefined) return "missing";
  if (typeof value === "object" && value !== null) return Array.isArray(value) ? "a list" : "an object";
  const text = JSON.stringify(value);
  const shown = text.length > 40 ? `${text.slice(0, 40)}…` : text;
  return shown.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "?");
}
