import { describe, expect, test } from "vitest";
import type { Texts } from "../../testing/changes-between.js";
import { ledgerOfTexts } from "../../testing/ledger-of-commits.js";
import { requestBetween, requestOver } from "../../testing/reported.js";
import { analyze } from "../analysis/analysis.js";
import { check } from "../check/check.js";
import type { CheckRequest } from "../check/request.js";
import type { Limit, Window } from "../window/window.js";
import { analysisComment, analysisMarkdown, commentMarker } from "./analysis.js";
import { fittingCode, fittingProse } from "./fitting.js";

const service = "service S { rpc Call(Req) returns (Res); }";

const file = (request: string, more = service) =>
  `edition = "2023"; package a; message Req { ${request} } message Res {} ${more}`;

const analysisOf = (request: CheckRequest) => analyze(request, check(request));

const printed = (texts: readonly Texts[], more: Partial<CheckRequest> = {}) =>
  analysisMarkdown(analysisOf({ ...requestOver(texts), ...more }));

/** GitHub takes no longer comment than this. */
const longestComment = 65_536;

describe("a small change", () => {
  const text = printed([file("string a = 1;"), file("string a = 1; bool b = 2;")]);

  test("is told in a few lines, the verdict first", () => {
    expect(text.split("\n").length).toBeLessThan(45);
    expect(text).toMatch(
      /^## Compatibility analysis\n\n\*\*Nothing found that blocks; 3 questions for the author\.\*\*\n/,
    );
    expect(text).not.toContain("###");
    expect(text).toContain(
      "- Future releases, when it is absent: Not set, which a reader can tell from a value; it reads `false` then. Left out by runtime 1.0.",
    );
    expect(text).toContain(
      "- Past releases, blind to it: Executed with protobuf-es: runtime 2.0 writes, agent 1.0 sees an unknown field.",
    );
    expect(text).toContain("- Roll-out: First the agent reads it, then the runtime writes it.");
    expect(text).toContain("may be used by default from 3.0");
    expect(text).toContain("If it only repeats an older field, it may be written at once.");
  });

  test("says of a constraint what each side does first", () => {
    const limited = (rule: string) => file(`string a = 1 [(buf.validate.field).string.${rule}];`);
    const constraint = printed([limited("max_len = 9"), limited("min_len = 9")]);
    expect(constraint).toContain("checked by other rules now");
    expect(constraint).toContain(
      "- `Req.a`: No order of upgrades makes it safe: first the agent accepts what is new, then the runtime writes it; first the runtime stops writing what goes, then the agent refuses it.",
    );
    expect(printed([file("string a = 1;"), limited("max_len = 9")])).toContain(
      "- `Req.a`: First the runtime stops writing what goes, then the agent refuses it.",
    );
    expect(printed([limited("max_len = 9"), file("string a = 1;")])).toContain(
      "- `Req.a`: First the agent accepts what is new, then the runtime writes it.",
    );
  });

  test("says of another path that each side calls what the other one does not serve, and what to do in place of an order", () => {
    const packaged = (name: string) =>
      `edition = "2023"; package ${name}; message Req {} message Res {} service S { rpc Call(Req) returns (Res); }`;
    const text = printed([packaged("a"), packaged("b")]);
    expect(text).toContain(
      " Breaks: runtime 1.0 → agent 2.0 answers UNIMPLEMENTED; runtime 2.0 → agent 1.0 answers UNIMPLEMENTED.",
    );
    expect(text).toContain(
      "- `b`: No order of upgrades makes it safe: keep the package, or serve both for the length of the window.",
    );
  });

  test("says where a client keeps a call that this release does not serve any more", () => {
    const serve = (methods: string) => file("", `service S { ${methods} }`);
    const [old, fresh] = ["rpc Old(Req) returns (Res)", "rpc New(Req) returns (Res);"];
    const marked = serve(`${old} { option deprecated = true; } ${fresh}`);
    expect(printed([serve(`${old};`), marked, serve(fresh)])).toContain(
      "- Roll-out: First the runtime stops calling it where anything else is served, then it goes from the agent. A client still meets servers before 2.0: where they serve nothing else, it keeps the call, in the code of an earlier schema.",
    );
    expect(printed([marked, serve(fresh)])).toContain(
      "- Roll-out: First the runtime stops calling it, then it goes from the agent.\n",
    );
  });

  test("asks which libraries are at both ends, and says which one was asked here", () => {
    expect(text).toMatch(/^- \[ \] Which libraries .* \(REVIEW-6, GL2-3\)$/m);
    expect(text).toContain("What was executed was written and read by protobuf-es");
  });

  test("leaves to the reviewers what is theirs", () => {
    expect(text).toContain(
      "Before merging: REVIEW-1, REVIEW-3, REVIEW-2, REVIEW-7. Before the release: REVIEW-4, REVIEW-5.",
    );
  });

  test("says so where nothing changed, and asks what no schema shows", () => {
    const same = printed([file("string a = 1;"), file("string a = 1; ")]);
    expect(same).toContain("**Nothing found that blocks; 1 question for the author.**");
    expect(same).toContain("The protocol is the same: no element came, went or changed.");
    expect(same).toMatch(/^- \[ \] What does it change that no schema shows: .*\(\d+ items\)$/m);
  });

  test("says so where there is nothing to compare with", () => {
    const first = printed([file("string a = 1;")], { reference: null, baselines: [] });
    expect(first).toContain("There is no earlier state to compare it with.");
  });
});

describe("a change with findings", () => {
  const text = printed([file("string a = 1; int32 old = 2;"), file("string a = 1;")]);

  test("has what a reviewer acts on first, and folds the rest", () => {
    expect(text.match(/^(?:#+ |\*\*|<summary>).*/gm)).toEqual([
      "## Compatibility analysis",
      "**Not ready: 2 errors; 4 questions for the author.**",
      "### Findings",
      "<summary>What to do</summary>",
      "### Who upgrades first",
      "### Questions for the author",
      "<summary>What no schema shows, and 2 other questions</summary>",
      "<summary>1 element in detail</summary>",
      "#### Future releases, when it is absent",
      "#### Past releases, blind to it",
      "<summary>What was compared</summary>",
      expect.stringMatching(/^<summary>Checklist: 3 not ready, \d+ open<\/summary>$/),
    ]);
  });

  test("says of each finding what it is, what breaks, and what to do", () => {
    expect(text).toMatch(
      /^- \*\*error\*\* GL3\/removed-inside-window `a\.Req\.old` \(`a\.proto:1:\d+`\): .* Also \*\*error\*\* R1\/removed-without-reserved: /m,
    );
    expect(text).toMatch(/^- \*\*error\*\* .* Breaks: runtime 2\.0 → agent 1\.0 sees the default; /m);
    expect(text).toMatch(/^- `a\.Req\.old`: .*What to do: Keep the field, and mark it as deprecated once /m);
    // Nobody is told to keep a field and to reserve its number.
    expect(text).toContain(" Once it may go: Reserve what is gone: `reserved 2; reserved old;`.");
    const renamed = printed([file("string a = 1;"), file("string b = 1;")]);
    expect(renamed).toMatch(/^- `a\.Req\.b`: What to do: Keep the name/m);
    expect(text).toMatch(/^- Not ready: R1-2, R1-6, GL3-1$/m);
    expect(text).toContain(
      "`old: -3`, which runtime 1.0 writes as `10 fd ff ff ff ff ff ff ff ff 01`, was read as `unknown field 2`.",
    );
  });

  test("does not call that safe which an older release keeps from being safe for ever", () => {
    expect(text).not.toMatch(/May be (?:used|removed|enabled) from/);
    expect(text).toContain("Without them it could be removed from 3.0 on, once 2.0 marks it as deprecated.");
    expect(text).toContain(
      "Each agent before 2.0 stays in the window: as long as they are supported, no release makes it safe.",
    );
    const over = (...olds: string[]) => {
      const states = olds.map((old) => file(`string a = 1; ${old}`));
      const request = requestOver(states, { window: { upgrade: 2, downgrade: 2 } });
      return analysisMarkdown(analysisOf(request));
    };
    expect(over("int32 old = 2;", "")).toContain("Mark it in 2.0, and it may be removed from 4.0 on.");
    expect(over("int32 old = 2;", "int32 old = 2 [deprecated = true];", "")).toContain(
      "May be removed from 4.0 on.",
    );
  });

  test("asks a server without a new method only where no wait is long enough", () => {
    const method = (name: string) => `syntax = "proto3"; message M {} service S { ${name} }`;
    const states = ["rpc A(M) returns (M);", "rpc A(M) returns (M); rpc B(M) returns (M);"].map(method);
    const told = (upgrade: Limit) =>
      analysisMarkdown(analysisOf(requestOver(states, { window: { upgrade, downgrade: 1 } })));
    expect(told(2)).toContain("may be used by default from 4.0");
    expect(told("unbounded")).toContain("Each agent before 2.0 stays in the window: the runtime asks it");
    for (const limit of [1, 2] as const) expect(told(limit)).not.toContain("has a fallback");
  });

  test("weighs warnings, and shows what is allowed with its reason", () => {
    const allow = "// grpc-evolution: allow R1/removed-without-reserved -- nobody | stores `it`\n";
    const [before, after] = [
      "message M { string a = 1; int32 b = 2; }",
      `${allow}message M { string c = 1; }`,
    ];
    const allowed = analysisMarkdown(analysisOf(requestBetween(before, after)));
    expect(allowed).toMatch(
      /^\*\*Nothing found that blocks; 1 warning to weigh, 1 allowed with a reason, \d questions for the author\.\*\*$/m,
    );
    expect(allowed).toContain("### Allowed\n\n- **error** R1/removed-without-reserved `M.b`: ");
    expect(allowed).toContain("Allowed, since: nobody | stores \\`it\\`");
    expect(allowed).toMatch(/^- Allowed with a reason: R1-2$/m);
    expect(allowed).toMatch(/^- To be weighed: .*R1-7/m);
  });

  test("names an enum value's writer first, whoever reads it", () => {
    const values = (more: string) =>
      file(
        "",
        `${service} enum E { option features.enum_type = OPEN; NONE = 0; ${more} } message Holder { E e = 1; }`,
      );
    const gone = printed([values("OLD = 1;"), values("")]);
    expect(gone).toContain("First every writer stops writing it, then it goes from every reader.");
  });

  test("links the items where the guide has an address", () => {
    const request = requestOver([file("string a = 1; int32 old = 2;"), file("string a = 1;")]);
    const linked = analysisMarkdown(analysisOf({ ...request, homepage: "https://guide.example.org" }));
    expect(linked).toContain("[R1-2](https://guide.example.org/checklist#r1-2)");
  });
});

describe("who upgrades first", () => {
  const window = { upgrade: 1, downgrade: 2 } as const;
  const inResponse = (field: string) =>
    `edition = "2023"; package a; message Req {} message Res { ${field} } ${service}`;
  const inBoth = (field: string) =>
    `edition = "2023"; package a; message Req { ${field} } service S { rpc Call(Req) returns (Req); }`;
  const rollOut = (before: string, after: string, meet: Window = window) => {
    const text = analysisMarkdown(analysisOf(requestOver([before, before, after], { window: meet })));
    return /^- (?:`\w+\.a`|Roll-out): (.*)$/m.exec(text)?.[1];
  };
  const takes = "it takes an earlier release whose writers write only what both forms read alike.";

  test.each<[title: string, before: string, after: string, text: string]>([
    [
      "who writes what a new reader reads wrongly",
      inResponse("uint64 a = 1;"),
      inResponse("uint32 a = 1;"),
      `First the agent, then the runtime. In another order ${takes}`,
    ],
    [
      "the same in a request",
      file("uint64 a = 1;"),
      file("uint32 a = 1;"),
      `First the runtime, then the agent. In another order ${takes}`,
    ],
    [
      "who reads what a new writer may write",
      inResponse("uint32 a = 1;"),
      inResponse("uint64 a = 1;"),
      "First the runtime, then the agent. May be used from 5.0 on.",
    ],
    [
      "who writes both members of what is a oneof now",
      file("string a = 1; oneof o { string b = 2; }"),
      file("oneof o { string a = 1; string b = 2; }"),
      "First the runtime, then the agent.",
    ],
    [
      "nobody, where older writers are on both sides",
      inBoth("uint64 a = 1;"),
      inBoth("uint32 a = 1;"),
      `No order of upgrades makes it safe: ${takes}`,
    ],
    [
      "nobody alone, where new writers on both sides can choose",
      inBoth("uint32 a = 1;"),
      inBoth("uint64 a = 1;"),
      "No order of upgrades alone makes it safe: until every reader in the window has this release, it has to be one whose writers write only what both forms read alike. May be used from 5.0 on.",
    ],
    [
      "older writers, and new ones take care",
      inResponse("int32 a = 1;"),
      inResponse("uint32 a = 1;"),
      "No order of upgrades alone makes it safe: first the agent, then the runtime, and until every reader in the window has this release, it has to be one whose writers write only what both forms read alike.",
    ],
    [
      "nobody, where no value is read alike",
      inResponse("string a = 1;"),
      inResponse("int64 a = 1;"),
      "No order of upgrades makes it safe: keep the field, and add the new form beside it.",
    ],
    [
      "nobody in particular, where nobody breaks",
      inResponse("repeated int32 a = 1;"),
      inResponse("repeated int32 a = 1 [features.repeated_field_encoding = EXPANDED];"),
      "In the exchanges that were tried any order will do.",
    ],
  ])("%s", (_, before, after, text) => {
    expect(rollOut(before, after)).toBe(text);
  });

  test("is told of all elements together, where one order excludes another", () => {
    const state = (sent: string, answered: string) =>
      `syntax = "proto3"; package a; message Req { ${sent} a = 1; } message Res { ${answered} b = 1; } ${service}`;
    const texts = [state("uint64", "uint64"), state("uint32", "uint32")];
    const request = requestOver(texts, { window });
    expect(analysisMarkdown(analysisOf(request))).toContain(
      "These orders conflict: no single order works for all of them, so one has to wait for another release.",
    );
    const partial = { ...request, isPartial: true as const };
    expect(analysisMarkdown(analyze(partial, check(partial)))).not.toContain("These orders exclude");
    const alone = requestOver([state("uint64", "uint64"), state("uint64", "uint32")], { window });
    expect(analysisMarkdown(analysisOf(alone))).not.toContain("orders conflict");
  });

  test("is nobody, where older writers never leave the window", () => {
    const endless = { upgrade: "unbounded", downgrade: 1 } as const;
    expect(rollOut(inResponse("uint64 a = 1;"), inResponse("uint32 a = 1;"), endless)).toBe(
      "No order of upgrades makes it safe: keep the field, and add the new form beside it. Each agent before 3.0 stays in the window: as long as they are supported, no release makes it safe.",
    );
  });

  test("is what an allow does not change", () => {
    const allow = "\n// grpc-evolution: allow R4/type-changed -- never above 2³²\n";
    expect(rollOut(inResponse("uint64 a = 1;"), inResponse(`${allow}uint32 a = 1;`))).toBe(
      "First the agent, then the runtime.",
    );
  });

  test("is nothing that helps whoever has a number that only the history knows", () => {
    const files = ["int32 old = 2;", "string a = 1;", "string a = 1; bool b = 2;"].map((fields) =>
      file(fields),
    );
    const request = requestOver(files.slice(1), { window });
    const ledger = ledgerOfTexts(...(files as [string, string, string]));
    const text = analysisMarkdown(analysisOf({ ...request, ledger }));
    expect(text).toContain("R1/number-reused");
    expect(text).toContain(
      "- `Req.b`: It breaks nobody that is compared: only the history has it. No order of upgrades helps an older release, or bytes that were stored.\n",
    );
    expect(text).not.toContain("makes it safe");
  });
});

describe("a field that moves into a oneof", () => {
  const text = printed([
    file("string a = 1; oneof o { string b = 2; }"),
    file("oneof o { string a = 1; string b = 2; }"),
  ]);

  test("loses data where another member is set as well, and with no other value", () => {
    expect(text).toContain(
      "With another member of the oneof `o` set as well: runtime 1.0 writes, agent 2.0 loses data.",
    );
    expect(text).not.toContain("With another value, or none");
  });
});

describe("a comment that changed", () => {
  const commented = (comment: string, field: string) =>
    `syntax = "proto3"; package a;\nmessage Req {\n  // ${comment}\n  ${field}\n}\nmessage Res {}\n${service}`;
  const question = (field: string) => {
    const text = printed([
      commented("Shows it.", field),
      commented("Enabled by default from now on.", field),
    ]);
    return /^- \[ \] The comment of .*$/m.exec(text)?.[0] ?? text;
  };

  test("is asked what an absent field means, and of which one nobody can tell it from a value", () => {
    expect(question("bool on = 1;")).toMatch(
      /, and a reader cannot tell an absent `Req\.on` from `false`: is anything refused .*, and does an absent one still mean what it did\? \(GL2-5, GL4-1, GL4-2\)$/,
    );
    expect(question("optional bool on = 1;")).toMatch(/→ “[^”]*”\): is anything .*\(GL2-5, GL4-1, GL4-2\)$/);
    expect(question("Res on = 1;")).not.toContain("cannot tell");
  });
});

describe("a unit that only a comment tells", () => {
  const commented = (...comments: string[]) =>
    `syntax = "proto3"; package a;\nmessage Req {\n${comments.map((comment, at) => `// ${comment}\nint32 f${at} = ${at + 1};\n`).join("")}}\nmessage Res {}\n${service}`;
  const question = (before: string[], after: string[]) =>
    /^- \[ \] The comments? of .*$/m.exec(printed([commented(...before), commented(...after)]))?.[0] ?? "";

  test("is asked about as one", () => {
    expect(question(["in milliseconds"], ["in seconds"])).toMatch(
      /→ “in seconds”\), with another unit at `Req\.f0` \(milliseconds → seconds\), and a reader cannot tell .*: which unit does each supported release write, .* is anything refused/,
    );
    expect(question(["Size in KiB.", "a", "50 %"], ["Size in bytes.", "b", "Permille"])).toContain(
      "with another unit at `Req.f0` (KiB → bytes) and `Req.f2` (percent → permille)",
    );
  });

  test.each([
    ["the second one", "the third one"],
    ["in milliseconds", "in milliseconds, at most 5 seconds"],
    ["in milliseconds", "in bytes"],
    ["in milliseconds", "not in milliseconds any more"],
    ["ms or seconds", "bytes or seconds"],
    ["MB", "Mb"],
  ])("is no other where nothing says that one took the place of another: %s → %s", (before, after) => {
    expect(question([before], [after])).toMatch(/changed .*is anything refused/);
    expect(question([before], [after])).not.toContain("unit");
  });
});

describe("parts of files, as a diff shows them", () => {
  const textOf = (whole: CheckRequest, isPartial: boolean) => {
    const request: CheckRequest = isPartial ? { ...whole, isPartial } : whole;
    return analysisMarkdown(analyze(request, check(request)));
  };

  test("do not show that no method carries something, nor which way round", () => {
    const values = (more: string) => `syntax = "proto3"; enum E { NONE = 0; ${more} } message M { E e = 1; }`;
    const request = requestOver([values(""), values("MORE = 1;")]);
    const whole = textOf(request, false);
    const part = textOf(request, true);
    expect(whole).toContain("no method carries it");
    expect(whole).not.toContain("the diff");
    expect(part).not.toContain("no method");
    expect(part).toContain("| the diff does not show all methods that carry it |");
    expect(part).toContain(
      "- The diff does not show all methods: the runtime writes what a request carries, the agent what a response does.",
    );
    // Without a method, a request may carry it, and need not.
    expect(part).toContain("In a request, each server before 2.0 stays in the window");
    expect(part).toContain("Servers before 2.0 that exchange it never leave the window: ask them");
  });

  test("show the methods of a message, and not that there are no others", () => {
    const fields = (more: string) =>
      `syntax = "proto3"; message Q {} message M { string a = 1; ${more} } service S { rpc Get(Q) returns (M); }`;
    const request = requestOver([
      fields("string old = 2; int32 n = 3;"),
      fields("int64 n = 3; int32 b = 4;"),
    ]);
    expect(textOf(request, false)).toContain("written by the agent, read by the runtime");
    const part = textOf(request, true);
    expect(part).not.toMatch(
      /(?:written|read)s? by the (?:agent|runtime)|First the |(?:runtime|agent) [\d.]+ →/,
    );
    expect(part).toContain("first every reader stops relying on it, then every writer stops writing it.");
    expect(part.match(/The diff does not show all methods: /g)).toHaveLength(1);
  });

  test("have a call that goes to the server, whatever they leave out", () => {
    const methods = (more: string) =>
      `syntax = "proto3"; message Q {} service S { rpc A(Q) returns (Q); ${more} }`;
    const request = requestOver([methods(""), methods("rpc B(Q) returns (Q);")]);
    expect(textOf(request, true)).toContain("First the agent answers it, then the runtime calls it.");
  });
});

describe("a comment for a bot", () => {
  test("begins with a line that nobody sees and the bot finds", () => {
    const analysis = analysisOf(requestOver([file(""), file("string a = 1;")]));
    const comment = analysisComment(analysis);
    expect(comment.split("\n")[0]).toBe(commentMarker);
    expect(comment).toBe(`${commentMarker}\n${analysisMarkdown(analysis)}`);
    expect(commentMarker).toMatch(/^<!-- [a-z -]+ -->$/);
  });
});

describe("a large change", () => {
  const many = (count: number, field: (at: number) => string) =>
    file(Array.from({ length: count }, (_, at) => field(at)).join(" "));

  test("is counted, and a few elements of each kind are told", () => {
    const text = printed([many(400, (at) => `int32 f${at} = ${at + 1};`), file("reserved 1 to 400;")]);
    expect(text).toContain("<summary>400 elements in detail</summary>");
    expect(text).toContain("400 elements changed. Of each kind the first are told below.");
    expect(text).toContain("| field removed | 400 |");
    expect(text.match(/^\| `a\.Req\.f\d+` \|/gm)).toHaveLength(3);
    expect(text).toMatch(/^\| R1\/name-not-reserved \| 400 \|$/m);
    expect(text).toMatch(/^\d+ more: `grpc-evolution check` lists them all\.$/m);
    expect(text.length).toBeLessThan(12_000);
  });

  test("stays shorter than a comment may be, with the longest names", () => {
    const fields = (type: string) => (at: number) => `${type} ${"x".repeat(900)}${at} = ${at + 1};`;
    const components = Array.from({ length: 9 }, (_, at) => ({
      client: "@".repeat(4000) + at,
      server: "&".repeat(4000) + at,
      window: null,
      services: [],
    }));
    for (const count of [3, 12, 60]) {
      const texts = [many(count, fields("int32")), many(count, fields("string"))];
      const { head, baselines, ...request } = requestOver(texts);
      const named = { ...request, head: { ...head, label: "\u202e".repeat(4000) }, components };
      const old = baselines.map((each) => ({ ...each, label: "<".repeat(4000) }));
      const text = analysisMarkdown(analysisOf({ ...named, baselines: old }));
      expect(text.length).toBeLessThan(longestComment * 0.9);
    }
  });
});

describe("hostile names", () => {
  const hostile =
    "x\r\n## h\n</details>\n- [ ] @org/team <img src=x onerror=1> [a](https://b.example) `c` ![d](e) https://f.example www.g.example | * _ ~ $ \u202e \0 \ud800 -->";
  const request = requestOver([file("string a = 1; int32 old = 2;"), file("bool a = 1; string b = 3;")]);
  const components = [{ client: hostile, server: `${hostile}s`, window: null, services: [] }];
  const named = {
    ...request,
    components,
    baselines: request.baselines.map((each) => ({ ...each, label: hostile })),
    head: { ...request.head, label: hostile, isDescribed: true as const },
    features: [{ name: hostile, elements: ["a.Req.b"], enabled: "2.0" }],
  };
  const text = analysisComment(analysisOf(named));
  const rest = text.split("\n").slice(1).join("\n");
  const folds = /^<details>\n<summary>[\w ,:-]+<\/summary>$|^<\/details>$/gm;
  const outsideCode = rest.replace(folds, "").replace(/(`+)(?!`)[\s\S]*?[^`]\1(?!`)/g, "");

  test("make no markup, no link, no heading, and mention nobody", () => {
    expect(text).toContain("onerror");
    expect(outsideCode).not.toMatch(/@org/);
    expect(outsideCode).not.toMatch(/<|-->/);
    expect(outsideCode).not.toMatch(/https?:\/\/|www\./i);
    expect(outsideCode.match(/(?<!\\)\[(?! \] )/g)).toBeNull();
    expect(outsideCode.match(/(?<!\\)!\[/)).toBeNull();
    expect(rest.match(folds)).toHaveLength(10);
    expect(rest.match(/^## .*/gm)).toEqual(["## Compatibility analysis"]);
  });

  test("leave no control character, and end no cell of a table", () => {
    expect(text.match(/(?![\n\u200b])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu)).toBeNull();
    const rows = text.split("\n").filter((line) => line.startsWith("| `a."));
    expect(rows.length).toBeGreaterThan(1);
    for (const row of rows) expect(row.match(/(?<!\\)\|/g)).toHaveLength(5);
  });

  test("are cut where they are too long, as far as they show", () => {
    expect(fittingCode("a".repeat(1000), 50).length).toBeLessThanOrEqual(50);
    expect(fittingProse("@".repeat(1000), 50).length).toBeLessThanOrEqual(50);
    expect(fittingProse("\u202e".repeat(1000), 50).length).toBeLessThanOrEqual(50);
    expect(fittingCode("`".repeat(1000), 50).length).toBeLessThanOrEqual(50);
    expect(fittingProse("short", 50)).toBe("short");
  });
});
