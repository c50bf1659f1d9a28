/** Words for units in comments. What means something else as well is left out, such as a single `s`, or `second`. */
const units: readonly Unit[] = [
  { of: "time", name: "nanoseconds", words: ["ns", "nanos", "nanoseconds"] },
  { of: "time", name: "microseconds", words: ["µs", "micros", "microseconds"] },
  { of: "time", name: "milliseconds", words: ["ms", "millis", "milliseconds"] },
  { of: "time", name: "seconds", words: ["sec", "secs", "seconds"] },
  { of: "time", name: "minutes", words: ["mins", "minutes"] },
  { of: "time", name: "hours", words: ["hours"] },
  { of: "time", name: "days", words: ["days"] },
  { of: "size", name: "bits", words: ["bits"] },
  { of: "size", name: "bytes", words: ["bytes"] },
  { of: "size", name: "kB", words: ["kB", "KB", "kilobytes"] },
  { of: "size", name: "KiB", words: ["KiB", "kibibytes"] },
  { of: "size", name: "MB", words: ["MB", "megabytes"] },
  { of: "size", name: "MiB", words: ["MiB", "mebibytes"] },
  { of: "size", name: "GB", words: ["GB", "gigabytes"] },
  { of: "size", name: "GiB", words: ["GiB", "gibibytes"] },
  { of: "share", name: "percent", words: ["%", "percent"] },
  { of: "share", name: "permille", words: ["‰", "permille"] },
];

interface Unit {
  of: "time" | "size" | "share";
  name: string;
  words: readonly string[];
}

/** So long a word is the same with a capital letter. */
const wordLength = 4;

/** The unit that a comment named and the one that it names now; null where it is not one unit that another one replaced. */
export function unitChange(before: string, after: string): [was: string, now: string] | null {
  const [old, fresh] = [unitsIn(before), unitsIn(after)];
  const [went, ...moreWent] = old.filter((unit) => !fresh.includes(unit));
  const [came, ...moreCame] = fresh.filter((unit) => !old.includes(unit));
  const isOne = went && came && moreWent.length + moreCame.length === 0 && went.of === came.of;
  return isOne ? [went.name, came.name] : null;
}

function unitsIn(text: string): Unit[] {
  const found = text.match(/[\p{L}_]+|[%\u2030]/gu) ?? [];
  const words = new Set(found.map((word) => (word.length < wordLength ? word : word.toLowerCase())));
  return units.filter((unit) => unit.words.some((word) => words.has(word)));
}
