import { maxEnumNumber, maxFieldNumber, minEnumNumber } from "../schema/parse.js";
import { assembleLedger } from "./assemble.js";
import type { Evidence } from "./evidence.js";
import { isInFlight } from "./holders.js";
import { distinctOwners, type Holder, type Ledger, type Owner } from "./ledger.js";
import type { Revision } from "./revision.js";
import { addHolder, addOwner, type RevisionLog } from "./revision-log.js";

/** What an exported ledger begins with, so that other JSON is told apart. */
const format = "grpc-evolution ledger";
const version = 2;

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

function ownerToJson({ names, kind, numbers }: Owner, position: (at: Revision) => number) {
  return {
    names,
    kind,
    numbers: [...numbers].flatMap(([number, all]) => {
      const holders = all.filter((holder) => !isInFlight(holder));
      return holders.length === 0
        ? []
        : [{ number, holders: holders.map((each) => holderToJson(each, position)) }];
    }),
  };
}

function holderToJson({ names, type, first, last, evidence }: Holder, position: (at: Revision) => number) {
  return {
    names,
    type,
    first: position(first),
    last: position(last),
    evidence: {
      kind: evidence.kind,
      ...(evidence.kind === "release" ? { release: evidence.release } : {}),
      name: evidence.name,
      type: evidence.type,
      revision: position(evidence.revision),
    },
  };
}

/**
 * Reads what `ledgerToJson` wrote, in this version or the one before. Revisions of the repository that wrote it get
 * `source` as their origin.
 * Throws an Error that says what is wrong with the text and where in it; whatever the text is.
 */
export function ledgerFromJson(text: string, source: string): Ledger {
  const root = new Value("the file", parse(text));
  if (root.get("format").of !== format)
    throw new Error(`This is not an exported ledger: no "format": "${format}".`);
  const written = root.get("version").of;
  if (written !== version && written !== 1) {
    throw new Error(`The ledger has version ${show(written)}, this program reads up to version ${version}.`);
  }
  const head = root.get("head");
  const seen = root
    .get("seen")
    .list()
    .map((value) => readSeen(value, source, written));
  const log: RevisionLog = {
    entries: [],
    links: [],
    revisions: root.get("revisions").integer(0, Number.MAX_SAFE_INTEGER),
    unreadable: root.get("unreadable").integer(0, Number.MAX_SAFE_INTEGER),
  };
  for (const owner of root.get("owners").list()) readOwner(owner, seen, log);
  return {
    ...assembleLedger(log),
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

/** A revision; in version 1 it named a release that has it, in version 2 the holder does. */
interface SeenRevision {
  revision: Revision;
  release: string | null;
}

function readSeen(value: Value, source: string, written: 1 | 2): SeenRevision {
  const release = value.get("release");
  const isReleased = written === 1 && release.of !== null;
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

function readOwner(value: Value, seen: readonly SeenRevision[], log: RevisionLog): void {
  const kind = value.get("kind").match(/^(message|enum)$/, '"message" or "enum"') as Owner["kind"];
  const names = namesIn(value, fullName);
  addOwner(log, kind, names);
  const [lowest, highest] = kind === "message" ? [1, maxFieldNumber] : [minEnumNumber, maxEnumNumber];
  for (const item of value.get("numbers").list()) {
    const place = { kind, owner: names[0], number: item.get("number").integer(lowest, highest) };
    for (const holder of item.get("holders").list()) addHolder(log, place, readHolder(holder, seen));
  }
}

function readHolder(value: Value, seen: readonly SeenRevision[]): Holder {
  const at = (place: Value) => seen[place.integer(0, seen.length - 1)] as SeenRevision;
  const names = namesIn(value, simpleName);
  const type = value.get("type").match(plainText, "a short text");
  const first = at(value.get("first"));
  const { revision: last } = at(value.get("last"));
  const evidence = value.get("evidence");
  return {
    names,
    type,
    first: first.revision,
    last,
    evidence:
      evidence.of === undefined
        ? evidenceOfOld(names.at(-1) as string, type, first)
        : readEvidence(evidence, names, (place) => at(place).revision),
  };
}

/** Version 1 knew no more than whether some release came after a revision. */
function evidenceOfOld(name: string, type: string, { revision, release }: SeenRevision): Evidence {
  return release === null
    ? { kind: "official", name, type, revision }
    : { kind: "release", name, type, revision, release };
}

function readEvidence(value: Value, names: readonly string[], at: (place: Value) => Revision): Evidence {
  const name = value.get("name");
  const shown = {
    name: names.includes(name.of as string) ? (name.of as string) : name.refuse("one of the names"),
    type: value.get("type").match(plainText, "a short text"),
    revision: at(value.get("revision")),
  };
  const kind = value.get("kind").match(/^(release|official|other)$/, '"release", "official" or "other"');
  if (kind === "official") return { kind, ...shown };
  if (kind === "other") return { kind, ...shown, ref: null };
  return { kind: "release", ...shown, release: value.get("release").match(plainText, "a short text") };
}

const hash = /^[0-9a-f]{7,64}$/;
const aHash = "a commit's hash";
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
