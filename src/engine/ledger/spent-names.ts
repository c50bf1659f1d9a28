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
  if (kind === "enum") return [name];
  return [...new Set([name, jsonName ?? jsonNameOf(name)])];
}

/**
 * The names of a message or enum that were spent under one number and that something with another number has now. What
 * got its number in one step is still the same, and of two that are both there the later one takes the name.
 */
export class SpentNames {
  readonly #kind: Owner["kind"];
  readonly #spent = new Map<string, SpentName[]>();
  readonly #same = new DisjointSets();
  readonly #now: ReadonlyMap<number, Set<string>>;

  /** `declared` are all members that the message or enum has now. */
  constructor({ kind, numbers, renumbered }: Owner, declared: readonly Declared[]) {
    this.#kind = kind;
    this.#now = new Map(declared.map((each) => [each.number, new Set(namesOfForm(kind, each))]));
    const wanted = new Set(declared.flatMap((each) => namesOfForm(kind, each)));
    for (const [number, holders] of numbers) {
      for (const { forms } of holders) for (const form of forms) this.#add(number, form, wanted);
    }
    for (const { name, before, after } of renumbered)
      this.#same.join(`${before} ${name}`, `${after} ${name}`);
  }

  #add(number: number, { seen, ...form }: HeldForm, wanted: ReadonlySet<string>): void {
    if (!seen) return;
    for (const name of namesOfForm(this.#kind, form)) {
      if (!wanted.has(name)) continue;
      const spent = { name, number, form: { ...form, seen } };
      const others = this.#spent.get(name);
      if (others) others.push(spent);
      else this.#spent.set(name, [spent]);
    }
  }

  /** The strongest that is known of whatever else had a name of this member; undefined where nothing had. */
  takenBy(member: Declared): SpentName | undefined {
    const names = namesOfForm(this.#kind, member);
    const spent = names.flatMap((name) => this.#spent.get(name) ?? []);
    if (!spent.some(({ number }) => number !== member.number)) return undefined;
    const own = spent.filter(({ number }) => number === member.number);
    const others = spent.filter(
      (each) =>
        each.number !== member.number &&
        isSpentBy(each.form.seen.evidence) &&
        !this.#isRenumbered(each, member) &&
        !this.#cameLater(each, own),
    );
    return strongestBy(others, ({ form }) => form.seen.evidence);
  }

  #isRenumbered({ number, form }: SpentName, member: Declared): boolean {
    return this.#same.find(`${number} ${form.name}`) === this.#same.find(`${member.number} ${member.name}`);
  }

  /** Whether both are there now, and the other one has the name no longer than this one. */
  #cameLater({ name, number, form }: SpentName, own: readonly SpentName[]): boolean {
    if (!this.#now.get(number)?.has(name)) return false;
    return own.some((each) => each.name === name && each.form.seen.first.date <= form.seen.first.date);
  }
}

/** All names of a message or enum that are spent, in JSON as well; sorted. */
export function spentNamesOf({ kind, numbers }: Owner): string[] {
  const forms = [...numbers.values()].flat().flatMap((holder) => holder.forms);
  const spent = forms.filter(({ seen }) => seen && isSpentBy(seen.evidence));
  return [...new Set(spent.flatMap((form) => namesOfForm(kind, form)))].sort();
}
