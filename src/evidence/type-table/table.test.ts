import { cardinalityTier, typeTier } from "@grpc-evolution/engine/rules/tiers.js";
import { describe, expect, test } from "vitest";
import { descriptorOf, schema } from "../peers/questions/types/encode.js";
import { type Kind, kinds } from "../peers/questions/types/kinds.js";
import { typeQuestions } from "../peers/questions/types.js";
import { documentedTier, explanations } from "./documented.js";
import { meaningOf, meansSame } from "./meaning.js";
import { recordedRuntimes } from "./recorded.js";
import { type Cell, type Runtime, survives, TypeTable } from "./table.js";
import { arrivalInWords } from "./words.js";

const runtimes = recordedRuntimes();
const tables = { binary: new TypeTable("binary", runtimes), json: new TypeTable("json", runtimes) };

const kindOf = (id: string): Kind => {
  const kind = kinds.find((each) => each.id === id);
  if (!kind) throw new Error(`no kind ${id}`);
  return kind;
};

const pairsOf = (all: readonly Kind[]) => all.flatMap((one) => all.map((other) => [one, other] as const));

/** Inputs of a cell by what became of them. */
const inputsOf = ({ tried }: Cell, arrived: boolean) =>
  tried.filter((each) => survives(each) === arrived).map(({ written }) => written.value);

describe("the questions", () => {
  test("are no more than a runtime answers in a minute, each of another input", () => {
    expect(typeQuestions.flatMap(({ requests }) => requests).length).toBeLessThanOrEqual(12_000);
    expect(new Set(typeQuestions.map(({ id }) => id)).size).toBe(typeQuestions.length);
  });

  test("have a message with one field for every kind", () => {
    const fields = kinds.map(({ message }) =>
      descriptorOf(message).fields.map(({ name, number }) => [name, number]),
    );
    expect(fields).toEqual(kinds.map(() => [["f", 1]]));
    expect(new Set(kinds.map(({ message }) => message)).size).toBe(kinds.length);
  });

  test("were put to enough runtimes", () => {
    expect(runtimes.length).toBeGreaterThanOrEqual(10);
    for (const { id, answer } of runtimes) {
      const answered = typeQuestions.filter((each) => answer(each.id, 0) !== null);
      expect(answered.length, id).toBeGreaterThan(0);
    }
  });
});

describe("a value means the same", () => {
  type Side = [kind: string, value: Parameters<typeof meaningOf>[1]];
  const isSame = ([writer, written]: Side, [reader, read]: Side) =>
    meansSame(meaningOf(kindOf(writer), written), meaningOf(kindOf(reader), read));

  test.each<[Side, Side]>([
    [
      ["int32", "-1"],
      ["sint64", "-1"],
    ],
    [
      ["int32", "1"],
      ["double", "0x3ff0000000000000"],
    ],
    [
      ["bool", true],
      ["int32", "1"],
    ],
    [
      ["int32", "2"],
      ["open-enum", "2"],
    ],
    [
      ["open-enum", "3"],
      ["int32", "3"],
    ],
    [
      ["string", '"é'],
      ["bytes", "hc3a9"],
    ],
    [
      ["message", { a: "1" }],
      ["bytes", "h0801"],
    ],
    [
      ["int32", "0"],
      ["closed-enum", undefined],
    ],
    [
      ["string", '"x'],
      ["repeated-string", ['"x']],
    ],
    [
      ["repeated-string", []],
      ["string", '"'],
    ],
    [
      [
        "map",
        [
          ['"a', "1"],
          ['"b', "2"],
        ],
      ],
      [
        "repeated-entry",
        [
          { key: '"b', value: "2" },
          { key: '"a', value: "1" },
        ],
      ],
    ],
  ])("%j and %j", (written, read) => expect(isSame(written, read)).toBe(true));

  test.each<[Side, Side]>([
    [
      ["int32", "-1"],
      ["uint32", "4294967295"],
    ],
    [
      ["int32", "3"],
      ["open-enum", "3"],
    ],
    [
      ["int32", "1"],
      ["string", '"1'],
    ],
    [
      ["message", { a: "1" }],
      ["string", '"\b\u0001'],
    ],
    [
      ["repeated-string", ['"x', '"y']],
      ["string", '"y'],
    ],
    [
      ["repeated-string", ['"']],
      ["repeated-string", []],
    ],
    [
      [
        "repeated-entry",
        [
          { key: '"a', value: "1" },
          { key: '"a', value: "2" },
        ],
      ],
      ["map", [['"a', "2"]]],
    ],
    [
      ["packed-int32", ["1", "2"]],
      ["packed-int32", ["2", "1"]],
    ],
  ])("not %j and %j", (written, read) => expect(isSame(written, read)).toBe(false));
});

describe("the table", () => {
  test("has the documented example of a value that is cut", () => {
    const cell = tables.binary.cell(kindOf("int64"), kindOf("int32"));
    expect(inputsOf(cell, true)).toEqual(["-2147483648", "-1", "0", "1", "3", "2147483647"]);
    expect(arrivalInWords(cell)).toBe("values from −2³¹ to 2³¹ − 1");
  });

  test("changes where one runtime answers something else", () => {
    const pair = [kindOf("bool"), kindOf("int32")] as const;
    expect(tables.binary.tier(...pair)).toBe("conditional");
    const lossy = { id: "lossy", answer: misread(runtimes[0] as Runtime) };
    expect(new TypeTable("binary", [...runtimes, lossy]).tier(...pair)).toBe("unsafe");
  });

  test("leaves out a runtime that misreads a value where the type stays", () => {
    const cell = tables.binary.cell(kindOf("uint32"), kindOf("packed-uint32"));
    const others = cell.tried.flatMap(({ got }) => got.filter(({ isCounted }) => !isCounted));
    expect(new Set(others.flatMap((each) => each.runtimes))).toEqual(new Set(["php"]));
    expect(tables.binary.tier(kindOf("packed-uint32"), kindOf("expanded-uint32"))).toBe("safe");
  });

  test.each(["binary", "json"] as const)("has words for what arrives in every cell of %s", (format) => {
    const table = tables[format];
    const words = pairsOf(table.kinds).map(([writer, reader]) => arrivalInWords(table.cell(writer, reader)));
    expect(new Set(words).size).toBeGreaterThan(15);
  });

  test("knows which libraries take one value and a list of it for the same in ProtoJSON", () => {
    const { json } = tables;
    const mixed = pairsOf(json.kinds).filter(
      ([one, other]) => one.element === other.element && one.form !== other.form,
    );
    const readBy = (isListWritten: boolean) =>
      mixed
        .filter(([writer]) => (writer.form !== "singular") === isListWritten)
        .flatMap(([writer, reader]) => json.cell(writer, reader).tried)
        .flatMap((tried) => (tried.holdsMore ? tried.got : []))
        .flatMap(({ isSame, runtimes: ids }) => (isSame ? ids : []));
    expect([...new Set(readBy(false))]).toEqual(["cpp"]);
    expect([...new Set(readBy(true))].sort()).toEqual(["java", "protobufjs"]);
    expect(new Set(mixed.map(([one, other]) => json.tier(one, other)))).toEqual(new Set(["unsafe"]));
  });

  test("has the tiers of the rules, for every pair of kinds", () => {
    const different = pairsOf(kinds).filter(
      ([one, other]) => tables.binary.tier(one, other) !== ruleTier(one, other),
    );
    expect(different.map(([one, other]) => `${one.id} ${other.id}`)).toEqual([]);
  });
});

/** What a runtime answers that reads as another one does, except that it reads the number 1 as 0 where it expects an int32. */
function misread({ answer }: Runtime): Runtime["answer"] {
  const at = kinds.indexOf(kindOf("int32"));
  return (id, index) =>
    id === "types binary 0801" && index === at ? { reading: { f: "0" } } : answer(id, index);
}

/** The tier of a change of a field in the schemas of the peers, as R4 has it. */
function ruleTier(one: Kind, other: Kind): string {
  const [before, after] = [one, other].map(({ message }) => schema.messages.get(message)?.fields[0]);
  if (!before || !after) throw new Error("no field");
  const comparison = { before: schema, after: schema, changes: [] };
  if (before.cardinality !== after.cardinality) return cardinalityTier({ before, after }, comparison);
  const isUtf8Only =
    one.element !== other.element && JSON.stringify(before.type) === JSON.stringify(after.type);
  return isUtf8Only ? "conditional" : typeTier({ before, after }, comparison);
}

describe("protobuf.dev", () => {
  const disagreements = (["binary", "json"] as const).flatMap((format) =>
    pairsOf(tables[format].kinds).flatMap(([one, other]) => {
      const documented = documentedTier(format, one, other);
      const computed = tables[format].tier(one, other);
      return documented === null || documented === computed
        ? []
        : [{ format, one, other, documented, computed }];
    }),
  );
  const explains = (each: (typeof disagreements)[number]) => (explanation: (typeof explanations)[number]) =>
    explanation.format === each.format &&
    explanation.documented === each.documented &&
    explanation.computed === each.computed &&
    explanation.isAbout(each.one, each.other);

  test("disagrees nowhere without one explanation", () => {
    const unexplained = disagreements.filter((each) => explanations.filter(explains(each)).length !== 1);
    expect(unexplained.map(({ format, one, other }) => `${format} ${one.id} ${other.id}`)).toEqual([]);
  });

  test("disagrees wherever there is an explanation", () => {
    const idle = explanations.filter(
      (explanation) => !disagreements.some((each) => explains(each)(explanation)),
    );
    expect(idle).toEqual([]);
  });
});
