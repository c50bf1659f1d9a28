import {
  type Declaration,
  type Declarations,
  keyOf,
  type Member,
  type MethodDeclaration,
} from "../identity/declaration.js";

/**
 * Keeps one copy of equal declarations. Versions of a file differ in a message or two, so a long history becomes
 * small, and equal declarations are the same object: `===` tells whether a message changed.
 */
export class Interner {
  readonly #positions = new Map<string, number>();
  readonly #members: Member[] = [];
  readonly #methods = new Map<string, MethodDeclaration>();
  readonly #reservations = new Map<string, readonly string[]>();
  /** By kind, name and a hash of the members; declarations that only the hash has in common share a list. */
  readonly #types = new Map<string, Declaration[]>();
  /** What was interned last, by kind and name: the next version most often has the same. */
  readonly #latest = new Map<string, Declaration>();

  /** Equal declarations, in the same order. They keep nothing of the text alive that these were read from. */
  intern({ types, methods }: Declarations): Declarations {
    return {
      types: types.map((declaration) => this.#type(declaration)),
      methods: methods.map((method) => this.#method(method)),
    };
  }

  #type(declaration: Declaration): Declaration {
    const key = keyOf(declaration);
    const latest = this.#latest.get(key);
    if (latest && isSameExceptMembers(latest, declaration)) {
      if (sameItems(latest.members, declaration.members, areEqual)) return latest;
    }
    const interned = this.#find(declaration, key);
    this.#latest.set(latest ? key : copy(key), interned);
    return interned;
  }

  #find(declaration: Declaration, name: string): Declaration {
    const positions = declaration.members.map((member) => this.#position(member));
    const members = positions.map((position) => this.#members[position] as Member);
    const hash = positions.reduce((sum, position) => (Math.imul(sum, 31) + position + 1) | 0, 0);
    const key = `${name} ${hash} ${declaration.reserved.join()}`;
    const alike = this.#types.get(key);
    const same = alike?.find(
      (each) => isSameExceptMembers(each, declaration) && sameItems(each.members, members, Object.is),
    );
    if (same) return same;
    const interned: Declaration = {
      kind: declaration.kind,
      package: copy(declaration.package),
      name: copy(declaration.name),
      members,
      reserved: this.#reserved(declaration.reserved),
      ...(declaration.isExtendedOnly ? { isExtendedOnly: true } : {}),
    };
    if (alike) alike.push(interned);
    else this.#types.set(copy(key), [interned]);
    return interned;
  }

  #position({ number, name, type, jsonName }: Member): number {
    const key =
      jsonName === undefined ? `${number} ${name} ${type}` : `${number} ${name} ${type}\n${jsonName}`;
    const existing = this.#positions.get(key);
    if (existing !== undefined) return existing;
    const member: Member = { number, name: copy(name), type: copy(type) };
    if (jsonName !== undefined) member.jsonName = copy(jsonName);
    const position = this.#members.push(member) - 1;
    this.#positions.set(copy(key), position);
    return position;
  }

  #reserved(lines: readonly string[]): readonly string[] {
    const key = lines.join();
    const existing = this.#reservations.get(key);
    if (existing) return existing;
    const interned = lines.map(copy);
    this.#reservations.set(copy(key), interned);
    return interned;
  }

  #method(method: MethodDeclaration): MethodDeclaration {
    const key = `${method.package} ${method.service} ${method.name} ${method.input} ${method.output}`;
    const existing = this.#methods.get(key);
    if (existing) return existing;
    const interned = {
      package: copy(method.package),
      service: copy(method.service),
      name: copy(method.name),
      input: copy(method.input),
      output: copy(method.output),
    };
    this.#methods.set(copy(key), interned);
    return interned;
  }
}

/** Of two with the same kind and full name. */
function isSameExceptMembers(a: Declaration, b: Declaration): boolean {
  return (
    a.package === b.package &&
    a.isExtendedOnly === b.isExtendedOnly &&
    sameItems(a.reserved, b.reserved, Object.is)
  );
}

function sameItems<T>(a: readonly T[], b: readonly T[], same: (a: T, b: T) => boolean): boolean {
  return a.length === b.length && a.every((item, index) => same(item, b[index] as T));
}

function areEqual(a: Member, b: Member): boolean {
  return a.number === b.number && a.name === b.name && a.type === b.type && a.jsonName === b.jsonName;
}

/** The same string on its own: a part of a string may keep the whole of it in memory. */
function copy(text: string): string {
  return text.split("").join("");
}
