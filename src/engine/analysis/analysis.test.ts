import { describe, expect, test } from "vitest";
import type { Texts } from "../../testing/changes-between.js";
import { breaksOf, type Circumstances, requestBetween, requestOver } from "../../testing/reported.js";
import { check } from "../check/check.js";
import type { CheckRequest } from "../check/request.js";
import { type Analysis, analyze } from "./analysis.js";
import type { AnalyzedElement } from "./analyzed-element.js";

const service = "service S { rpc Call(Req) returns (Res); }";

/** A whole file: what requests and responses carry. */
const file = (request: string, response = "", more = service) =>
  `edition = "2023"; package a; message Req { ${request} } message Res { ${response} } ${more}`;

const analysisOf = (request: CheckRequest): Analysis => analyze(request, check(request));

const over = (texts: readonly Texts[], circumstances?: Circumstances) =>
  analysisOf(requestOver(texts, circumstances));

const element = ({ elements }: Analysis, fullName: string): AnalyzedElement => {
  const named = elements.find((each) => each.fullName === fullName);
  if (!named) throw new Error(`${fullName} is not among ${elements.map((each) => each.fullName)}`);
  return named;
};

/** What passes of an element, a line each: `runtime 2.0 > agent 1.0: unknown`. */
const exchanged = (analysis: Analysis, fullName: string) =>
  breaksOf([{ breaks: element(analysis, fullName).passages?.exchanges ?? [] } as never]);

describe("a new field", () => {
  const analysis = over([file("string a = 1;"), file("string a = 1;"), file("string a = 1; bool b = 2;")]);

  test("is unknown to every older reader that the window lets meet the new writer", () => {
    expect(exchanged(analysis, "a.Req.b")).toEqual([
      "runtime 3.0 > agent 1.0: unknown",
      "runtime 3.0 > agent 2.0: unknown",
    ]);
  });

  test("is left out by the older writers that the window lets meet the new reader", () => {
    const { passages, absence, directions } = element(analysis, "a.Req.b");
    expect(passages?.leftOutBy).toEqual([{ component: "runtime", release: "2.0", state: "2.0" }]);
    expect(absence).toMatchObject({ kind: "value", text: "false", isTold: true });
    expect(directions).toEqual([{ writer: "runtime", reader: "agent" }]);
  });

  test("may be used by default when every release of a rollback knows it", () => {
    expect(element(analysis, "a.Req.b").readiness).toMatchObject({
      introduced: "3.0",
      enableFrom: "4.0",
      askFirst: true,
    });
  });

  test("in a response goes the other way round", () => {
    const response = over([file("", "string a = 1;"), file("", "string a = 1; bool b = 2;")]);
    expect(exchanged(response, "a.Res.b")).toEqual(["agent 2.0 > runtime 1.0: unknown"]);
    expect(element(response, "a.Res.b").directions).toEqual([{ writer: "agent", reader: "runtime" }]);
    expect(element(response, "a.Res.b").readiness?.askFirst).toBe(false);
  });

  test("of a message that an older release does not have meets no reader there", () => {
    const more = (inside: string) => `${service} message In { ${inside} }`;
    const texts = [
      file("string a = 1;"),
      file("In in = 2;", "", more("string a = 1;")),
      file("In in = 2;", "", more("string a = 1; bool b = 2;")),
    ];
    const inside = over(texts);
    // The change starts from the latest release that is compared.
    expect(exchanged(inside, "a.In.b")).toEqual(["runtime 3.0 > agent 2.0: unknown"]);
    expect(element(inside, "a.In.b").passages?.lacking.map(({ state }) => state)).toEqual(["1.0"]);
  });
});

describe("what is absent", () => {
  const absenceOf = (field: string, syntax = "") =>
    element(
      analysisOf(requestBetween(`${syntax}message M {}`, `${syntax}message M { ${field} } message N {}`)),
      "M.f",
    ).absence;

  test.each([
    ["int32 f = 1;", { kind: "value", text: "0", isTold: false }],
    ["optional string f = 1;", { kind: "value", text: '""', isTold: true }],
    ["N f = 1;", { kind: "message", text: "", isTold: true }],
    ["repeated N f = 1;", { kind: "list", isTold: false }],
    ["map<string, N> f = 1;", { kind: "map", isTold: false }],
    ["oneof o { int32 f = 1; }", { kind: "value", isTold: true, oneof: "o" }],
  ])("of %s", (field, absence) => {
    expect(absenceOf(field)).toMatchObject(absence);
  });

  test("is the declared default, or a message that is incomplete", () => {
    const proto2 = 'syntax = "proto2"; ';
    expect(absenceOf("optional bool f = 1 [default = true];", proto2)).toMatchObject({ text: "true" });
    expect(absenceOf("required int32 f = 1;", proto2)).toMatchObject({ isRequired: true });
  });
});

describe("a field that is gone", () => {
  const analysis = over([
    file("string a = 1; int32 old = 2;"),
    file("string a = 1; reserved 2; reserved old;"),
  ]);

  test("is unknown to the new reader, and has its default for the old one", () => {
    expect(exchanged(analysis, "a.Req.old")).toEqual(["runtime 1.0 > agent 2.0: unknown"]);
    const { passages, absence } = element(analysis, "a.Req.old");
    expect(absence).toBeNull();
    expect(passages?.leftOutFor).toMatchObject([
      { reader: { component: "agent", release: "1.0" }, absence: { text: "0" } },
    ]);
  });

  test("is what the findings are about", () => {
    expect(element(analysis, "a.Req.old").findings.map(({ check: id }) => id)).toEqual([
      "GL3/removed-inside-window",
    ]);
  });
});

describe("a value", () => {
  const carried = (field: string, values: string, syntax = "") =>
    `${syntax}package a; enum E { E_NONE = 0; ${values} } message Req { ${field} } message Res {} ${service}`;

  test.each([
    ["E e = 1;", ""],
    ["repeated E e = 1;", ""],
    ["map<string, E> e = 1;", ""],
    ["map<int32, E> e = 1;", ""],
    ["map<bool, E> e = 1;", ""],
  ])("that is new has no name to an older reader of %s", (field, syntax) => {
    const texts = [carried(field, "", syntax), carried(field, "E_A = 1;", syntax)];
    expect(exchanged(over(texts), "a.E.E_A")).toEqual(["runtime 2.0 > agent 1.0: unrecognized"]);
  });

  test("that is new to a closed enum is an unknown field", () => {
    const proto2 = 'syntax = "proto2"; ';
    const texts = ["", "E_A = 1;"].map((values) => carried("optional E e = 1;", values, proto2));
    expect(exchanged(over(texts), "a.E.E_A")).toEqual(["runtime 2.0 > agent 1.0: unknown"]);
  });

  test("that nothing carries is not executed", () => {
    const texts = ["", "E_A = 1;"].map((values) => carried("string s = 1;", values));
    expect(element(over(texts), "a.E.E_A").passages).toMatchObject({ exchanges: [], shown: null });
  });
});

describe("a method", () => {
  const methods = (...names: string[]) =>
    file("", "", `service S { ${names.map((name) => `rpc ${name}(Req) returns (Res);`).join(" ")} }`);

  test("that is new is not answered by older servers", () => {
    const analysis = over([methods("Call"), methods("Call", "More")]);
    expect(exchanged(analysis, "a.S.More")).toEqual(["runtime 2.0 > agent 1.0: unimplemented"]);
    expect(element(analysis, "a.S.More").directions).toEqual([{ writer: "runtime", reader: "agent" }]);
  });

  test("that is gone is not answered by the new server", () => {
    expect(exchanged(over([methods("Call", "More"), methods("Call")]), "a.S.More")).toEqual([
      "runtime 1.0 > agent 2.0: unimplemented",
    ]);
  });

  test("of a new service is not told apart from it", () => {
    const both = `${service} service T { rpc Call(Req) returns (Res); }`;
    const analysis = over([file(""), file("", "", both)]);
    expect(analysis.elements.map(({ fullName }) => fullName)).toEqual(["a.T"]);
    expect(exchanged(analysis, "a.T")).toEqual(["runtime 2.0 > agent 1.0: unimplemented"]);
  });
});

describe("what is marked as deprecated", () => {
  test("is told with the release that may do without it", () => {
    const analysis = over([file("string a = 1;"), file("string a = 1 [deprecated = true];")]);
    expect(element(analysis, "a.Req.a")).toMatchObject({
      happenings: ["deprecated"],
      readiness: { deprecated: "2.0", removeFrom: "3.0", staysRelied: true },
    });
  });

  test("says nothing more of what stands in it", () => {
    const marked = "message M { option deprecated = true; int32 a = 1 [deprecated = true]; }";
    const analysis = over(["message M { int32 a = 1; }", marked]);
    expect(analysis.elements.map(({ fullName }) => fullName)).toEqual(["M"]);
  });
});

describe("several changes of one field", () => {
  test("are one element", () => {
    const analysis = analysisOf(
      requestBetween("message M { int32 a = 1; }", "message M { repeated string b = 1; }"),
    );
    expect(analysis.elements).toMatchObject([
      { fullName: "M.b", happenings: ["takes number 1, which was int32 a"] },
    ]);
    expect(element(analysis, "M.b").passages?.exchanges.map(({ outcome }) => outcome)).not.toContain("same");
  });

  test("follow a message that was renamed to what it is called in each release", () => {
    const renamed = (name: string, more: string) =>
      file(`${name} in = 1;`, "", `${service} message ${name} { string one = 1; string two = 2; ${more} }`);
    const analysis = over([renamed("Old", ""), renamed("New", "int32 three = 3;")]);
    expect(element(analysis, "a.New").happenings).toEqual(["was called a.Old"]);
    expect(exchanged(analysis, "a.New.three")).toEqual(["runtime 2.0 > agent 1.0: unknown"]);
  });
});

describe("features", () => {
  test("that this release enables are told with their dates", () => {
    const both = file("string a = 1; bool b = 2;");
    const features = [{ name: "b", elements: ["a.Req.b"], enabled: "3.0" }];
    const analysis = over([file("string a = 1;"), both, both], { features });
    expect(analysis.features).toEqual([
      { name: "b", introduced: "2.0", enableFrom: "3.0", enabled: "3.0", isEnabledNow: true },
    ]);
    expect(over([file("string a = 1;"), both], { features }).features).toMatchObject([
      { isEnabledNow: false },
    ]);
    expect(over([both, both, both, both], { features }).features).toEqual([]);
  });
});

describe("the checklist", () => {
  const answerOf = ({ answered }: Analysis, id: string) =>
    answered.answers.find(({ item }) => item.id === id)?.state ??
    (answered.left.some(({ item }) => item.id === id) ? "left" : "not asked");

  test("is answered as far as checks can", () => {
    const analysis = over([file("string a = 1; int32 b = 2;"), file("string a = 1;")]);
    expect(answerOf(analysis, "R1-2")).toBe("not ready");
    expect(answerOf(analysis, "R4-1")).toBe("does not apply");
    expect(answerOf(analysis, "GL1-1")).toBe("holds");
    expect(answerOf(analysis, "GL1-2")).toBe("left");
    expect(answerOf(analysis, "REVIEW-1")).toBe("not asked");
    expect(answerOf(analysis, "REVIEW-4")).toBe("not asked");
  });

  test("holds nothing that needs what is not at hand", () => {
    const request = requestOver([file("string a = 1;"), file("string a = 1; bool b = 2;")]);
    expect(answerOf(analysisOf(request), "R1-1")).toBe("left");
    const ledger = { owners: new Map(), sharedExtensionNumbers: new Map(), revisions: 1 };
    const result = check(request);
    expect(answerOf(analyze({ ...request, ledger: ledger as never }, result), "R1-1")).toBe("holds");
    expect(answerOf(analysisOf(requestBetween(file(""), file("string a = 1;"))), "GL1-1")).toBe("left");
  });

  test("leaves to people what a check can only refute", () => {
    const early = [{ name: "b", elements: ["a.Req.b"], enabled: "2.0" }];
    const texts = [file("string a = 1;"), file("string a = 1; bool b = 2;")];
    expect(answerOf(over(texts), "R2-1")).toBe("left");
    expect(answerOf(over(texts, { features: early }), "R2-1")).toBe("not ready");
  });

  test("asks somebody to judge what is only worth knowing", () => {
    const texts = [file("string a = 1;"), file("string a = 1; string api_version = 2;")];
    expect(answerOf(over(texts), "GL5-1")).toBe("judge");
  });
});

describe("as a whole", () => {
  test("a change of many elements is looked at a little of each kind", () => {
    const fields = Array.from({ length: 500 }, (_, at) => `int32 f${at} = ${at + 10};`).join(" ");
    const analysis = over([file("string a = 1; int32 old = 2;"), file(`string a = 1; ${fields}`)]);
    expect(analysis.elements).toHaveLength(501);
    const lookedAt = analysis.elements.filter(({ passages }) => passages !== null);
    expect(lookedAt.map(({ fullName }) => fullName)).toEqual([
      "a.Req.old",
      "a.Req.f0",
      "a.Req.f1",
      "a.Req.f2",
    ]);
  });

  test("the same change gives the same analysis", () => {
    const texts = [file("string a = 1; int32 b = 2;"), file("int64 a = 1; bool c = 3;")];
    expect(JSON.stringify(over(texts))).toBe(JSON.stringify(over(texts)));
  });

  test("the state that the change starts from need not be a release", () => {
    const request = requestOver([file("string a = 1;"), file("string a = 1; bool b = 2; bool c = 3;")]);
    const reference = { ...request.head, label: "the merge base", files: [...request.head.files] };
    const started = { ...request, reference: { ...reference, isDescribed: true as const } };
    expect(analysisOf(started).elements).toEqual([]);
    expect(analysisOf(started).from).toMatchObject({ label: "the merge base" });
  });

  test("what has nothing before it changes nothing", () => {
    const request = { ...requestOver([file("string a = 1;")]), reference: null };
    expect(analysisOf({ ...request, baselines: [] })).toMatchObject({ from: null, elements: [] });
  });
});
