import { diffSchemas } from "@grpc-evolution/engine/diff/diff.js";
import { readFiles } from "@grpc-evolution/engine/schema/read.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { diffWithSections } from "../../testing/git-sections.js";
import { twoVersions } from "../../testing/random-protos.js";
import { someRuns } from "../../testing/thorough.js";
import { changeOf } from "./change.js";
import { notJudged, unnamedBlock } from "./names.js";
import { wholeStatements } from "./statements.js";
import { hasUnreadLines } from "./unseen.js";

/**
 * What changed of fields, values and methods, by simple names: the diff may not name what they stand in, and may show what
 * goes and what comes in its place in two hunks.
 */
function changesBetween(old: string, fresh: string): string[] {
  const [before, after] = [old, fresh].map((text) => {
    const { schema, problems } = readFiles([{ path: "m.proto", text }]);
    expect(problems, text).toEqual([]);
    return schema;
  });
  if (!before || !after) return [];
  return diffSchemas(before, after)
    .changes.flatMap((change) => {
      // The syntax, which the diff may not show, decides on the others.
      if (!/^(?:field|value|method|number)-(?!packing|presence|utf8)/.test(change.kind)) return [];
      const { before: was, after: now } = change as { before?: Named; after?: Named };
      const isOther = was?.name !== now?.name;
      return isOther ? [...named("goes", was), ...named("comes", now)] : named(change.kind, now);
    })
    .sort();
}

/** Besides what goes from one block and comes in another: whole statements that a diff shows so may only have other braces around. */
function withoutMoved(changes: readonly string[]): string[] {
  const opposite = (change: string) =>
    change.startsWith("goes ") ? change.replace("goes", "comes") : change.replace("comes", "goes");
  return changes.filter((change) => !/^(?:goes|comes) /.test(change) || !changes.includes(opposite(change)));
}

interface Named {
  name: string;
  number?: number;
}

function named(what: string, element: Named | undefined): string[] {
  // Where a block ends elsewhere now, what stands for the unseen may stand in another one.
  return element && !element.name.startsWith(unnamedBlock)
    ? [`${what} ${element.name} ${element.number ?? ""}`]
    : [];
}

/** `RUNS=100000` draws so many others each time; without it the same ones are drawn. */
const drawn = process.env.RUNS
  ? { numRuns: Number(process.env.RUNS) }
  : { numRuns: someRuns(200, 5), seed: 20181121 };

test("what a diff alone shows can be read, and is what changed, whatever stands in whatever", () => {
  fc.assert(
    fc.property(twoVersions, fc.integer({ min: 0, max: 10 }), (versions, context) => {
      const text = (lines: readonly string[]) => lines.map((line) => `${line}\n`).join("");
      fc.pre(text(versions.old) !== text(versions.new));
      const diff = diffWithSections(versions.old, versions.new, context);
      const { old, new: fresh } = changeOf(diff, []);
      const alone = changesBetween(old[0]?.text ?? "", fresh[0]?.text ?? "");
      const whole = changesBetween(text(versions.old), text(versions.new));
      const shown = `${diff}\n${fresh[0]?.text}`;
      // A brace that comes or goes may put lines into another block that the diff does not show.
      const isAllShown =
        !`${old[0]?.text}${fresh[0]?.text}`.includes(notJudged) && !/^[+-].*[{}]/m.test(diff);
      if (isAllShown) expect(alone, shown).toEqual(whole);
      else expect(whole, shown).toEqual(expect.arrayContaining(withoutMoved(alone)));
    }),
    drawn,
  );
});

describe("what two files declare under one name", () => {
  const statusIn = (file: string, section = "message Status {") =>
    `--- a/${file}\n+++ b/${file}\n@@ -9,3 +9,3 @@ ${section}\n   string a = 1;\n-  string b = 2;\n+  int32 b = 2;\n   string c = 3;\n`;
  const changed = (diff: string) => {
    const { old, new: fresh } = changeOf(diff, []);
    const [before, after] = [old, fresh].map(
      (files) => readFiles(files.map(({ name, text }) => ({ path: name, text }))).schema,
    );
    return before && after ? diffSchemas(before, after).changes.map(({ kind }) => kind) : [];
  };

  test("is not one element where the diff shows the package of neither", () => {
    const type = "field-type-changed";
    expect(changed(statusIn("a.proto") + statusIn("b.proto"))).toEqual([type, type]);
    // Also where neither has a name.
    expect(changed(statusIn("a.proto", "") + statusIn("b.proto", ""))).toEqual([type, type]);
  });

  test("is one element where it moves from one to the other", () => {
    const moved = (file: string, sign: string) =>
      `--- a/${file}\n+++ b/${file}\n@@ -9,${sign === "-" ? 4 : 1} +9,${sign === "-" ? 1 : 4} @@\n \n${sign}message Status {\n${sign}  string a = 1;\n${sign}}\n`;
    expect(changed(moved("a.proto", "-") + moved("b.proto", "+"))).toEqual([]);
  });
});

describe("lines stand where their indentation and their kind tell", () => {
  const hunk = (start: number, section: string, ...lines: string[]) => {
    const count = (sign: string) => lines.filter((line) => line[0] === " " || line[0] === sign).length;
    return `@@ -${start},${count("-")} +${start},${count("+")} @@ ${section}\n${lines.join("\n")}\n`;
  };
  const owners = (...hunks: string[]) => {
    const { new: fresh } = changeOf(`--- a/m.proto\n+++ b/m.proto\n${hunks.join("")}`, []);
    const { schema, problems } = readFiles(fresh.map(({ name, text }) => ({ path: name, text })));
    expect(problems).toEqual([]);
    const all = [
      ...[...schema.messages.values()].flatMap(({ fields }) => fields),
      ...[...schema.enums.values()].flatMap(({ values, fullName }) =>
        values.map(({ name }) => ({ owner: fullName, name })),
      ),
    ];
    return Object.fromEntries(all.map(({ owner, name }) => [name, owner]));
  };
  const direct = (indent: string) =>
    hunk(70, "message Job {", ` ${indent}string courier = 6;`, `+${indent}string contact = 9;`, " }");
  const nested = (indent: string) =>
    hunk(
      54,
      "message Job {",
      ` ${indent}uint32 height = 5;`,
      `-${indent}uint32 weight = 6;`,
      `+${indent}uint64 weight = 6;`,
    );

  test.each([
    ["two blanks", "  "],
    ["four blanks", "    "],
    ["tabs", "\t"],
  ])("of %s a block", (_, unit) => {
    const all = owners(nested(unit + unit), direct(unit));
    expect(all).toMatchObject({ weight: "Job.NotInTheDiff1", courier: "Job", contact: "Job" });
    const own = nested(unit).replaceAll("= 6", "= 7");
    expect(owners(own, direct(unit))).toMatchObject({ height: "Job", courier: "Job" });
  });

  test("also where the diff shows no other line, or shows in another file how far it indents", () => {
    expect(owners(nested("    "))).toMatchObject({ weight: "Job.NotInTheDiff1" });
    const other = `--- a/n.proto\n+++ b/n.proto\n${hunk(9, "", " message N {", "+    string a = 1;", " }")}`;
    const both = `--- a/m.proto\n+++ b/m.proto\n${nested("    ")}${other}`;
    expect(changeOf(both, []).new[0]?.text).toContain("message Job { // Not in the diff.\n    uint32 height");
  });

  test("of two parts of it, which may be of two messages, none is put to the other", () => {
    const again = hunk(
      90,
      "message Job {",
      "     string height = 5;",
      "+    string weight = 6;",
      "     bool c = 7;",
    );
    const { new: fresh } = changeOf(`--- a/m.proto\n+++ b/m.proto\n${nested("    ")}${again}`, []);
    expect(fresh[0]?.text.match(/message NotInTheDiff\d/g)).toEqual([
      "message NotInTheDiff1",
      "message NotInTheDiff2",
    ]);
    expect(owners(nested("    "), again)).toMatchObject({ c: "Job.NotInTheDiff2" });
  });

  test("whose numbers are taken in what git names, whatever their indentation tells", () => {
    const flat = hunk(
      54,
      "message Job {",
      " uint32 height = 5;",
      "+uint64 weight = 7;",
      " uint32 width = 6;",
    );
    expect(owners(flat, direct("  "))).toMatchObject({ width: "Job.NotInTheDiff1", courier: "Job" });
  });

  test("and not as surely where no line shows how far one block is indented", () => {
    const added = (start: number, ...lines: string[]) =>
      hunk(start, "message Job {", ...lines.map((line) => `+${line}`));
    const deep = added(14, "        int32 a =", "            1;");
    const outer = added(17, "    int32 b =", "        1;");
    const inOneof = added(21, "    bool b = 1;");
    expect(Object.keys(owners(deep, outer, inOneof)).sort()).toEqual(["a", "b"]);
  });

  test("behind the end of a block as well, whatever options end there", () => {
    const method = hunk(
      20,
      "service A {",
      " }",
      " ",
      " service B {",
      "   rpc X(Q) returns (R) {",
      "     option (google.api.http) = {",
      '       get: "/x"',
      "     };",
      "   }",
      "+  rpc Y(Q) returns (R);",
      " }",
    );
    const { new: fresh } = changeOf(`--- a/m.proto\n+++ b/m.proto\n${method}`, []);
    expect(fresh[0]?.text).toContain("\nservice B {\n  rpc X(Q) returns (R) {");
    expect(owners(method)).toEqual({});
  });

  test("also where a hunk shows tens of thousands of lines before its change", () => {
    const method = [
      "   rpc X(Q) returns (R) {",
      "     option (a.b) = {",
      '       get: "/x"',
      "     };",
      "   }",
    ];
    const lines = [...Array.from({ length: 8_000 }, () => method).flat(), "+  rpc Y(Q) returns (R);"];
    expect(wholeStatements({ lines })).toEqual({ first: 0, last: lines.length });
  });

  test("as values of an enum, a field of a oneof in proto2, and options of a method", () => {
    const value = hunk(20, "message Job {", "     STATE_DONE = 3;", "+    STATE_LOST = 4;");
    expect(owners(value, direct("  "))).toMatchObject({ STATE_LOST: "Job.NotInTheDiff1", contact: "Job" });
    const labeled = direct("  ").replaceAll("string", "required string");
    const bare = nested("    ").replaceAll("= 6", "= 7");
    const { new: fresh } = changeOf(`--- a/m.proto\n+++ b/m.proto\n${bare}${labeled}`, []);
    expect(fresh[0]?.text).toContain("  oneof NotInTheDiff1 {");
    expect(owners(bare, labeled)).toMatchObject({ weight: "Job" });
    const path = hunk(
      30,
      "service S {",
      '       get: "/v1"',
      '+      body: "*"',
      "     };",
      "   }",
      "   rpc B(X) returns (Y);",
    );
    expect(owners(path)).toEqual({});
  });

  test("what is no whole statement is shown and not read", () => {
    const cut = hunk(40, "message Job {", "-      3;", "+      4;");
    const { old, new: fresh } = changeOf(`--- a/m.proto\n+++ b/m.proto\n${cut}${direct("  ")}`, []);
    expect(fresh[0]?.text).toContain("\n// Not judged:       4;\n");
    expect(hasUnreadLines({ old, new: fresh })).toBe(true);
    expect(owners(cut, direct("  "))).toEqual({ courier: "Job", contact: "Job" });
  });

  test("and a number that the change gives away twice is its own fault", () => {
    const twice = hunk(30, "message Job {", "   string a = 1;", "+  string b = 6;", "   string c = 3;");
    const { new: fresh } = changeOf(`--- a/m.proto\n+++ b/m.proto\n${twice}${direct("  ")}`, []);
    const { problems } = readFiles(fresh.map(({ name, text }) => ({ path: name, text })));
    expect(problems.map(({ message }) => message)).toEqual([expect.stringContaining("6 is used twice")]);
  });
});
