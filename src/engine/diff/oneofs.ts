import type { Field } from "../schema/schema.js";

type FieldsByNumber = ReadonlyMap<number, Field>;

/** The members of a oneof that both schemas know, by its name in one of them. */
type Oneofs = ReadonlyMap<string, Field[]>;

/**
 * How the fields that two schemas of a message share moved between its oneofs. A oneof has no name on the wire: one that
 * goes on under another name is the same.
 */
export class OneofMoves {
  readonly #before: FieldsByNumber;
  readonly #after: FieldsByNumber;
  readonly #older: Oneofs;
  readonly #newer: Oneofs;
  readonly #heirs: ReadonlyMap<string, string>;
  /** Those that go from one oneof to the same other one have the same partners. */
  readonly #partners = new Map<string, Field[]>();

  constructor(before: FieldsByNumber, after: FieldsByNumber) {
    this.#before = before;
    this.#after = after;
    this.#older = membersKnownTo(after, before);
    this.#newer = membersKnownTo(before, after);
    this.#heirs = heirsOf(this.#older, this.#newer, after);
  }

  /**
   * The fields that only one of the schemas keeps in a oneof with this one, at most one for each schema, as the newer one
   * has them. Null where its oneof is the same: who joins a oneof is told, not who was there.
   */
  partnersOf(before: Field, after: Field): Field[] | null {
    const [from, to] = [before.oneof, after.oneof];
    if (from === to || (from !== "" && this.#heirs.get(from) === to)) return null;
    if (from === "" || to === "") {
      const others = (from === "" ? this.#newer.get(to) : this.#older.get(from)) ?? [];
      return this.#asNewer([others.find(({ number }) => number !== before.number)]);
    }
    const key = `${from} ${to}`;
    const partners = this.#partners.get(key) ?? this.#partnersBetween(from, to);
    this.#partners.set(key, partners);
    return partners.length === 0 ? null : partners;
  }

  /** Of a field that goes from one oneof to another: one that it leaves, and one that it joins. */
  #partnersBetween(from: string, to: string): Field[] {
    const left = this.#older.get(from)?.find(({ number }) => this.#after.get(number)?.oneof !== to);
    const joined = this.#newer.get(to)?.find(({ number }) => this.#before.get(number)?.oneof !== from);
    return this.#asNewer([left, joined]);
  }

  #asNewer(fields: (Field | undefined)[]): Field[] {
    return fields.flatMap((field) => this.#after.get(field?.number ?? 0) ?? []);
  }
}

/** The oneofs of a message, with those of its members that the other schema knows as well. */
function membersKnownTo(others: FieldsByNumber, fields: FieldsByNumber): Oneofs {
  const oneofs = new Map<string, Field[]>();
  for (const field of fields.values()) {
    if (field.oneof === "" || !others.has(field.number)) continue;
    const members = oneofs.get(field.oneof);
    if (members) members.push(field);
    else oneofs.set(field.oneof, [field]);
  }
  return oneofs;
}

/** What each oneof is called later: the same, or as the new one that its first member stands in. */
function heirsOf(older: Oneofs, newer: Oneofs, after: FieldsByNumber): Map<string, string> {
  const heirs = new Map([...older.keys()].filter((name) => newer.has(name)).map((name) => [name, name]));
  const taken = new Set(heirs.values());
  for (const [name, [first]] of older) {
    const heir = after.get(first?.number ?? 0)?.oneof ?? "";
    if (heirs.has(name) || heir === "" || taken.has(heir)) continue;
    heirs.set(name, heir);
    taken.add(heir);
  }
  return heirs;
}
