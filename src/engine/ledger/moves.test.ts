import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { schemaOf } from "../../testing/changes-between.js";
import { ledgerOfTexts, ledgerOfTold } from "../../testing/ledger-of-commits.js";
import { someRuns } from "../../testing/thorough.js";
import type { Moves } from "../identity/move.js";
import { matchStates } from "../identity/moves.js";
import { declarationsOfSchema } from "../identity/of-schema.js";
import { movesAccordingTo } from "./moves.js";

/** The moves from the first state to the last, as the history of all of them tells. */
function movesOver(...texts: string[]): string[] {
  const [first = "", last = ""] = [texts[0], texts.at(-1)];
  return linesOf(movesAccordingTo(ledgerOfTexts(...texts), schemaOf(first), schemaOf(last)));
}

function linesOf({ moved, ambiguous }: Moves): string[] {
  return [
    ...moved.map(({ before, after }) => `${before} → ${after}`),
    ...ambiguous.map(({ before, after }) => `${before.join(", ")} → ${after.join(", ")}?`),
  ].sort();
}

const message = (name: string, body: string) => `package p; message ${name} { ${body} }`;

describe("between two states of a history", () => {
  test("each step is followed, where the two states alone have nothing in common", () => {
    expect(
      movesOver(
        message("A", "string a = 1; string b = 2;"),
        message("B", "string a = 1; string b = 2;"),
        message("B", "string a = 1; int32 c = 3;"),
        message("B", "int32 c = 3; int32 d = 4;"),
        message("C", "int32 c = 3; int32 d = 4;"),
      ),
    ).toEqual(["p.A → p.C"]);
  });

  test("what no step followed did not move, however alike the two states are", () => {
    const body = "string a = 1; string b = 2;";
    expect(movesOver(message("A", body), "package p;", message("B", body))).toEqual([]);
  });

  test("a name that is in both is itself", () => {
    const body = "string a = 1; string b = 2;";
    expect(
      movesOver(message("A", body), message("B", body), `${message("B", body)} message A { ${body} }`),
    ).toEqual([]);
  });

  test("what could not be told in a step is said, under the names that are left", () => {
    const body = "string a = 1; string b = 2;";
    expect(
      movesOver(
        message("A", body),
        `${message("B", body)} message C { ${body} }`,
        `${message("B", body)} message D { ${body} }`,
      ),
    ).toEqual(["p.A → p.B, p.D?"]);
  });

  test.each([
    ["one version and the next", ["p.v1", "p.v2"], []],
    ["a version in the middle of the name", ["p.v1.types", "p.v2.types"], []],
    ["a version that is dropped on the way", ["p.v1", "p", "p.v2"], []],
    ["a version that stays", ["p.v1.types", "p.v1.model"], ["p.v1.types.M → p.v1.model.M"]],
    ["the first version", ["p.types", "p.v1.types"], ["p.types.M → p.v1.types.M"]],
  ])("packages: %s", (_, packages, moves) => {
    const texts = packages.map((name) => `package ${name}; message M { string a = 1; string b = 2; }`);
    expect(movesOver(...texts)).toEqual(moves);
  });

  test("a version beside another one is not where that went", () => {
    const version = (name: string, body: string) => `package ${name}; message M { ${body} }`;
    const first = version("p.v1", "string a = 1; int32 b = 2; reserved 9;");
    const second = version("p.v2", "string a = 1; string c = 2; reserved 9;");
    const ledger = ledgerOfTold([
      { files: { "v1.proto": first } },
      { files: { "v1.proto": first, "v2.proto": second } },
      { files: { "v2.proto": second } },
    ]);
    expect(movesAccordingTo(ledger, schemaOf(first), schemaOf(second))).toEqual({ moved: [], ambiguous: [] });
    expect(ledger.owners.get("p.v2.M")?.names).toEqual(["p.v2.M"]);
    expect(
      ledger.owners
        .get("p.v2.M")
        ?.numbers.get(2)
        ?.map(({ names }) => names),
    ).toEqual([["c"]]);
  });

  test("a message is not an enum of the same name", () => {
    const [one, other] = ["string a = 1; string b = 2;", "A = 0; B = 1;"];
    expect(
      movesOver(`${message("M", one)} enum E { ${other} }`, `${message("N", one)} enum F { ${other} }`),
    ).toEqual(["p.E → p.F", "p.M → p.N"]);
  });
});

/** What happens to one of four messages in a commit. */
interface Step {
  message: number;
  action: "rename" | "move" | "nest" | "add" | "rename field" | "remove";
}

const step = fc.record({
  message: fc.nat(3),
  action: fc.constantFrom<Step["action"]>("rename", "move", "nest", "add", "rename field", "remove"),
});

/** Commits with one step each, and commits with several. */
const single = fc.array(fc.tuple(step), { minLength: 1, maxLength: 12 });
const several = fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 5 });

/**
 * The states that steps lead to, one commit each; what a message is called now is kept beside it. The first two are
 * carried by methods. Messages that are not `alike` have fields of their own, so that each can only be itself.
 */
function historyOf(
  history: readonly (readonly Step[])[],
  alike: boolean,
): { texts: string[]; names: string[][] } {
  const all = Array.from({ length: 4 }, (_, id) => ({
    scope: "p",
    outer: "",
    name: `M${id}`,
    fields: ["string a", "int32 b", "bytes c"].map(
      (field, index) => `${field}${alike ? "" : id} = ${index + 1};`,
    ),
    isThere: true,
  }));
  const texts: string[] = [];
  const names: string[][] = [];
  const commit = () => {
    const there = all.filter(({ isThere }) => isThere);
    // One package a commit, as one file has.
    const declared = there.map(({ outer, name, fields }) => {
      const text = `message ${name} { ${fields.join(" ")} }`;
      return outer === "" ? text : `message ${outer} { ${text} }`;
    });
    const methods = all.slice(0, 2).flatMap(({ isThere, outer, name }, id) => {
      const type = outer === "" ? name : `${outer}.${name}`;
      return isThere ? [`rpc Do${id}(${type}) returns (${type});`] : [];
    });
    texts.push(`package ${all[0]?.scope}; ${declared.join(" ")} service S { ${methods.join(" ")} }`);
    names.push(
      all.map(({ isThere, scope, outer, name }) =>
        isThere ? [scope, outer, name].filter((part) => part !== "").join(".") : "",
      ),
    );
  };
  commit();
  let count = 0;
  for (const made of history) {
    for (const { message: id, action } of made) {
      count += 1;
      const one = all[id];
      if (!one) continue;
      // No name comes back: what that stands for depends on what else is there.
      if (action === "rename") one.name = `N${count}`;
      else if (action === "move") for (const each of all) each.scope = `q${count}`;
      else if (action === "nest") one.outer = `Outer${count}`;
      else if (action === "add") one.fields.push(`bool d${count} = ${count + 10};`);
      else if (action === "rename field") one.fields[1] = `int32 e${count} = 2;`;
      else one.isThere = false;
    }
    commit();
  }
  return { texts, names };
}

describe("random histories", () => {
  const statesOf = (before: string, after: string) => ({
    before: declarationsOfSchema(schemaOf(before)),
    after: declarationsOfSchema(schemaOf(after)),
  });

  test("the ledger and the comparison of two states follow the same moves in each step", () => {
    fc.assert(
      fc.property(several, fc.boolean(), (history, alike) => {
        const { texts } = historyOf(history, alike);
        for (const [index, after] of texts.entries()) {
          const before = texts[index - 1];
          if (before === undefined) continue;
          expect(movesOver(before, after)).toEqual(linesOf(matchStates(statesOf(before, after))));
        }
      }),
      { numRuns: someRuns(100, 4), seed: 1 },
    );
  });

  test("from the first state to the last everything is where the steps took it", () => {
    fc.assert(
      fc.property(single, (history) => {
        const { texts, names } = historyOf(history, false);
        const [old = [], now = []] = [names[0], names.at(-1)];
        const expected = old.flatMap((before, id) => {
          const after = now[id] ?? "";
          return after === "" || after === before ? [] : [`${before} → ${after}`];
        });
        expect(movesOver(...texts)).toEqual(expected.sort());
      }),
      { numRuns: someRuns(200, 4), seed: 1 },
    );
  });
});
