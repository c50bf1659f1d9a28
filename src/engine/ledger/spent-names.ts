import { DisjointSets } from "../identity/disjoint-sets.js";
import { jsonNameOf } from "../schema/json-name.js";
import { isSpentBy, strongestBy } from "./holders.js";
import type { Form, HeldForm, Owner } from "./ledger.js";

/** A name that something else of a message or enum had, under another number. */
export interface SpentName {
  name: string;
  /** The number that had it. */
  number: number;
  form: HeldForm & { seen: NonNullable<HeldForm["seen"]> };
}

/** A field or value as it is declared now. */
export interface Declared extends Form {
  number: number;
}

/** The names that a field goes by in JSON, in field masks and in text format, or a value in JSON and text format. */
export function namesOfForm(
  kind: Owner["kind"],
  { name, jsonName }: Pick<Form, "name" | "jsonName">,
): string[] {
  const inJson = kind === "enum" ? name : (jsonName ?? jsonNameOf(name));
  return inJson === name ? [name] : [name, inJson];
}

/**
 * The names of a message or enum that were spent under one number and that something with another number has now. What
 * got its number in one step is still the same, and of two that are both there the later one takes the name.
 */
export class SpentNames {
  readonly #owner: Owner;
  /** By name the numbers that have it now; nearly always one. */
  readonly #now = new Map<string, number[]>();
  /** By name what had it under a number that does not have it alone now. */
  readonly #spent = new Map<string, SpentName[]>();
  readonly #same = new DisjointSets();

  /** `declared` are all members that the message or enum has now. */
  constructor(owner: Owner, declared: readonly Declared[]) {
    this.#owner = owner;
    for (const member of declared) {
      for (const name of namesOfForm(owner.kind, member)) addTo(this.#now, name, member.number);
    }
    for (const [number, holders] of owner.numbers) {
      for (const { forms } of holders) for (const form of forms) this.#add(number, form);
    }
    for (const { name, before, after } of owner.renumbered) {
      this.#same.join(`${before} ${name}`, `${after} ${name}`);
    }
  }

  #add(number: number, form: HeldForm): void {
    const { seen } = form;
    if (!seen || !isSpentBy(seen.evidence)) return;
    for (const name of namesOfForm(this.#owner.kind, form)) {
      const isTaken = this.#now.get(name)?.some((now) => now !== number);
      if (isTaken) addTo(this.#spent, name, { name, number, form: { ...form, seen } });
    }
  }

  /** The strongest that is known of whatever else had a name of this member; undefined where nothing had. */
  takenBy(member: Declared): SpentName | undefined {
    if (this.#spent.size === 0) return undefined;
    const names = namesOfForm(this.#owner.kind, member);
    const others = names
      .flatMap((name) => this.#spent.get(name) ?? [])
      .filter(
        (each) =>
          each.number !== member.number &&
          !this.#isRenumbered(each, member) &&
          !this.#cameLater(each, member),
      );
    return strongestBy(others, ({ form }) => form.seen.evidence);
  }

  #isRenumbered({ number, form }: SpentName, member: Declared): boolean {
    return this.#same.find(`${number} ${form.name}`) === this.#same.find(`${member.number} ${member.name}`);
  }

  /** Whether both are there now, and the other one has the name no longer than this member. */
  #cameLater({ name, number, form }: SpentName, member: Declared): boolean {
    if (!this.#now.get(name)?.includes(number)) return false;
    const own = (this.#owner.numbers.get(member.number) ?? []).flatMap(({ forms }) => forms);
    return own.some(
      (each) =>
        each.seen !== null &&
        each.seen.first.date <= form.seen.first.date &&
        namesOfForm(this.#owner.kind, each).includes(name),
    );
  }
}

function addTo<T>(lists: Map<string, T[]>, key: string, item: T): void {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
}

/** All names of a message or enum that are spent, in JSON as well; sorted. */
export function spentNamesOf({ kind, numbers }: Owner): string[] {
  const forms = [...numbers.values()].flat().flatMap((holder) => holder.forms);
  const spent = forms.filter(({ seen }) => seen && isSpentBy(seen.evidence));
  return [...new Set(spent.flatMap((form) => namesOfForm(kind, form)))].sort();
}
