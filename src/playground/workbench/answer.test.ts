import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test, vi } from "vitest";
import { findExamples } from "../../evidence/examples/example.js";
import { root } from "../../root.js";
import { answer } from "./answer.js";
import { comparisonOfExample } from "./comparison.js";
import type { Answer, Question, Result } from "./question.js";
import { defaultSettings, type Settings } from "./settings.js";

type Named = Record<string, string>;

function files(texts: Named) {
  return Object.entries(texts).map(([name, text]) => ({ name, text }));
}

function ask(old: Named, fresh: Named, rest: Partial<Question> = {}): Answer {
  return answer({ ...question(old, fresh), ...rest });
}

function question(old: Named, fresh: Named): Question {
  return {
    id: 7,
    files: { old: files(old), new: files(fresh) },
    message: "",
    values: { old: null, new: null },
    settings: defaultSettings,
    shown: {},
    homepage: "",
  };
}

/** The result of two versions of one file. */
function resultOf(old: string, fresh: string, rest: Parameters<typeof ask>[2] = {}): Result {
  const { result, problems } = ask({ "m.proto": old }, { "m.proto": fresh }, rest);
  if (!result) throw new Error(JSON.stringify(problems));
  return result;
}

const proto = (body: string) => `syntax = "proto3";\npackage acme;\n${body}\n`;

describe("what the rules say", () => {
  test("a finding has its place, its page, its fix as an edit, and the bytes that show it", () => {
    const { counts, findings } = resultOf(
      proto("message M { string a = 1; }"),
      proto("message M { bool b = 1; }"),
    );
    expect(counts).toEqual({ errors: 1, warnings: 0, infos: 0 });
    expect(findings[0]).toMatchObject({
      finding: {
        check: "R1/number-reused",
        place: { start: { line: 3 } },
        fix: {
          edits: [
            { file: "m.proto", text: ' reserved 1; reserved "a";' },
            { file: "m.proto", text: "2" },
          ],
        },
      },
      age: "new",
      page: "/rules/r1-field-numbers#r1-number-reused",
      witness: { writer: "new" },
    });
    expect(findings[0]?.witness?.spans[0]?.written).toContain("true");
  });

  test("the message that is exchanged is the one of the gravest finding, unless somebody chose another", () => {
    const old = proto("message A { string a = 1; } message B { string b = 1; int32 n = 2; }");
    const fresh = proto("message A { string a = 1; bool c = 2; } message B { string b = 1; int64 n = 2; }");
    expect(resultOf(old, fresh).message).toBe("acme.B");
    expect(resultOf(old, fresh, { message: "acme.A" }).message).toBe("acme.A");
  });

  test("a type of a common file is known once a schema has asked for it, and is none of its messages", async () => {
    const money = (type: string) =>
      `syntax = "proto3"; package a; import "google/type/money.proto"; message M { ${type} m = 1; }`;
    const none = proto("message M {}");
    // As a page that has just loaded them: nobody has asked yet.
    vi.resetModules();
    const { loadCommonFilesFor } = await import("./common-files.js");
    const { answer } = await import("./answer.js");
    await loadCommonFilesFor(files({ "m.proto": none }));
    const early = answer(question({ "m.proto": money("google.type.Money") }, { "m.proto": none }));
    expect(early.remarks.old).toMatchObject([
      { message: expect.stringContaining('"google/type/money.proto" is not among the files') },
    ]);
    const sides = [{ "m.proto": money(" google.type.Money") }, { "m.proto": money("int64") }] as const;
    await loadCommonFilesFor(files(sides[0]));
    const { remarks, result } = answer(question(...sides));
    expect(remarks).toEqual({ old: [], new: [] });
    expect(result?.findings).toMatchObject([{ finding: { check: "R4/type-changed", tier: "unsafe" } }]);
    expect(result?.findings[0]?.finding.breaks).not.toEqual([]);
    expect(result?.messages.map(({ after }) => after)).toEqual(["a.M"]);
  });

  test("a place in a file that is gone is in the older version", () => {
    const service = 'syntax = "proto3"; package a; message M {} service S { rpc A(M) returns (M); }';
    const { result } = ask({ "m.proto": service }, { "n.proto": "" });
    expect(result?.findings).toMatchObject([
      { finding: { check: "GL2/service-removed", fix: { edits: [] } }, age: "old" },
    ]);
  });

  test("of very many findings the first of each check are shown, more on demand, and all are counted", () => {
    const fields = Array.from({ length: 150 }, (_, index) => `string f${index} = ${index + 1};`).join(" ");
    const sides = [
      proto(`message M { ${fields} int32 n = 200; }`),
      proto("message M { string n = 200; }"),
    ] as const;
    const { counts, checks, findings, places } = resultOf(...sides);
    expect(counts.errors).toBe(151);
    expect(checks.map(({ check, count }) => [check, count])).toEqual([
      ["R1/removed-without-reserved", 150],
      ["R4/type-changed", 1],
    ]);
    expect(findings).toHaveLength(5);
    expect(places).toHaveLength(151);
    const more = resultOf(...sides, { shown: { "R1/removed-without-reserved": 54, toString: 9 } });
    expect(more.findings).toHaveLength(55);
    expect(more.findings.at(-1)?.finding.check).toBe("R4/type-changed");
  });

  test("releases and a window have names, and say from when a change is safe", () => {
    const settings: Settings = {
      preset: "strict",
      releases: { old: "2.3", new: "2.4" },
      client: "runtime",
      server: "agent",
      window: { upgrade: "unbounded", downgrade: 1 },
    };
    const sides = [
      proto("enum E { E_UNSPECIFIED = 0; }\nmessage M { E e = 1; }\nservice S { rpc A(M) returns (M); }"),
      proto(
        "enum E { E_UNSPECIFIED = 0; E_B = 1; }\nmessage M { E e = 1; }\nservice S { rpc A(M) returns (M); }",
      ),
    ] as const;
    const { findings } = resultOf(...sides, { settings });
    const [peer] = findings[0]?.finding.breaks ?? [];
    expect(
      [peer?.writer, peer?.reader].map((each) => each && `${each.component} ${each.release}`).sort(),
    ).toEqual(["agent 2.3", "runtime 2.4"]);
    expect(resultOf(...sides).findings[0]?.finding.breaks[0]?.writer.release).not.toBe("2.4");
  });

  test("a message that has another name is renamed, and not one that went and one that came", () => {
    const used = (name: string) => proto(`message ${name} { string a = 1; }\nmessage L { ${name} v = 1; }`);
    const alone = (name: string) => proto(`message ${name} { string a = 1; }`);
    const names = { before: "acme.V", after: "acme.W" };
    expect(resultOf(used("V"), used("W"))).toMatchObject({
      renames: [{ ...names, isCertain: true }],
      isOnlyRenamed: true,
    });
    expect(resultOf(alone("V"), alone("W"))).toMatchObject({
      renames: [{ ...names, isCertain: false }],
      isOnlyRenamed: true,
    });
    expect(resultOf(alone("V"), proto("message W { string a = 2; }")).renames).toEqual([]);
    expect(resultOf(used("V"), `${used("W")}message N {}`).isOnlyRenamed).toBe(false);
  });

  test("changed lines are those of a diff, on both sides", () => {
    const { changedLines } = resultOf(
      proto("message M {\n  string a = 1;\n  string b = 2;\n}"),
      proto("message M {\n  string b = 2;\n  string c = 3;\n  string d = 4;\n}"),
    );
    expect(changedLines).toEqual({ old: { "m.proto": [4] }, new: { "m.proto": [5, 6] } });
  });
});

describe("what travels", () => {
  test("both directions, with what each side writes", () => {
    const { exchanges, message } = resultOf(
      proto("message M { string a = 1; }"),
      proto("message M { string a = 1; int32 n = 2; }"),
    );
    expect(message).toBe("acme.M");
    expect(JSON.parse(exchanges?.old.value ?? "")).toEqual({ a: "a" });
    expect(exchanges?.old.sent).toMatchObject({
      hex: "0a 01 61",
      size: 3,
      back: { isSame: true, readings: { fields: [], hidden: 0 } },
    });
    expect(exchanges?.new.sent?.readings.fields.map(({ path, outcome }) => [path, outcome])).toEqual([
      ["a", "same"],
      ["n", "unknown"],
    ]);
  });

  test("a field with another name and a number without a name are told apart from wrong values", () => {
    const { exchanges } = resultOf(
      proto("message M { string a = 1; E e = 2; } enum E { ZERO = 0; ONE = 1; }"),
      proto("message M { string b = 1; E e = 2; } enum E { ZERO = 0; }"),
    );
    const { readings, spans, outcomes } = exchanges?.old.sent ?? {};
    expect(readings?.fields).toMatchObject([
      { path: "a", readAs: "b", outcome: "renamed" },
      { path: "e", written: "1 (ONE)", read: "1", outcome: "unrecognized" },
    ]);
    expect(spans?.map(({ outcome }) => outcome)).toEqual(["renamed", "unrecognized"]);
    expect(outcomes).toEqual([
      { outcome: "unrecognized", count: 1 },
      { outcome: "renamed", count: 1 },
    ]);
  });

  test("the message that changed comes first, and another one can be asked for", () => {
    const rest = "message A { int32 a = 1; } message B { int32 a = 1; }";
    const [old, fresh] = [
      proto(`${rest} message C { int32 a = 1; }`),
      proto(`${rest} message C { int64 a = 1; }`),
    ];
    expect(resultOf(old, fresh).messages.map(({ after, isChanged }) => [after, isChanged])).toEqual([
      ["acme.C", true],
      ["acme.A", false],
      ["acme.B", false],
    ]);
    expect(resultOf(old, fresh, { message: "acme.B" }).message).toBe("acme.B");
    expect(resultOf(old, fresh, { message: "acme.gone" }).message).toBe("acme.C");
  });

  test("a message with a changed enum counts as changed, and one that moved is known by its new name", () => {
    const body = (values: string) => `message A { int32 a = 1; } message M { E e = 1; } enum E { ${values} }`;
    const { messages } = resultOf(
      `syntax = "proto3"; package old; ${body("X_UNKNOWN = 0;")}`,
      `syntax = "proto3"; package new; ${body("X_UNKNOWN = 0; Y = 1;")}`,
    );
    expect(messages).toEqual([
      { before: "old.M", after: "new.M", isChanged: true },
      { before: "old.A", after: "new.A", isChanged: false },
    ]);
  });

  test("what the writer sets can be given, and does not have to fit", () => {
    const schema = proto("message M { int32 a = 1; }");
    const values = { old: '{ "a": 5 }', new: '{ "a": "x" }' };
    const { exchanges } = resultOf(schema, schema, { values });
    expect(exchanges?.old.sent?.hex).toBe("08 05");
    expect(exchanges?.new).toMatchObject({ sent: null, problem: expect.stringContaining("acme.M.a") });
    const broken = resultOf(schema, schema, { values: { old: "{", new: "[".repeat(100_000) } });
    expect(broken.exchanges?.old.problem).not.toBe("");
    expect(broken.exchanges?.new.problem).not.toBe("");
  });

  test("a reader that refuses the message says so, in both places", () => {
    const { exchanges } = resultOf(proto("message M { bytes a = 1; }"), proto("message M { string a = 1; }"));
    expect(exchanges?.old.sent).toMatchObject({ back: null, error: expect.stringMatching(/utf/i) });
  });

  test("many bytes are not handed out to be copied", () => {
    const schema = proto("message M { string a = 1; }");
    const values = { old: JSON.stringify({ a: "x".repeat(300_000) }), new: null };
    const sent = resultOf(schema, schema, { values }).exchanges?.old.sent;
    expect(sent).toMatchObject({ size: 300_004, hex: "", readings: { fields: [{ outcome: "same" }] } });
  });

  test("of very many fields those that differ are shown first, and all are counted", () => {
    const fields = (count: number) =>
      Array.from({ length: count }, (_, index) => `int32 f${index} = ${index + 1};`).join(" ");
    const body = fields(300);
    const values = {
      old: JSON.stringify(Object.fromEntries(body.match(/f\d+/g)?.map((name) => [name, 1]) ?? [])),
      new: null,
    };
    const gone = proto(`message M { ${fields(250)} }`);
    const sent = resultOf(proto(`message M { ${body} }`), gone, { values }).exchanges?.old.sent;
    expect(sent?.outcomes).toEqual([{ outcome: "unknown", count: 50 }]);
    expect(sent?.readings.hidden).toBe(100);
    expect(sent?.readings.fields.map(({ path, outcome }) => `${path} ${outcome}`)).toEqual([
      ...Array.from({ length: 50 }, (_, index) => `f${index + 250} unknown`),
      ...Array.from({ length: 150 }, (_, index) => `f${index} same`),
    ]);
  });

  test("a message inside of another counts with the field that it is in", () => {
    const [old, fresh] = ["int32 a = 1;", "int32 b = 2;"].map((inner) =>
      proto(`message M { N n = 1; } message N { ${inner} }`),
    ) as [string, string];
    const values = { old: '{ "n": { "a": 1 } }', new: null };
    const sent = resultOf(old, fresh, { message: "acme.M", values }).exchanges?.old.sent;
    expect(sent?.outcomes.map(({ count }) => count)).toEqual([1]);
  });

  test("versions without a common message have nothing to exchange", () => {
    expect(resultOf(proto("message A { int32 a = 1; }"), proto("message B { string x = 7; }"))).toMatchObject(
      {
        messages: [],
        message: "",
        exchanges: null,
      },
    );
  });
});

describe("files", () => {
  test("import each other inside of a side, and what protobuf itself declares", () => {
    const common = 'syntax = "proto3"; package acme; message N { int32 a = 1; }';
    const main =
      'syntax = "proto3"; package acme; import "common.proto"; import "google/protobuf/timestamp.proto"; message M { N n = 1; google.protobuf.Timestamp t = 2; }';
    const side = { "common.proto": common, "main.proto": main };
    const { result, remarks } = ask(side, side, { message: "acme.M" });
    expect(remarks).toEqual({ old: [], new: [] });
    expect(result?.exchanges?.old.sent?.readings.fields.map(({ outcome }) => outcome)).toEqual([
      "same",
      "same",
    ]);
  });

  test("an import is at hand where its file came without its folders", () => {
    const types = 'syntax = "proto3"; package other.v1; message T { int32 i = 1; }';
    const main =
      'syntax = "proto3"; package acme; import "other/v1/types.proto"; message M { other.v1.T t = 1; }';
    const side = { "types.proto": types, "main.proto": main };
    const { result, remarks } = ask(side, side, { message: "acme.M" });
    expect(remarks).toEqual({ old: [], new: [] });
    expect(result?.exchanges?.old.value).toContain('"i"');
    const self = { "types.proto": main };
    expect(ask(self, self, {}).remarks.old).toHaveLength(1);
  });

  test("an import that is not at hand is remarked on, at its place", () => {
    const { remarks, result } = ask(
      { "m.proto": 'syntax = "proto3";\nimport "gone.proto";\nmessage M { gone.T t = 1; }' },
      { "m.proto": "" },
    );
    expect(remarks.old).toMatchObject([
      { file: "m.proto", line: 2, message: expect.stringContaining("gone.proto") },
    ]);
    expect(result).not.toBeNull();
  });

  test("what does not parse is told with its place, and there is no result", () => {
    const { problems, result } = ask(
      { "m.proto": "" },
      { "m.proto": 'syntax = "proto3";\nmessage M { int32 a 1; }' },
    );
    expect(result).toBeNull();
    expect(problems.old).toEqual([]);
    expect(problems.new[0]).toMatchObject({ file: "m.proto", line: 2 });
  });

  test("what only all files together show is told as well", () => {
    const file = (name: string, other: string) =>
      `syntax = "proto3"; import "${other}.proto"; message ${name} { ${other.toUpperCase()} x = 1; }`;
    const circle = { "a.proto": file("A", "b"), "b.proto": file("B", "a") };
    expect(ask({ "m.proto": "" }, circle).problems.new[0]?.message).toMatch(/uses itself/);
  });

  test.each(["proto2", "proto3", "editions"])("%s", (syntax) => {
    const head = syntax === "editions" ? 'edition = "2023";' : `syntax = "${syntax}";`;
    const label = syntax === "proto2" ? "optional " : "";
    const text = `${head} message M { ${label}string a = 1; repeated int32 b = 2; }`;
    const fields = resultOf(text, text).exchanges?.new.sent?.readings.fields;
    expect(fields?.map(({ outcome }) => outcome)).toEqual(["same", "same"]);
  });

  test("a message may have any name", () => {
    const text = 'syntax = "proto3"; message __proto__ { __proto__ constructor = 1; int32 toString = 2; }';
    const { exchanges } = resultOf(text, text);
    expect(exchanges?.old.sent?.readings.fields.map(({ outcome }) => outcome)).toEqual(["same", "same"]);
  });
});

test("every example of the site with two schemas can be exchanged, and its findings have pages", () => {
  const pages: string[] = [];
  for (const { folder, protos, id } of findExamples()) {
    const texts = protos.map((name) => ({ name, text: readFileSync(path.join(root, folder, name), "utf8") }));
    const comparison = comparisonOfExample(texts);
    if (!comparison) continue;
    const { result } = answer({ id: 1, ...comparison, shown: {}, homepage: "" });
    expect(result, id).not.toBeNull();
    for (const age of ["old", "new"] as const) {
      if (result?.exchanges) expect(result.exchanges[age].problem, id).toBe("");
    }
    pages.push(...(result?.findings ?? []).map(({ page }) => page));
  }
  expect(pages.length).toBeGreaterThan(20);
  expect(pages.filter((page) => !/^\/(rules|guidelines)\/[\w-]+#[\w-]+$/.test(page))).toEqual([]);
});
