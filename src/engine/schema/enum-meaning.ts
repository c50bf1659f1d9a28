/** An enum as far as the meaning of its numbers goes: of a schema or of a descriptor. */
export interface NamedNumbers {
  /** With the package before it, or without: values are named after the last part. */
  name: string;
  values: readonly { name: string; number: number }[];
}

/**
 * What a number of one enum is to another one: the same name, the same value by another name, no name at all, or another
 * value.
 */
export type Meaning = "same" | "renamed" | "unrecognized" | "other";

/** Two enums: what a writer means by a number, and what a reader takes it for. */
export interface EnumPair {
  writer: NamedNumbers;
  reader: NamedNumbers;
  /** Whether both have the same full name: then a number under two names was renamed. */
  isSameEnum: boolean;
}

/** The meaning of a number that the writer sends. One that the writer has no name for means what the reader says. */
export function meaningOf(number: number, pair: EnumPair): Meaning {
  const [writer, reader] = [namesOf(pair.writer), namesOf(pair.reader)];
  const [sent, seen] = [writer.byNumber.get(number) ?? [], reader.byNumber.get(number) ?? []];
  if (seen.length === 0) return "unrecognized";
  if (sent.some(({ whole }) => seen.some((each) => each.whole === whole))) return "same";
  if (sent.some(({ core }) => seen.some((each) => each.core === core))) return "renamed";
  const isElsewhere = sent.some(({ core }) => reader.cores.has(core));
  if (isElsewhere || seen.some(({ core }) => writer.cores.has(core))) return "other";
  if (sent.length === 0) return "same";
  return pair.isSameEnum || haveValueInCommon(pair) ? "renamed" : "other";
}

/** Whether both have the same name for a number, apart from the enum's own name in it. */
export function hasSameName(number: number, { writer, reader }: EnumPair): boolean {
  const others = namesOf(reader).byNumber.get(number) ?? [];
  const names = namesOf(writer).byNumber.get(number) ?? [];
  return names.some(({ core }) => others.some((each) => each.core === core));
}

/** Whether a number means the same by name in both; a zero that says nothing proves nothing. */
export function haveValueInCommon({ writer, reader }: EnumPair): boolean {
  const [one, other] = [namesOf(writer), namesOf(reader)];
  const known = commonByPair.get(one)?.get(other);
  if (known !== undefined) return known;
  const isCommon = [...one.byNumber].some(([number, names]) => {
    const telling = names.filter(({ core }) => number !== 0 || !saysNothing.test(core));
    return telling.some(({ core }) => other.byNumber.get(number)?.some((each) => each.core === core));
  });
  const others = commonByPair.get(one) ?? new WeakMap<Names, boolean>();
  commonByPair.set(one, others.set(other, isCommon));
  return isCommon;
}

/** Names that stand for "nothing was said". */
const saysNothing = /^(unspecified|unknown|undefined|invalid|none|default|unset)$/;

interface Name {
  whole: string;
  /** Without the enum's own name before it, in small letters without underscores. */
  core: string;
}

interface Names {
  byNumber: Map<number, Name[]>;
  cores: Set<string>;
}

/** A list or a long message asks for the same enums many times. */
const namesByEnum = new WeakMap<NamedNumbers, Names>();
const commonByPair = new WeakMap<Names, WeakMap<Names, boolean>>();

function namesOf(node: NamedNumbers): Names {
  const made = namesByEnum.get(node);
  if (made) return made;
  const names: Names = { byNumber: new Map(), cores: new Set() };
  const enumName = node.name.slice(node.name.lastIndexOf(".") + 1);
  for (const { name, number } of node.values) {
    const each = { whole: name, core: coreOf(name, enumName) };
    names.cores.add(each.core);
    const others = names.byNumber.get(number);
    if (others) others.push(each);
    else names.byNumber.set(number, [each]);
  }
  namesByEnum.set(node, names);
  return names;
}

/** `RULE_ALLOW_ALL` of the enum `Rule` is `allowall`. */
function coreOf(name: string, enumName: string): string {
  const [whole, prefix] = [plainLetters(name), plainLetters(enumName)];
  const rest = whole.startsWith(prefix) ? whole.slice(prefix.length) : "";
  return rest === "" || /^\d/.test(rest) ? whole : rest;
}

function plainLetters(name: string): string {
  return name.replaceAll("_", "").toLowerCase();
}
