import { bytesOf } from "../schema/utf8.js";

/** What a string, bytes or a name may be, beyond their length. */
export interface TextRules {
  /** Bytes have a character for each byte, and no encoding. */
  isBytes: boolean;
  /** The only values; null where others are fine as well. */
  among: ReadonlySet<string> | null;
  except: ReadonlySet<string>;
  prefix: string;
  suffix: string;
  part: string;
  /** What may not be a part of it; null where anything may. */
  without: string | null;
}

export const anyText: TextRules = {
  isBytes: false,
  among: null,
  except: new Set(),
  prefix: "",
  suffix: "",
  part: "",
  without: null,
};

/** Whether a value follows the rules. */
export function follows(value: string, { among, except, prefix, suffix, part, without }: TextRules): boolean {
  return (
    (among === null || among.has(value)) &&
    !except.has(value) &&
    value.startsWith(prefix) &&
    value.endsWith(suffix) &&
    value.includes(part) &&
    (without === null || !value.includes(without))
  );
}

/** Whether every value that follows one set of rules follows the other; neither names the only values. */
export function isImpliedBy(wide: TextRules, narrow: TextRules): boolean {
  const { prefix, suffix, part, without, except } = wide;
  return (
    narrow.prefix.startsWith(prefix) &&
    narrow.suffix.endsWith(suffix) &&
    [narrow.prefix, narrow.suffix, narrow.part].some((text) => text.includes(part)) &&
    (without === null || (narrow.without !== null && without.includes(narrow.without))) &&
    [...except].every((value) => !follows(value, narrow))
  );
}

/** How many characters and bytes a value has, as rules count them. */
export function lengthsOf(value: string, { isBytes }: TextRules): { characters: bigint; bytes: bigint } {
  if (isBytes) return { characters: BigInt(value.length), bytes: BigInt(value.length) };
  let characters = 0n;
  for (const _ of value) characters += 1n;
  return { characters, bytes: BigInt(bytesOf(value).length) };
}
