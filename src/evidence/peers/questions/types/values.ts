import type { Value } from "../../protocol.js";
import type { Element, Kind } from "./kinds.js";

/** A value that a writer sets. */
export interface Written {
  value: Value;
  /** Whether programs set it on purpose: not a number for which the writer's enum has no name. */
  isDeclared: boolean;
}

/** The numbers for which the enums of the schemas have names, and the first one without. */
export const namedNumbers: readonly string[] = ["0", "1", "2"];
const unnamed = "3";

const two31 = 2n ** 31n;
const two32 = 2n ** 32n;
const two53 = 2n ** 53n;
const two63 = 2n ** 63n;
const two64 = 2n ** 64n;

/** Where one integer type ends and another goes on; 3 is the first number for which the enums have no name. */
const boundaries: readonly bigint[] = [
  -two63,
  -two31,
  -1n,
  0n,
  1n,
  3n,
  two31 - 1n,
  two31,
  two32 - 1n,
  two32,
  two53 + 1n,
  two63 - 1n,
  two64 - 1n,
];

const ranges: Partial<Record<Element, readonly [least: bigint, greatest: bigint]>> = {
  int32: [-two31, two31 - 1n],
  int64: [-two63, two63 - 1n],
  uint32: [0n, two32 - 1n],
  uint64: [0n, two64 - 1n],
  sint32: [-two31, two31 - 1n],
  sint64: [-two63, two63 - 1n],
  fixed32: [0n, two32 - 1n],
  fixed64: [0n, two64 - 1n],
  sfixed32: [-two31, two31 - 1n],
  sfixed64: [-two63, two63 - 1n],
};

/** What the kinds write that are no integers. */
const others: Partial<Record<Element, readonly Value[]>> = {
  "open-enum": [...namedNumbers, unnamed],
  "closed-enum": namedNumbers,
  bool: [false, true],
  // 0, 1, -1.5, infinity, not a number.
  float: ["0x00000000", "0x3f800000", "0xbfc00000", "0x7f800000", "NaN"],
  // 0, 1, -1.5, 0.1, infinity, not a number.
  double: [
    "0x0000000000000000",
    "0x3ff0000000000000",
    "0xbff8000000000000",
    "0x3fb999999999999a",
    "0x7ff0000000000000",
    "NaN",
  ],
  string: ['"', '"lan', '"é', '"\u0008\u0001'],
  "unverified-string": ['"', '"lan', '"é', '"\u0008\u0001', "'ff"],
  // Those before the last are an encoded `Inner` and an encoded `Entry`.
  bytes: ["h", "h6c616e", "hc3a9", "h0801", "h0a01611001", "hff"],
  message: [{}, { a: "1" }, { a: "2", b: '"x' }],
  group: [{}, { a: "1" }, { a: "2", b: '"x' }],
  entry: [{ key: '"a', value: "1" }],
};

/** What a writer of this kind sets: the default, one, and each boundary that its type can hold. */
export function valuesOf({ element, form }: Kind): readonly Written[] {
  if (element === "entry") {
    return (form === "map" ? maps : entryLists).map((value) => ({ value, isDeclared: true }));
  }
  if (form === "singular") return singles(element);
  const items = singles(element);
  const last = items.at(-1) as Written;
  const pairs =
    element === "bytes" ? pairsOfBytes : [[items.find(({ value }) => value === "1") ?? last, last]];
  return [[], ...items.map((item) => [item]), ...pairs].map(listOf);
}

function singles(element: Element): readonly Written[] {
  const range = ranges[element];
  const values = range ? boundariesWithin(range) : (others[element] ?? []);
  return values.map((value) => ({ value, isDeclared: element !== "open-enum" || value !== unnamed }));
}

function boundariesWithin([least, greatest]: readonly [bigint, bigint]): string[] {
  return boundaries.filter((number) => number >= least && number <= greatest).map(String);
}

/** What becomes of two messages, and of two entries with one key, shows in their bytes as well. */
const pairsOfBytes: readonly (readonly Written[])[] = ["h0801", "h0a01611001"].map((value) => [
  { value, isDeclared: true },
  { value, isDeclared: true },
]);

const maps: readonly Value[] = [
  [],
  [['"a', "1"]],
  [
    ['"a', "1"],
    ['"b', "2"],
  ],
];

/** The last one has a key twice, which no map can hold. */
const entryLists: readonly Value[] = [
  [],
  [{ key: '"a', value: "1" }],
  [
    { key: '"a', value: "1" },
    { key: '"b', value: "2" },
  ],
  [
    { key: '"a', value: "1" },
    { key: '"a', value: "2" },
  ],
];

function listOf(items: readonly Written[]): Written {
  return { value: items.map(({ value }) => value), isDeclared: items.every(({ isDeclared }) => isDeclared) };
}
