import { fullNameOf, type Member, type OwnerFacts } from "./facts.js";

/**
 * Keeps one copy of equal facts. Versions of a file differ in a message or two, so a long history becomes small,
 * and equal facts are the same object: `===` tells whether a message changed.
 */
export class Sharing {
  readonly #positions = new Map<string, number>();
  readonly #members: Member[] = [];
  /** By kind, name and a hash of the members; facts that only the hash has in common share a list. */
  readonly #owners = new Map<string, OwnerFacts[]>();
  /** What was shared last, by kind and name: the next version most often has the same. */
  readonly #latest = new Map<string, OwnerFacts>();

  /** Facts equal to these, in the same order. They keep nothing of the text alive that these were read from. */
  share(facts: readonly OwnerFacts[]): OwnerFacts[] {
    return facts.map((owner) => this.#owner(owner));
  }

  #owner(owner: OwnerFacts): OwnerFacts {
    const name = `${owner.kind} ${fullNameOf(owner)}`;
    const latest = this.#latest.get(name);
    if (latest && latest.package === owner.package && sameItems(latest.members, owner.members, areEqual)) {
      return latest;
    }
    const shared = this.#find(owner, name);
    this.#latest.set(latest ? name : copy(name), shared);
    return shared;
  }

  #find(owner: OwnerFacts, name: string): OwnerFacts {
    const positions = owner.members.map((member) => this.#position(member));
    const members = positions.map((position) => this.#members[position] as Member);
    const hash = positions.reduce((sum, position) => (Math.imul(sum, 31) + position + 1) | 0, 0);
    const key = `${name} ${hash}`;
    const alike = this.#owners.get(key);
    const known = alike?.find(
      (each) => each.package === owner.package && sameItems(each.members, members, Object.is),
    );
    if (known) return known;
    const shared = { kind: owner.kind, package: copy(owner.package), name: copy(owner.name), members };
    if (alike) alike.push(shared);
    else this.#owners.set(copy(key), [shared]);
    return shared;
  }

  #position({ number, name, type }: Member): number {
    const key = `${number} ${name} ${type}`;
    const known = this.#positions.get(key);
    if (known !== undefined) return known;
    const position = this.#members.push({ number, name: copy(name), type: copy(type) }) - 1;
    this.#positions.set(copy(key), position);
    return position;
  }
}

function sameItems<T>(a: readonly T[], b: readonly T[], same: (a: T, b: T) => boolean): boolean {
  return a.length === b.length && a.every((item, index) => same(item, b[index] as T));
}

function areEqual(a: Member, b: Member): boolean {
  return a.number === b.number && a.name === b.name && a.type === b.type;
}

/** The same string on its own: a part of a string may keep the whole of it in memory. */
function copy(text: string): string {
  return text.split("").join("");
}
