/** What protobuf.dev says of pairs of types, and why what ran differs from it where it does. */
import type { Tier } from "@grpc-evolution/engine/rules/rule.js";
import type { Element, Kind } from "../peers/questions/types/kinds.js";
import type { Format } from "../peers/questions/types.js";

/** A sentence of protobuf.dev, in our words, and the pairs that it is about; in either order. */
interface Statement {
  format: Format;
  tier: Tier;
  isAbout(one: Kind, other: Kind): boolean;
}

const integers32: readonly Element[] = ["int32", "uint32", "sint32", "fixed32", "sfixed32"];
const integers64: readonly Element[] = ["int64", "uint64", "sint64"];
const plainIntegers: readonly Element[] = ["int32", "uint32", "int64", "uint64"];
const zigzag: readonly Element[] = ["sint32", "sint64"];
const enums: readonly Element[] = ["open-enum", "closed-enum"];
const texts: readonly Element[] = ["string", "unverified-string"];

/** Sources: https://protobuf.dev/programming-guides/proto3/#updating, /encoding/#packed and /json/#json-wire-safety. */
const statements: readonly Statement[] = [
  among("binary", "conditional", [...plainIntegers, "bool"]),
  among("binary", "conditional", zigzag),
  between("binary", "unsafe", zigzag, [...plainIntegers, "bool"]),
  between("binary", "conditional", texts, ["bytes"]),
  between("binary", "conditional", ["message"], ["bytes"]),
  among("binary", "conditional", ["fixed32", "sfixed32"]),
  among("binary", "conditional", ["fixed64", "sfixed64"]),
  between("binary", "conditional", enums, plainIntegers),
  repeating("binary", "conditional", (element) => ["string", "bytes", "message"].includes(element)),
  repeating("binary", "unsafe", isNumeric),
  { format: "binary", tier: "safe", isAbout: isPackingOnly },
  { format: "binary", tier: "conditional", isAbout: isMapAndEntries },
  among("json", "safe", ["int32", "sint32", "sfixed32", "fixed32"]),
  among("json", "safe", ["int64", "sint64", "sfixed64", "fixed64"]),
  between("json", "conditional", integers32, integers64),
  between("json", "unsafe", ["bool"], [...integers32, ...integers64, "fixed64", "sfixed64"]),
  between("json", "conditional", enums, texts),
  between("json", "unsafe", texts, ["bytes"]),
  between("json", "unsafe", ["message"], ["bytes"]),
  repeating("json", "unsafe", (element) => element !== "entry"),
  { format: "json", tier: "unsafe", isAbout: isMapAndEntries },
];

/** The tier that protobuf.dev gives a pair; null where it does not mention it. */
export function documentedTier(format: Format, one: Kind, other: Kind): Tier | null {
  const statement = statements.find(
    (each) => each.format === format && (each.isAbout(one, other) || each.isAbout(other, one)),
  );
  return statement?.tier ?? null;
}

/** Why the table gives other tiers than protobuf.dev. */
export interface Explanation {
  format: Format;
  pairs: string;
  documented: Tier;
  computed: Tier;
  why: string;
  isAbout(one: Kind, other: Kind): boolean;
}

export const explanations: readonly Explanation[] = [
  {
    format: "binary",
    pairs: "a number, `bool` or enum and a list of it with `packed = false`",
    documented: "unsafe",
    computed: "conditional",
    why: "protobuf.dev has the default in mind, which is packed. Without packing each item is encoded as a single value is, so a list of one item arrives both ways.",
    isAbout: (one, other) => one.element === other.element && formsAre(one, other, "singular", "expanded"),
  },
  {
    format: "json",
    pairs: "`fixed32` or `fixed64` and an integer of the same size with a sign",
    documented: "safe",
    computed: "conditional",
    why: "`fixed32` and `fixed64` have no sign. A reader with a sign refuses the upper half of their values, and they refuse negative ones.",
    isAbout: (one, other) => {
      const elements = [one.element, other.element];
      return (elements.includes("fixed32") || elements.includes("fixed64")) && one.element !== other.element;
    },
  },
  {
    format: "json",
    pairs: "enum and `string`",
    documented: "conditional",
    computed: "unsafe",
    why: "The string gets the name of the value. This table takes a name for another thing than the number that it stands for, and a program has to know all names to turn one into the other.",
    isAbout: (one, other) => [one, other].some(({ element }) => enums.includes(element)),
  },
];

function among(format: Format, tier: Tier, elements: readonly Element[]): Statement {
  return between(format, tier, elements, elements);
}

/** Pairs of two types, both singular or both in lists. */
function between(
  format: Format,
  tier: Tier,
  some: readonly Element[],
  others: readonly Element[],
): Statement {
  return {
    format,
    tier,
    isAbout: (one, other) =>
      isList(one) === isList(other) &&
      one.element !== other.element &&
      some.includes(one.element) &&
      others.includes(other.element),
  };
}

/** One thing and a list of it. */
function repeating(format: Format, tier: Tier, isAmong: (element: Element) => boolean): Statement {
  return {
    format,
    tier,
    isAbout: (one, other) =>
      isAmong(one.element) && one.element === other.element && one.form === "singular" && isList(other),
  };
}

function isPackingOnly(one: Kind, other: Kind): boolean {
  return one.element === other.element && formsAre(one, other, "packed", "expanded");
}

function isMapAndEntries(one: Kind, other: Kind): boolean {
  return formsAre(one, other, "map", "expanded") && one.element === other.element;
}

function formsAre(one: Kind, other: Kind, ...forms: [Kind["form"], Kind["form"]]): boolean {
  return one.form !== other.form && forms.includes(one.form) && forms.includes(other.form);
}

function isList({ form }: Kind): boolean {
  return form === "packed" || form === "expanded";
}

function isNumeric(element: Element): boolean {
  return !["string", "unverified-string", "bytes", "message", "group", "entry"].includes(element);
}
