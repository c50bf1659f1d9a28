import { maxEnumNumber, maxFieldNumber, minEnumNumber } from "../schema/parse.js";
import { assembleLedger } from "./assemble.js";
import type { Holder, Ledger, Owner, Revision } from "./ledger.js";
import { addHolder, addOwner, type RevisionLog } from "./revision-log.js";

/** What an exported ledger begins with, so that other JSON is told apart. */
const format = "grpc-evolution ledger";
const version = 1;

/**
 * A ledger as text, the same text for the same ledger: one line for each revision and each message or enum, so
 * that an export under version control has readable differences.
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
  const seenLines = seen.map(({ commit, date, release, source }) =>
    JSON.stringify({ commit, date, release, source }),
  );
  return `{"format":"${format}","version":${version},"revisions":${ledger.revisions},"unreadable":${ledger.unreadable ?? 0},
"seen":${lines(seenLines)},
"owners":${lines(owners)}}
`;
}

/** Each element once, under the first of its names. */
function distinctOwners({ owners }: Ledger): Owner[] {
  const sorted = [...owners.values()].sort((a, b) => (a.fullName < b.fullName ? -1 : 1));
  return sorted.filter(
    ({ fullName, aliases }) => !aliases.some((alias) => alias < fullName && owners.has(alias)),
  );
}

function ownerToJson({ fullName, kind, aliases, numbers }: Owner, position: (at: Revision) => number) {
  return {
    names: [fullName, ...aliases],
    kind,
    numbers: [...numbers].map(([number, holders]) => ({
      number,
      holders: holders.map(({ names, type, first, last }) => ({
        names,
        type,
        first: position(first),
        last: position(last),
      })),
    })),
  };
}

/**
 * Reads what `ledgerToJson` wrote. Revisions of the repository that wrote it get `source` as their origin.
 * Throws an Error that says what is wrong with the text and where in it; whatever the text is.
 */
export function ledgerFromJson(text: string, source: string): Ledger {
  const root = new Value("the file", parse(text));
  if (root.get("format").of !== format)
    throw new Error(`This is not an exported ledger: no "format": "${format}".`);
  const written = root.get("version").of;
  if (written !== version) {
    throw new Error(`The ledger has version ${show(written)}, this program reads version ${version}.`);
  }
  const seen = root
    .get("seen")
    .list()
    .map((value) => readRevision(value, source));
  const log: RevisionLog = {
    entries: [],
    links: [],
    revisions: root.get("revisions").integer(0, Number.MAX_SAFE_INTEGER),
    unreadable: root.get("unreadable").integer(0, Number.MAX_SAFE_INTEGER),
  };
  for (const owner of root.get("owners").list()) readOwner(owner, seen, log);
  return assembleLedger(log);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error("This is not an exported ledger: the text is not JSON, or it is cut off.");
  }
}

function readRevision(value: Value, source: string): Revision {
  const release = value.get("release");
  return {
    commit: value.get("commit").match(/^[0-9a-f]{7,64}$/, "a commit's hash"),
    date: value.get("date").match(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/, "a date such as 2024-02-29T12:00:00Z"),
    release: release.of === null ? null : release.match(plainText, "a short text"),
    source: value.get("source").match(plainTextOrNone, "a short text") || source,
  };
}

function readOwner(value: Value, seen: Revision[], log: RevisionLog): void {
  const kind = value.get("kind").match(/^(message|enum)$/, '"message" or "enum"') as Owner["kind"];
  const names = namesIn(value, fullName);
  addOwner(log, kind, names);
  const [lowest, highest] = kind === "message" ? [1, maxFieldNumber] : [minEnumNumber, maxEnumNumber];
  for (const item of value.get("numbers").list()) {
    const place = { kind, owner: names[0], number: item.get("number").integer(lowest, highest) };
    for (const holder of item.get("holders").list()) addHolder(log, place, readHolder(holder, seen));
  }
}

function readHolder(value: Value, seen: Revision[]): Holder {
  const revision = (key: string) => seen[value.get(key).integer(0, seen.length - 1)] as Revision;
  return {
    names: namesIn(value, simpleName),
    type: value.get("type").match(plainText, "a short text"),
    first: revision("first"),
    last: revision("last"),
  };
}

const simpleName = /^[A-Za-z_]\w{0,999}$/;
const fullName = /^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$/;
const plainText = /^[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]{1,1000}$/u;
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
