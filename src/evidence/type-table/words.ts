/** What arrives of a kind's values, in words that are chosen by what arrived. */
import type { Value } from "../peers/protocol.js";
import { floatOf } from "../peers/questions/types/encode.js";
import type { Kind } from "../peers/questions/types/kinds.js";
import { namedNumbers } from "../peers/questions/types/values.js";
import { arrives, type Cell, type Tried } from "./table.js";

/** A phrase, and the items of which it is true. */
interface Phrase {
  words: string;
  isTrueOf(item: Value): boolean;
}

/**
 * The first phrase that is true of exactly the values that arrived in most runtimes. Throws where there is none, so that
 * the page never says what was not seen.
 */
export function arrivalInWords(cell: Cell): string {
  const { writer, reader, tried } = cell;
  const arrived = new Set(tried.filter(arrives));
  if (arrived.size === tried.length) return "every value";
  if (![...arrived].some(({ holdsMore }) => holdsMore)) return "nothing but the default";
  const isList = writer.form !== "singular";
  const counts = isList ? countPhrases : [countPhrases[0] as CountPhrase];
  for (const count of counts) {
    for (const phrase of writer.form === "map" ? [anyItem] : itemPhrases(cell, arrived)) {
      const isTrueOf = ({ written: { value } }: Tried) => {
        const items = isList ? (value as readonly Value[]) : [value];
        return count.isTrueOf(items) && items.every(phrase.isTrueOf);
      };
      if (tried.every((each) => isTrueOf(each) === arrived.has(each))) return compose(writer, count, phrase);
    }
  }
  throw new Error(`No words for what arrives of ${writer.id} in ${reader.id} (${cell.format}).`);
}

interface CountPhrase {
  words: string;
  isTrueOf(items: readonly Value[]): boolean;
}

const countPhrases: readonly CountPhrase[] = [
  { words: "", isTrueOf: () => true },
  { words: "at most one item", isTrueOf: ({ length }) => length <= 1 },
  { words: "each key once", isTrueOf: (entries) => new Set(entries.map(keyOf)).size === entries.length },
];

function keyOf(entry: Value): Value {
  return (entry as { key?: Value }).key ?? "";
}

const anyItem: Phrase = { words: "", isTrueOf: () => true };

function compose({ form }: Kind, count: CountPhrase, phrase: Phrase): string {
  if (form === "singular") return phrase.words;
  if (count.words === "") return `lists of ${phrase.words}`;
  return `${form === "map" ? "maps" : "lists"} with ${count.words}${phrase.words === "" ? "" : `: ${phrase.words}`}`;
}

/** What may be said of single items, the most telling first. */
function itemPhrases({ writer, reader }: Cell, arrived: ReadonlySet<Tried>): readonly Phrase[] {
  const numbers = [...arrived].flatMap(({ written }) => integersIn(written.value));
  const isNamed = (item: Value) => namedNumbers.includes(numberText(item));
  const isUnnamed = (item: Value) => numberText(item) !== "" && !isNamed(item);
  const encoded = reader.element === "entry" ? ["h", "h0a01611001"] : ["h", "h0801"];
  return [
    anyItem,
    { words: "valid UTF-8", isTrueOf: isText },
    { words: "the bytes of such a message", isTrueOf: (item) => encoded.includes(item as string) },
    ...suiting(isEnum(reader), { words: "numbers that the enum names", isTrueOf: isNamed }),
    ...[isUnnamed, (item: Value) => isUnnamed(item) || numberText(item) === "0"].flatMap((isTrueOf) =>
      suiting(isEnum(writer), { words: "numbers that the enum does not name", isTrueOf }),
    ),
    ...suiting(reader.element === "bool", {
      words: "0 and 1",
      isTrueOf: (item) => ["0", "1"].includes(numberText(item)),
    }),
    ...suiting(reader.element === "float", {
      words: "numbers that a float holds exactly",
      isTrueOf: (item) => isExact(item, Math.fround),
    }),
    ...suiting(reader.element === "double", {
      words: "numbers that a double holds exactly",
      isTrueOf: (item) => isExact(item, (number) => number),
    }),
    ...suiting(["float", "double"].includes(writer.element), {
      words: "small whole numbers",
      isTrueOf: (item) => /^-?\d+$/.test(numberText(item)),
    }),
    ...suiting(numbers.length > 0, range(numbers)),
  ];
}

/** A phrase that suits only some kinds. */
function suiting(isSuitable: boolean, phrase: Phrase): readonly Phrase[] {
  return isSuitable ? [phrase] : [];
}

function isEnum({ element }: Kind): boolean {
  return element.endsWith("enum");
}

function range(numbers: readonly bigint[]): Phrase {
  const sorted = [...numbers].sort((one, other) => (one < other ? -1 : 1));
  const [least, greatest] = [sorted[0], sorted.at(-1)] as [bigint, bigint];
  return {
    words:
      least === greatest ? powerText(least) : `values from ${powerText(least)} to ${powerText(greatest)}`,
    isTrueOf: (item) => {
      const [number] = integersIn(item);
      return number !== undefined && number >= least && number <= greatest;
    },
  };
}

/** The integers in a value; those of a floating point number count. */
function integersIn(value: Value): bigint[] {
  if (Array.isArray(value)) return value.flatMap(integersIn);
  const text = numberText(value);
  return /^-?\d+$/.test(text) ? [BigInt(text)] : [];
}

/** A number in decimals, whatever type it has; empty for what is no number. */
function numberText(value: Value): string {
  if (typeof value === "boolean") return value ? "1" : "0";
  if (typeof value !== "string") return "";
  if (value === "NaN" || value.startsWith("0x")) {
    const number = floatOf(value);
    return Number.isInteger(number) ? String(BigInt(number)) : String(number);
  }
  return /^-?\d+$/.test(value) ? value : "";
}

function isText(item: Value): boolean {
  if (typeof item !== "string" || !/^["'h]/.test(item)) return false;
  if (item.startsWith('"')) return true;
  const bytes = Buffer.from(item.slice(1), "hex");
  return Buffer.from(bytes.toString()).equals(bytes);
}

/** Whether a number is the same after it was rounded to a floating point type. */
function isExact(item: Value, round: (number: number) => number): boolean {
  const text = numberText(item);
  const rounded = round(Number(text));
  if (text === "NaN" || !Number.isFinite(rounded)) return text === String(rounded);
  return /^-?\d+$/.test(text) ? BigInt(rounded) === BigInt(text) : rounded === Number(text);
}

/** Large numbers by the power of two that they are at: −2³¹, 2⁶³ − 1. */
function powerText(number: bigint): string {
  const sign = number < 0n ? "−" : "";
  const size = number < 0n ? -number : number;
  for (const exponent of [31n, 32n, 53n, 63n, 64n]) {
    const power = 2n ** exponent;
    const text = `${sign}2${raised(exponent)}`;
    if (size === power) return text;
    if (size === power - 1n) return `${text} − 1`;
    if (size === power + 1n) return `${text} + 1`;
  }
  return `${sign}${size}`;
}

function raised(exponent: bigint): string {
  return Array.from(String(exponent), (digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(digit)]).join("");
}
