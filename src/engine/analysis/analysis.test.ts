import { describe, expect, test } from "vitest";
import type { Texts } from "../../testing/changes-between.js";
import { breaksOf, type Circumstances, requestBetween, requestOver } from "../../testing/reported.js";
import { check } from "../check/check.js";
import type { CheckRequest } from "../check/request.js";
import { checklist } from "../rules/checklist.js";
import type { ChangeKind } from "../rules/review.js";
import { type Analysis, analyze, type Beside, nothingBeside } from "./analysis.js";
import type { AnalyzedElement } from "./analyzed-element.js";
import { itemsOf, type Question } from "./questions.js";
import { withoutItems } from "./without-items.js";

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

test("another name of a value is asked about like a name that changed", () => {
  const named = (values: string) =>
    file("", "E e = 1;", `${service} enum E { option allow_alias = true; NONE = 0; ${values} }`);
  const analysis = over([named("A = 1; A_TOO = 1;"), named("A = 1; A_TOO = 1; B = 1;")]);
  const added = element(analysis, "a.E.B");
  expect(added).toMatchObject({ happenings: ["new, another name of 1"], kinds: ["renames"] });
  expect(added.readiness).toMatchObject({ introduced: "2.0", enableFrom: "3.0" });
  expect(analysis.questions.flatMap(itemsOf).map(({ id }) => id)).toContain("R1-8");
});

describe("a method that goes when its clients have left, while servers that serve nothing else stay", () => {
  const serve = (methods: string) => file("", "", `service S { ${methods} }`);
  const old = serve("rpc Old(Req) returns (Res);");
  const fresh = "rpc New(Req) returns (Res);";
  const marked = serve(`rpc Old(Req) returns (Res) { option deprecated = true; } ${fresh}`);
  const releases = [old, marked, serve(fresh)];
  const before = (texts: readonly Texts[], circumstances?: Circumstances) =>
    element(over(texts, circumstances), "a.S.Old").serversBefore;

  test("says before which release", () => {
    expect(before(releases)).toBe("2.0");
    expect(before(releases, { window: { upgrade: 2, downgrade: 1 } })).toBe("2.0");
  });

  test("says nothing where no client meets them, or where it is still there", () => {
    expect(before(releases, { window: { upgrade: 1, downgrade: 1 } })).toBeNull();
    expect(before([old, marked])).toBeNull();
  });

  test("without a mark, of all earlier servers", () => {
    expect(before([old, old, serve(fresh)])).toBe("3.0");
  });
});

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

  test("is open where a type that is not at hand decides it", () => {
    const of = (field: string, syntax = 'syntax = "proto3";') => {
      const file = (body: string) => `${syntax} import "elsewhere.proto"; message M { ${body} }`;
      return element(analysisOf(requestBetween(file(""), file(field))), "M.f").absence;
    };
    expect(of("else.where.T f = 1;")).toMatchObject({ kind: "open", openType: "else.where.T" });
    for (const field of ["optional else.where.T f = 1;", "oneof o { else.where.T f = 1; }"]) {
      expect(of(field)).toMatchObject({ kind: "value", isTold: true, text: "", openType: "" });
    }
    expect(of("repeated else.where.T f = 1;")).toMatchObject({ kind: "list" });
    expect(of("else.where.T f = 1;", 'edition = "2023";')).toMatchObject({ kind: "value", isTold: true });
  });

  test("is the declared default, or a message that is incomplete", () => {
    const proto2 = 'syntax = "proto2"; ';
    expect(absenceOf("optional bool f = 1 [default = true];", proto2)).toMatchObject({ text: "true" });
    expect(absenceOf("required int32 f = 1;", proto2)).toMatchObject({ isRequired: true });
  });
});

test.each([
  ['syntax = "proto3";', "optional uint32 f = 5;"],
  ['syntax = "proto3";', "uint32 f = 5;"],
  ['syntax = "proto3";', "optional N f = 5;"],
  ['syntax = "proto3";', "repeated N f = 5;"],
  ['syntax = "proto2";', "required uint32 f = 5;"],
  ['syntax = "proto2";', "optional N f = 5;"],
  ['edition = "2023";', "uint32 f = 5;"],
])("a declaration is quoted with its label: %s %s", (syntax, field) => {
  const holding = (fields: string) => `${syntax} message N {} message M { ${fields} }`;
  const [older, newer] = [holding(""), holding(field)];
  const added = element(analysisOf(requestBetween(older, newer)), "M.f");
  const gone = element(analysisOf(requestBetween(newer, older)), "M.f");
  expect([`${added.after};`, `${gone.before};`]).toEqual([field, field]);
  const taken = element(analysisOf(requestBetween(newer, holding("repeated string other = 5;"))), "M.other");
  expect(taken.happenings[0]).toContain(`which was ${field.replace(" = 5;", "")}`);
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
      readiness: { deprecated: "2.0", removeFrom: null, staysRelied: true },
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
      {
        name: "b",
        introduced: "2.0",
        enableFrom: "3.0",
        enabled: "3.0",
        isEnabledNow: true,
        lacksWritten: false,
      },
    ]);
    expect(over([file("string a = 1;"), both], { features }).features).toMatchObject([
      { isEnabledNow: false },
    ]);
    expect(over([both, both, both, both], { features }).features).toEqual([]);
  });
});

describe("the checklist", () => {
  const stateIn = ({ answers, left, hidden }: Analysis["answered"], id: string) => [
    ...answers.filter(({ item }) => item.id === id).map(({ state }) => state),
    ...left.filter(({ item }) => item.id === id).map(() => "left"),
    ...(hidden.some(({ items }) => items.some((item) => item.id === id)) ? ["hidden"] : []),
  ];
  const answerOf = ({ answered }: Analysis, id: string) => stateIn(answered, id).join() || "not asked";

  test("is answered as far as checks can", () => {
    const analysis = over([file("string a = 1; int32 b = 2;"), file("string a = 1;")]);
    expect(answerOf(analysis, "R1-2")).toBe("not ready");
    expect(answerOf(analysis, "R3-3")).toBe("does not apply");
    expect(answerOf(analysis, "GL1-1")).toBe("holds");
    expect(answerOf(analysis, "GL1-2")).toBe("left");
    expect(answerOf(analysis, "GL2-6")).toBe("hidden");
  });

  test("leaves out what is the reviewers' own, which comes beside it", () => {
    const analysis = over([file("string a = 1;"), file("string a = 1; bool b = 2;")]);
    const own = analysis.ofReviewers.map(({ id }) => id);
    expect(own).toEqual(["REVIEW-1", "REVIEW-3", "REVIEW-2", "REVIEW-7", "REVIEW-4", "REVIEW-5"]);
    for (const id of own) expect(answerOf(analysis, id)).toBe("not asked");
  });

  test("has each other item once, whatever changed", () => {
    const texts = [
      ["", ""],
      ["", "bool b = 2;"],
      ["int32 b = 2;", ""],
      ["int32 b = 2;", "int64 b = 2;"],
    ] as const;
    for (const [before, after] of texts) {
      const analysis = over([file(before), file(after)]);
      const asked = checklist.filter(({ id }) => !analysis.ofReviewers.some((own) => own.id === id));
      const states = asked.map(({ id }) => stateIn(analysis.answered, id));
      expect(states.filter(({ length }) => length !== 1)).toEqual([]);
    }
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

  test("names the elements that may break an item, and none where all may", () => {
    const texts = [file("string a = 1; int32 old = 2;"), file("string a = 1; reserved 2; bool b = 3;")];
    const { left } = over(texts).answered;
    expect(left.find(({ item }) => item.id === "R2-2")?.names).toEqual(["a.Req.b"]);
    expect(left.find(({ item }) => item.id === "GL3-3")?.names).toEqual(["a.Req.old"]);
    expect(left.find(({ item }) => item.id === "GL2-3")?.names).toEqual([]);
  });

  test("is asked of what is marked as deprecated as of what goes", () => {
    const deprecated = over([file("string a = 1;"), file("string a = 1 [deprecated = true];")]);
    expect(answerOf(deprecated, "GL3-2")).toBe("left");
    const call = (options: string) => file("", "", `service S { rpc Call(Req) returns (Res) ${options} }`);
    const method = over([call(";"), call("{ option deprecated = true; }")]);
    expect(answerOf(method, "GL3-3")).toBe("left");
    expect(answerOf(method, "GL3-2")).toBe("does not apply");
  });

  test("is asked of a release that enables a feature as of another default", () => {
    const both = file("string a = 1; bool b = 2;");
    const features = [{ name: "b", elements: ["a.Req.b"], enabled: "3.0" }];
    const texts = [file("string a = 1;"), both, both];
    expect(answerOf(over(texts, { features }), "GL4-3")).toBe("left");
    expect(answerOf(over(texts, { features }), "GL5-3")).toBe("left");
    // A default of the program stands in no schema: that none changed there shows nothing.
    expect(answerOf(over(texts), "GL4-3")).toBe("hidden");
    expect(answerOf(over(texts), "GL4-1")).toBe("hidden");
    expect(answerOf(over(texts), "GL5-3")).toBe("hidden");
  });

  test("asks somebody to judge what is only worth knowing", () => {
    const texts = [file("string a = 1;"), file("string a = 1; string api_version = 2;")];
    expect(answerOf(over(texts), "GL5-1")).toBe("judge");
  });
});

describe("what the checks warn of", () => {
  const answersOf = ({ answered }: Analysis) =>
    Object.fromEntries(answered.answers.map(({ item, state }) => [item.id, state]));

  test("is for a person to weigh, while an error means that the change is not ready", () => {
    const renamed = over([file("string a = 1; int32 b = 2;"), file("string a = 1; int32 c = 2;")]);
    expect(answersOf(renamed)["R1-7"]).toBe("judge");
    const retyped = over([file("string a = 1; int32 b = 2;"), file("string a = 1; string b = 2;")]);
    expect(answersOf(retyped)["R4-1"]).toBe("not ready");
  });

  test("is allowed, and does not hold, where the author gives a reason", () => {
    const allow = "// grpc-evolution: allow R1/removed-without-reserved -- nobody stores it\n";
    const gone = `${allow}message M { string a = 1; }`;
    const analysis = analysisOf(requestBetween("message M { string a = 1; int32 b = 2; }", gone));
    expect(answersOf(analysis)["R1-2"]).toBe("allowed");
    expect(analysis.allowed).toMatchObject([
      { check: "R1/removed-without-reserved", reason: "nobody stores it" },
    ]);
  });

  test("of a number speaks of the name, too, as far as the name is not reserved", () => {
    const before = "message M { string a = 1; int32 b = 2; }";
    const gone = (reserved: string) =>
      answersOf(analysisOf(requestBetween(before, `message M { ${reserved} string a = 1; }`)))["R1-6"];
    expect(gone("")).toBe("not ready");
    expect(gone("reserved 2;")).toBe("judge");
    expect(gone('reserved "b";')).toBe("holds");
    expect(gone('reserved 2; reserved "b";')).toBe("holds");
  });
});

describe("the releases of the window", () => {
  const fields = [1, 2, 3].map((count) =>
    file(Array.from({ length: count }, (_, at) => `bool b${at} = ${at + 1};`).join(" ")),
  );
  const request = requestOver(fields);
  const holdsIn = (asked: CheckRequest) =>
    analysisOf(asked).answered.answers.some(({ item, state }) => item.id === "GL1-1" && state === "holds");
  const notComparedIn = (asked: CheckRequest) => analysisOf(asked).pairs[0]?.notCompared;

  test("were all compared", () => {
    expect(holdsIn(request)).toBe(true);
    expect(notComparedIn(request)).toEqual({ releases: [], newer: [], before: null, between: null });
  });

  test("are named where they were not, and nobody takes them for compared", () => {
    const fewer = { ...request, baselines: request.baselines.slice(1) };
    expect(holdsIn(fewer)).toBe(false);
    expect(notComparedIn(fewer)?.releases).toEqual(["1.0"]);
    const narrow = over(fields, { window: { upgrade: 1, downgrade: 1 } });
    expect(narrow.pairs[0]?.notCompared.releases).toEqual([]);
    const middle = { ...request, releases: { names: ["1.0", "2.0", "3.0", "4.0"], head: 2 } };
    expect(notComparedIn(middle)).toMatchObject({ releases: [], newer: ["4.0"] });
    expect(holdsIn(middle)).toBe(true);
  });

  test("that somebody named are not all that there are", () => {
    const named = (older: string, newer: string, upgrade: "unbounded" | 1 = "unbounded"): CheckRequest => ({
      ...requestOver(fields.slice(1), { window: { upgrade, downgrade: 1 } }),
      releases: { names: [older, newer], head: 1, isExcerpt: true },
    });
    expect(holdsIn(named("2.4", "2.5", 1))).toBe(false);
    expect(notComparedIn(named("2.4", "2.5"))).toEqual({
      releases: [],
      newer: [],
      before: "2.4",
      between: null,
    });
    expect(notComparedIn(named("2.4", "2.5", 1))?.before).toBeNull();
    expect(notComparedIn(named("2.3", "2.5", 1))?.between).toEqual(["2.3", "2.5"]);
    expect(notComparedIn(named("2.5", "3.0"))?.between).toBeNull();
  });

  test("are told also where nothing changed", () => {
    const [same = ""] = fields;
    const { pairs } = over([same, same, same]);
    expect(pairs[0]?.servers.map(({ state }) => state)).toEqual(["1.0", "2.0"]);
    expect(pairs[0]?.clients.map(({ state }) => state)).toEqual(["2.0"]);
  });
});

describe("older releases that never leave the window", () => {
  const stayingOf = (analysis: Analysis) =>
    analysis.elements.map(({ fullName, staying }) => `${fullName}: ${staying.join()}`);

  test("are servers where clients run ahead without a limit, and clients where they may stay behind", () => {
    const [before, after] = [file("int32 a = 1;", "int32 b = 1;"), file("string a = 1;", "string b = 1;")];
    expect(stayingOf(over([before, after]))).toEqual(["a.Req.a: agent", "a.Res.b: agent"]);
    const behind = over([before, after], { window: { upgrade: 1, downgrade: "unbounded" } });
    expect(stayingOf(behind)).toEqual(["a.Req.a: runtime", "a.Res.b: runtime"]);
    const narrow = over([before, after], { window: { upgrade: 1, downgrade: 1 } });
    expect(stayingOf(narrow)).toEqual(["a.Req.a: ", "a.Res.b: "]);
  });

  test("are not those that only a direction with a limit hurts", () => {
    const values = (more: string) =>
      file("", "E e = 1;", `${service} enum E { option features.enum_type = OPEN; NONE = 0; ${more} }`);
    expect(stayingOf(over([values(""), values("MORE = 1;")]))).toEqual(["a.E.MORE: "]);
  });
});

/** All clauses of a question. */
const wordsOf = ({ sentences }: Question) =>
  sentences
    .map(({ lead, clauses }) => [lead ?? "", ...clauses.map(({ text }) => text)].join(", "))
    .join("; ")
    .replace(/^, /, "");

describe("questions to the author", () => {
  /** A line each: the elements, and the items that the answer decides. */
  const asked = (analysis: Analysis) =>
    analysis.questions.map(
      (question) =>
        `${question.names.join()}: ${itemsOf(question)
          .map(({ id }) => id)
          .join()}`,
    );
  const between = (before: string, after: string) => over([file(before), file(after)]);
  const textsOf = (analysis: Analysis) => analysis.questions.map(wordsOf).join("\n");

  test("name the elements, and gather items", () => {
    expect(asked(between("string a = 1;", "string a = 1; bool b = 2;")).slice(0, 3)).toEqual([
      "a.Req.b: R2-1,R2-3,GL5-1,R2-2,GL3-2,R4-3,GL3-1",
      expect.stringMatching(/^: .*GL2-5/),
      ": REVIEW-6,GL2-3",
    ]);
  });

  test("have the one that no schema answers, whatever changed", () => {
    for (const [before, after] of [
      ["string a = 1;", "string a = 1;"],
      ["int32 a = 1;", "int64 a = 1;"],
      ["int32 a = 1;", ""],
    ] as const) {
      const { questions } = between(before, after);
      const last = questions.find(({ sentences }) => sentences.some(({ lead }) => lead)) as Question;
      expect(wordsOf(last)).toMatch(/^what does it change that no schema shows, .*by default.*refused/);
      expect(itemsOf(last).map(({ id }) => id)).toContain("GL2-5");
      expect(last.names).toEqual([]);
    }
  });

  test("on what is stored are asked where its form is another one", () => {
    const stored = /outlives the process/;
    expect(textsOf(between("int32 a = 1;", "string a = 1;"))).toMatch(stored);
    expect(textsOf(between("int32 a = 1;", "int32 a = 2;"))).toMatch(stored);
    expect(textsOf(between("int32 a = 1;", "int32 b = 1;"))).not.toMatch(stored);
    expect(textsOf(between("int32 a = 1;", "int32 a = 1 [deprecated = true];"))).not.toMatch(stored);
  });

  test("ask nothing that the schemas settle", () => {
    const call = (...names: string[]) =>
      file("", "", `service S { ${names.map((name) => `rpc ${name}(Req) returns (Res);`).join(" ")} }`);
    const added = over([call("Call"), call("Call", "More")]);
    expect(textsOf(added)).not.toMatch(/still calls it|`Any`|means? that nothing was said/);
    const ids = added.answered.answers
      .filter(({ state }) => state === "does not apply")
      .map(({ item }) => item.id);
    expect(ids).toEqual(
      expect.arrayContaining(["GL2-1", "GL2-4", "R3-4", "GL3-3", "REVIEW-13", "REVIEW-14"]),
    );
    const gone = over([call("Call", "More"), call("Call")]);
    expect(textsOf(gone)).toMatch(/still calls it/);
    expect(gone.answered.answers.find(({ item }) => item.id === "R2-5")?.state).toBe("does not apply");
  });

  test("are asked of a stream, of the value 0, and of what travels by name", () => {
    const streamed = (stream: string) => file("", "", `service S { rpc Call(Req) returns (${stream} Res); }`);
    expect(textsOf(over([streamed(""), streamed("stream")]))).toMatch(/whose stream ends/);
    const enums = (zero: string) =>
      file("", "E e = 1;", `${service} enum E { option features.enum_type = OPEN; ${zero} = 0; }`);
    expect(textsOf(over([enums("NONE"), enums("OTHER")]))).toMatch(/does 0 mean that nothing was said/);
  });

  test("lose the words that an answer decides, and no others", () => {
    const analysis = between("int32 old = 2;", "int32 fresh = 3;");
    const without = (...ids: string[]) => textsOf(withoutItems(analysis, new Set(ids)));
    const words: [ids: string[], words: RegExp][] = [
      [["R2-1", "R2-3"], /sends it by default/],
      [["R2-2"], /what does an older peer do/],
      [["GL3-2", "R4-3"], /which of the two wins/],
      [["REVIEW-6"], /Which libraries|which libraries/],
      [["GL2-3"], /which copies/],
      [["REVIEW-15"], /outlives the process/],
      [["REVIEW-11"], /an order or an effect/],
    ];
    for (const [ids, text] of words) {
      expect(without(...ids)).not.toMatch(text);
      for (const [others] of words) if (others !== ids) expect(without(...others)).toMatch(text);
      expect(without(...ids)).toMatch(/rollback/);
    }
  });

  test("stay for each item that an answer leaves open", () => {
    const analysis = between("int32 old = 2;", "int32 fresh = 3;");
    const { questions } = withoutItems(analysis, new Set(["GL4-1", "R2-1"]));
    const clauseWith = (words: RegExp) =>
      questions
        .flatMap(({ sentences }) => sentences.flatMap(({ clauses }) => clauses))
        .find(({ text }) => words.test(text))
        ?.items.map(({ id }) => id);
    // Whether a default became another is what GL4-1 says.
    expect(clauseWith(/done by default/)).toBeUndefined();
    const others = withoutItems(analysis, new Set(["GL4-2"]))
      .questions.map(wordsOf)
      .join();
    expect(others).toContain("what is done by default");
    expect(clauseWith(/sends it by default/)).toEqual(["R2-3"]);
    expect(asked({ ...analysis, questions }).join()).not.toMatch(/GL4-1|R2-1/);
  });

  test("do not ask when something may go where a finding says it", () => {
    const when = /when may it go/;
    expect(textsOf(between("int32 old = 2;", ""))).toMatch(when);
    const dated = over([file("int32 old = 2;"), file("")], { window: { upgrade: 1, downgrade: 1 } });
    expect(dated.findings.some(({ message }) => / it may be removed from 3\.0 on\./.test(message))).toBe(
      true,
    );
    expect(textsOf(dated)).not.toMatch(when);
    expect(textsOf(dated)).toMatch(/what takes its place/);
  });

  test("ask once what takes the place of what", () => {
    const both = textsOf(between("int32 old = 2;", "int32 fresh = 3;"));
    expect(both.match(/which of the two wins/g)).toHaveLength(1);
    expect(textsOf(between("", "int32 fresh = 3;"))).toMatch(/does it replace an older field/);
  });

  test("ask for the releases where the window was not compared as a whole", () => {
    const request = requestOver([file(""), file(""), file("bool b = 1;")]);
    const fewer = { ...request, baselines: request.baselines.slice(1) };
    expect(textsOf(analysisOf(fewer))).toMatch(/which releases of the window/);
    expect(textsOf(analysisOf(request))).not.toMatch(/which releases of the window/);
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

describe("what its description says that it does", () => {
  const request = requestOver([file("string a = 1;"), file("string a = 1; bool b = 2;")]);
  const questionsOn = (kinds: readonly ChangeKind[], text = "") =>
    analyze(request, check(request), { ...nothingBeside, stated: { kinds, text } }).questions;
  const asked = (kinds: readonly ChangeKind[], text?: string) =>
    questionsOn(kinds, text).map((question) => ({
      text: wordsOf(question),
      ids: itemsOf(question).map(({ id }) => id),
    }));

  test.each([
    [
      "default",
      /^which default becomes another, which supported/,
      /^of the default that .* names, which supported/,
      ["GL4-1", "GL4-2", "GL4-3"],
    ],
    ["selects", /^which value or capability is new, what/, /^of the value or .*, what/, ["R2-4", "R3-5"]],
    [
      "meaning",
      /^what is accepted, answered/,
      /^of what the description says/,
      ["REVIEW-10", "REVIEW-11", "REVIEW-12", "GL2-5", "GL2-6"],
    ],
  ] as const)("%s is asked about by itself, and what is said is not asked", (kind, text, described, ids) => {
    expect(asked([kind])).toContainEqual({
      text: expect.stringMatching(text),
      ids: expect.arrayContaining([...ids]),
    });
    expect(asked([]).some((question) => text.test(question.text))).toBe(false);
    expect(asked([kind], "b is on").some((question) => text.test(question.text))).toBe(false);
    expect(asked([kind], "b is on")).toContainEqual({
      text: expect.stringMatching(described),
      ids: expect.arrayContaining([...ids]),
    });
  });

  test("is left out of the question about everything else", () => {
    const hidden = (...kinds: ChangeKind[]) =>
      asked(kinds).find(({ text }) => text.includes("that no schema shows"))?.text;
    expect(hidden()).toMatch(/^what does it change that no schema shows, what is done by default, a string/);
    expect(hidden("default")).toMatch(/^what else does it change that no schema shows, a string .*refused/);
    expect(hidden("default", "selects", "meaning")).toBeUndefined();
  });

  test("that something is sent by default is not asked again, where it is named", () => {
    const first = (text: string, ...kinds: ChangeKind[]) => asked(kinds, text)[0]?.text;
    expect(first("b is on by default", "default")).toMatch(/^how does the sender tell/);
    for (const [text, kinds] of [
      ["b is on by default", []],
      ["c is on by default", ["default"]],
      ["", ["default"]],
    ] as const) {
      expect(first(text, ...kinds)).toMatch(/^which release sends it by default/);
    }
  });
});

describe("parts of files, as a diff shows them", () => {
  test("settle no item that rests on what they leave out", () => {
    const whole = requestOver([file("string a = 1;"), file("string a = 1; int64 c = 3;")]);
    const request = { ...whole, isPartial: true as const };
    const answerIn = (told: Beside, id: string) =>
      analyze(request, check(request), told).answered.answers.find(({ item }) => item.id === id)?.state;
    expect(answerIn(nothingBeside, "R4-1")).toBe("holds");
    expect(answerIn({ ...nothingBeside, undecided: ["R4/type-changed"] }, "R4-1")).toBeUndefined();
  });
});
