import { type Accepted, anything, type Measure } from "./accepted.js";
import { between, countable, type Intervals, intersection, most, points } from "./intervals.js";
import type { RuleSet } from "./rule-set.js";
import { isTrue, listOf, numberOf, textOf, textsOf } from "./rule-values.js";
import { anyText, lengthsOf, type TextRules } from "./text-rules.js";

/** What strings and bytes may be. */

export function acceptedString(rules: RuleSet): Accepted {
  const text = textRules(rules, false);
  const characters = lengths(rules, "len", "min_len", "max_len", lengthOfParts(text, "characters"));
  const bytes = lengths(rules, "len_bytes", "min_bytes", "max_bytes", lengthOfParts(text, "bytes"));
  return {
    ...anything,
    measures: new Map<Measure, Intervals>([
      ["characters", intersection(characters, asCharacters(bytes))],
      ["bytes", intersection(bytes, asBytes(characters))],
    ]),
    text,
    conditions: new Set([...patternsOf(rules), ...formatsOf(rules)]),
  };
}

/** The formats of bytes say how long they are, and nothing else. */
export function acceptedBytes(rules: RuleSet): Accepted {
  const text = textRules(rules, true);
  const own = lengths(rules, "len", "min_len", "max_len", lengthOfParts(text, "bytes"));
  const formats = Object.entries(lengthsOfFormats).filter(([name]) => isTrue(rules, name));
  const bytes = formats.map(([, allowed]) => points(allowed)).reduce(intersection, own);
  return { ...anything, measures: new Map([["bytes", bytes]]), text, conditions: new Set(patternsOf(rules)) };
}

const lengthsOfFormats: Readonly<Record<string, readonly bigint[]>> = {
  ip: [4n, 16n],
  ipv4: [4n],
  ipv6: [16n],
  uuid: [16n],
};

function textRules(rules: RuleSet, isBytes: boolean): TextRules {
  const [constant] = textsOf(rules, "const");
  const list = textsOf(rules, "in");
  const among = list.length > 0 ? list : null;
  const values = constant === undefined ? among : (among ?? [constant]).filter((value) => value === constant);
  return {
    ...anyText,
    isBytes,
    among: values && new Set(values),
    except: new Set(textsOf(rules, "not_in")),
    prefix: textOf(rules, "prefix") ?? "",
    suffix: textOf(rules, "suffix") ?? "",
    part: textOf(rules, "contains") ?? "",
    without: textOf(rules, "not_contains"),
  };
}

function patternsOf(rules: RuleSet): string[] {
  const pattern = textOf(rules, "pattern");
  return pattern === null ? [] : [`pattern ${pattern}`];
}

/** The formats are those rules of strings that are only on or off, but for one with a number and its companion. */
function formatsOf(rules: RuleSet): string[] {
  const names = [...rules.values.keys()].filter((name) => name !== "strict" && isTrue(rules, name));
  const header = headers[`${numberOf(rules, "well_known_regex") ?? 0n}`];
  const isStrict = rules.values.get("strict") !== false;
  return header === undefined ? names : [...names, isStrict ? header : `${header}, not strict`];
}

const headers: Readonly<Record<string, string>> = { "1": "http_header_name", "2": "http_header_value" };

function lengthOfParts(text: TextRules, measure: "characters" | "bytes"): bigint {
  const parts = [text.prefix, text.suffix, text.part].map((part) => Number(lengthsOf(part, text)[measure]));
  return BigInt(Math.max(...parts));
}

function lengths(rules: RuleSet, exact: string, min: string, max: string, shortest: bigint): Intervals {
  const [length] = listOf(rules, exact) as bigint[];
  const range = between(numberOf(rules, min) ?? 0n, numberOf(rules, max) ?? most);
  const possible = intersection(range, between(shortest, most));
  return length === undefined ? possible : intersection(possible, points([length]));
}

/** How many bytes that many characters can take: one to four each. */
function asBytes(characters: Intervals): Intervals {
  const [first, last] = [characters.at(0), characters.at(-1)];
  return first && last ? between(first.from, last.to === most ? most : last.to * 4n) : countable;
}

function asCharacters(bytes: Intervals): Intervals {
  const [first, last] = [bytes.at(0), bytes.at(-1)];
  return first && last ? between((first.from + 3n) / 4n, last.to) : countable;
}
