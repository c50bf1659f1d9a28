import type { Random } from "../../random.js";
import type { Draft, FieldDraft } from "./drafts.js";

const integers = ["int32", "int64", "uint32", "uint64", "sint32", "sint64"];
const fixed = ["fixed32", "fixed64", "sfixed32", "sfixed64", "float", "double"];
const scalars = [...integers, ...fixed, "bool", "string", "bytes"];
const declared = ["E", "F", "G", "N", "P", "Q"];
const packable = [...integers, ...fixed, "bool", "E", "F", "G"];
const maps = [
  "map<string, int32>",
  "map<string, string>",
  "map<int32, N>",
  "map<string, E>",
  "map<bool, bytes>",
];

/** A protocol of a few fields of every sort. Types come in pairs that a careless change takes for each other. */
export function randomDraft(random: Random): Draft {
  const syntax = random(2) === 0 ? "proto2" : "proto3";
  const draft: Draft = {
    syntax,
    fields: [],
    messages: {
      N: [plain("n", 1, "int32", syntax), plain("text", 2, "string", syntax)],
      P: [plain("n", 1, "int32", syntax), plain("text", 2, "string", syntax)],
      Q: [plain("q", 1, "string", syntax), plain("amount", 2, "fixed64", syntax)],
    },
    enums: {
      E: values("E", ["UNSPECIFIED", "A", "B"]),
      F: values("F", ["UNSPECIFIED", "B", "A"]),
      G: values("G", ["UNSPECIFIED", "A"]),
    },
  };
  const count = 3 + random(3);
  for (let number = 1; number <= count; number++) draft.fields.push(randomField(draft, number, random));
  return draft;
}

function values(prefix: string, names: readonly string[]): { name: string; number: number }[] {
  return names.map((name, number) => ({ name: `${prefix}_${name}`, number }));
}

function plain(name: string, number: number, type: string, syntax: Draft["syntax"]): FieldDraft {
  const label = syntax === "proto2" ? "optional" : "";
  return { name, number, type, label, oneof: "", packed: null, default: null };
}

function randomField({ syntax }: Draft, number: number, random: Random): FieldDraft {
  const field = plain(`f${number}`, number, randomType(random), syntax);
  if (field.type.startsWith("map")) return { ...field, label: "" };
  const chance = random(6);
  if (chance === 0) return { ...field, label: "repeated" };
  if (chance === 1) return { ...field, label: "", oneof: "choice" };
  if (chance === 2) return { ...field, label: "optional" };
  return chance === 3 && syntax === "proto2" ? withDefault(field, random) : field;
}

function randomType(random: Random): string {
  const from = pick([scalars, scalars, declared, maps], random);
  return pick(from, random);
}

const defaults: Record<string, readonly string[]> = {
  string: ['"x"', '""'],
  bytes: ['"x"', '""'],
  bool: ["true", "false"],
  float: ["1.5", "0", "0.1"],
  double: ["1.5", "1.50", "inf"],
  E: ["E_A", "E_UNSPECIFIED"],
  F: ["F_A", "F_B"],
  G: ["G_A"],
};

function withDefault(field: FieldDraft, random: Random): FieldDraft {
  const possible = defaults[field.type] ?? (scalars.includes(field.type) ? ["7", "0x7", "0", "8"] : []);
  return possible.length > 0 ? { ...field, default: pick(possible, random) } : field;
}

function pick<T>(list: readonly T[], random: Random): T {
  return list[random(list.length)] as T;
}

/** A small change, as one line of a pull request would make it; it may make what no compiler accepts. */
export type Step = (draft: Draft, random: Random) => void;

const changeField =
  (change: (field: FieldDraft, draft: Draft, random: Random) => void): Step =>
  (draft, random) =>
    change(pick(draft.fields, random), draft, random);

const changeTwo =
  (change: (one: FieldDraft, other: FieldDraft) => void): Step =>
  (draft, random) => {
    const at = random(draft.fields.length - 1);
    change(draft.fields[at] as FieldDraft, draft.fields[at + 1] as FieldDraft);
  };

/** What may happen to a protocol, by what it is called in a report. */
export const steps: Record<string, Step> = {
  "another type": changeField((field, _, random) => {
    field.type = randomType(random);
    if (field.type.startsWith("map")) Object.assign(field, { label: "", oneof: "" });
    Object.assign(field, { default: null, packed: null });
  }),
  "a type of the same family": changeField((field, _, random) => {
    const family = [integers, fixed, ["string", "bytes", "N"], declared, maps, ["bool", "E", "int32"]].filter(
      (each) => each.includes(field.type),
    );
    field.type = pick(pick(family, random), random);
    field.default = null;
  }),
  "another label": changeField((field, { syntax }, random) => {
    field.label = pick(
      syntax === "proto2" ? ["optional", "repeated", "required"] : ["", "optional", "repeated"],
      random,
    );
    Object.assign(field, { oneof: "", default: null, packed: null });
  }),
  "packed or not": changeField((field) => {
    if (!packable.includes(field.type)) return;
    field.label = "repeated";
    Object.assign(field, { oneof: "", default: null, packed: field.packed !== true });
  }),
  "another default": changeField((field, _, random) => Object.assign(field, withDefault(field, random))),
  "another name": changeField((field) => {
    field.name = `${field.name}_new`;
  }),
  "another number": changeField((field, { fields }) => {
    field.number = 1 + Math.max(...fields.map(({ number }) => number));
  }),
  "into a oneof": changeField((field, _, random) => {
    Object.assign(field, {
      oneof: pick(["choice", "other"], random),
      label: "",
      default: null,
      packed: null,
    });
  }),
  "two into a oneof": changeTwo((one, other) => {
    for (const field of [one, other]) {
      Object.assign(field, { oneof: "both", label: "", default: null, packed: null });
    }
  }),
  "out of its oneof": changeField((field, { syntax }) => {
    if (field.oneof !== "") Object.assign(field, { oneof: "", label: syntax === "proto2" ? "optional" : "" });
  }),
  removed: (draft, random) => {
    draft.fields.splice(random(draft.fields.length), 1);
  },
  added: (draft, random) => {
    const number = 1 + Math.max(0, ...draft.fields.map((field) => field.number));
    draft.fields.push(randomField(draft, number, random));
  },
  "removed, and its number given away": changeField((field, draft, random) => {
    Object.assign(field, { ...randomField(draft, field.number, random), name: "fresh" });
  }),
  "numbers exchanged": changeTwo((one, other) => {
    [one.number, other.number] = [other.number, one.number];
  }),
  "a value added": (draft, random) => {
    const name = pick(["E", "F", "G"], random);
    draft.enums[name]?.push({ name: `${name}_NEW`, number: 9 });
  },
  "a value removed": (draft, random) => {
    draft.enums[pick(["E", "F", "G"], random)]?.pop();
  },
  "values exchanged": (draft, random) => {
    const [, one, other] = draft.enums[pick(["E", "F"], random)] ?? [];
    if (one && other) [one.number, other.number] = [other.number, one.number];
  },
  "another first value": (draft, random) => {
    const list = draft.enums[pick(["E", "F"], random)] ?? [];
    list.push(...list.splice(0, 1));
  },
  "a type's field of another type": ({ messages }, random) => {
    const field = pick(messages[pick(["N", "P", "Q"], random)] ?? [], random);
    field.type = pick(scalars, random);
  },
  "a type's field renumbered": ({ messages }, random) => {
    const field = pick(messages[pick(["N", "P", "Q"], random)] ?? [], random);
    field.number = 7;
  },
  "another syntax": (draft) => {
    draft.syntax = draft.syntax === "proto2" ? "proto3" : "proto2";
    const label = draft.syntax === "proto2" ? "optional" : "";
    for (const field of [...draft.fields, ...Object.values(draft.messages).flat()]) {
      const isSingular = field.label !== "repeated" && !field.type.startsWith("map") && field.oneof === "";
      if (isSingular) field.label = label;
      field.default = null;
    }
  },
};
