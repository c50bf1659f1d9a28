/** Two versions of a random `.proto` file, whose messages, enums, oneofs and services stand in each other. */
import fc from "fast-check";

/** Both versions, each as its lines. */
export interface TwoVersions {
  old: string[];
  new: string[];
}

type Side = keyof TwoVersions;

/** What becomes of a declaration from one version to the next. */
type Fate = "kept" | "added" | "removed" | "retyped" | "renamed";

type Label = "" | "optional " | "repeated ";

type Member =
  | { kind: "field"; fate: Fate; label: Label; comment: boolean; isLong: boolean }
  | { kind: "map"; fate: Fate }
  | { kind: "oneof"; fates: Fate[] }
  | { kind: "message"; members: Member[] }
  | { kind: "enum"; fates: Fate[] }
  | { kind: "reserved" };

interface Method {
  fate: Fate;
  hasOptions: boolean;
  /** What becomes of the path in its options. */
  path: Fate;
}

type Top =
  | { kind: "message"; members: Member[] }
  | { kind: "enum"; fates: Fate[] }
  | { kind: "service"; methods: Method[] };

interface Style {
  syntax: "proto2" | "proto3";
  unit: string;
  /** Whether a blank line stands before each block. */
  isLoose: boolean;
}

const fate = fc.oneof(
  { weight: 20, arbitrary: fc.constant<Fate>("kept") },
  { weight: 4, arbitrary: fc.constantFrom<Fate>("added", "removed", "retyped", "renamed") },
);
const fates = fc.array(fate, { minLength: 1, maxLength: 9 });
const label = fc.constantFrom<Label>("", "", "optional ", "repeated ");

const field = fc.record({
  kind: fc.constant("field" as const),
  fate,
  label,
  comment: fc.boolean(),
  isLong: fc.integer({ max: 9, min: 0 }).map((each) => each === 0),
});

const { members } = fc.letrec<{ members: Member[] }>((tie) => ({
  members: fc.array(
    fc.oneof(
      { depthSize: "small", maxDepth: 3 },
      { weight: 8, arbitrary: field },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant("map" as const), fate }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant("oneof" as const), fates }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant("enum" as const), fates }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant("reserved" as const) }) },
      {
        weight: 2,
        arbitrary: fc.record({ kind: fc.constant("message" as const), members: tie("members") }),
      },
    ),
    { maxLength: 9 },
  ),
}));

const method = fc.record({ fate, hasOptions: fc.boolean(), path: fate });

const top = fc.oneof<fc.Arbitrary<Top>[]>(
  fc.record({ kind: fc.constant("message" as const), members }),
  fc.record({ kind: fc.constant("message" as const), members }),
  fc.record({ kind: fc.constant("enum" as const), fates }),
  fc.record({
    kind: fc.constant("service" as const),
    methods: fc.array(method, { minLength: 1, maxLength: 5 }),
  }),
);

const style = fc.record<Style>({
  syntax: fc.constantFrom("proto3", "proto3", "proto2"),
  unit: fc.constantFrom("  ", "  ", "    ", "\t"),
  isLoose: fc.boolean(),
});

/** Every message numbers and names its fields alike, so that what is put into the wrong one collides. */
export const twoVersions: fc.Arbitrary<TwoVersions> = fc
  .tuple(fc.array(top, { minLength: 1, maxLength: 4 }), style)
  .map(([tops, its]) => ({ old: linesOf(tops, its, "old"), new: linesOf(tops, its, "new") }));

function linesOf(tops: readonly Top[], its: Style, side: Side): string[] {
  return [
    `syntax = "${its.syntax}";`,
    "",
    "package acme;",
    "",
    'import "google/api/annotations.proto";',
    "",
    "message Question {}",
    "message Answer {}",
    "message Other {}",
    ...tops.flatMap((each, at) => ["", ...topLines(each, at, its, side)]),
  ];
}

function topLines(each: Top, at: number, its: Style, side: Side): string[] {
  if (each.kind === "message") return block(`message M${at}`, memberLines(each.members, its, side), its);
  if (each.kind === "enum") return block(`enum E${at}`, valueLines(each.fates, `E${at}`, side), its);
  return block(`service S${at}`, methodLines(each.methods, its, side), its);
}

function block(heading: string, lines: readonly string[], { unit }: Style): string[] {
  return [`${heading} {`, ...lines.map((line) => (line === "" ? line : `${unit}${line}`)), "}"];
}

function isThere(of: Fate, side: Side): boolean {
  return of !== (side === "old" ? "added" : "removed");
}

const names = ["id", "name", "size", "owner", "state", "flags", "note", "label", "code", "path"];

function memberLines(all: readonly Member[], its: Style, side: Side): string[] {
  let number = 0;
  const fieldLine = (of: Fate, before: string, [type, other]: readonly [string, string]) => {
    number += 1;
    const name = `${names[number % names.length]}_${number}${side === "new" && of === "renamed" ? "_x" : ""}`;
    const now = side === "new" && of === "retyped" ? other : type;
    return isThere(of, side) ? [`${before}${now} ${name} = ${number};`] : [];
  };
  const ownLines = (each: Member, at: number): string[] => {
    const space = its.isLoose ? [""] : [];
    switch (each.kind) {
      case "field": {
        const label = its.syntax === "proto2" && each.label === "" ? "optional " : each.label;
        const [line] = fieldLine(each.fate, label, ["int32", "string"]);
        if (line === undefined) return [];
        const lines = each.isLong ? [line.replace(/ =.*/, " ="), `    ${number};`] : [line];
        return each.comment ? ["// Says what it is {", ...lines] : lines;
      }
      case "map":
        return fieldLine(each.fate, "", ["map<string, int32>", "map<string, string>"]);
      case "oneof": {
        const lines = each.fates.flatMap((of) => fieldLine(of, "", ["bool", "bytes"]));
        return lines.length === 0 ? [] : [...space, ...block(`oneof one_${at}`, lines, its)];
      }
      case "message":
        return [...space, ...block(`message Inner${at}`, memberLines(each.members, its, side), its)];
      case "enum":
        return [...space, ...block(`enum Kind${at}`, valueLines(each.fates, `KIND${at}`, side), its)];
      default:
        return [`reserved ${1000 + at};`];
    }
  };
  return all.flatMap(ownLines);
}

function valueLines(all: readonly Fate[], prefix: string, side: Side): string[] {
  return [
    `${prefix}_UNSPECIFIED = 0;`,
    ...all.flatMap((of, index) => {
      const isOther = side === "new" && (of === "renamed" || of === "retyped");
      return isThere(of, side) ? [`${prefix}_V${index}${isOther ? "_X" : ""} = ${index + 1};`] : [];
    }),
  ];
}

function methodLines(all: readonly Method[], its: Style, side: Side): string[] {
  return all.flatMap(({ fate: of, hasOptions, path }, at) => {
    if (!isThere(of, side)) return [];
    const answer = side === "new" && of === "retyped" ? "Other" : "Answer";
    const heading = `rpc Call${at}(Question) returns (${answer})`;
    if (!hasOptions) return [`${heading};`];
    const version = side === "new" && path !== "kept" ? "v2" : "v1";
    const option = block("option (google.api.http) =", [`get: "/${version}/calls"`, 'body: "*"'], its);
    return block(heading, [...option.slice(0, -1), "};"], its);
  });
}
