import { describe, expect, test } from "vitest";
import { reviewComment } from "../../content/review-comment.js";
import { nothingStated } from "../../content/stated.js";
import { changeOf } from "../diff/change.js";
import { commentOn } from "./comment.js";
import type { CommentQuestion, Question } from "./question.js";
import { readReport } from "./report.js";
import { reportComment } from "./report-comment.js";
import { defaultSettings } from "./settings.js";

function commentFor(files: Question["files"], rest: Partial<CommentQuestion> = {}): string {
  return answerFor(files, rest).markdown;
}

function answerFor(files: Question["files"], rest: Partial<CommentQuestion> = {}) {
  return commentOn({
    id: 1,
    files,
    message: "",
    values: { old: null, new: null },
    settings: defaultSettings,
    shown: {},
    homepage: "https://example.org",
    stated: nothingStated,
    fixes: [],
    sheets: [],
    sharedSheet: null,
    isEdited: false,
    isCut: false,
    renamed: [],
    ...rest,
  });
}

const file = (body: string, name = "m.proto") => [
  { name, text: `syntax = "proto3";\npackage acme;\n${body}\n` },
];

describe("the comment", () => {
  test("has the findings with their bytes and pages, and asks what no schema shows", () => {
    const service = "service S { rpc A(M) returns (M); }";
    const comment = commentFor({
      old: file(`message M { string a = 1; } ${service}`),
      new: file(`message M { int32 a = 1; bool b = 2; } ${service}`),
    });
    expect(comment).toMatch(
      /\*\*error\*\* \[R4\/type-changed\]\(https:\/\/example\.org\/rules\/\S+\) `acme\.M\.a`[^*]*is written as `.*`/,
    );
    expect(comment).toMatch(/- \[ \] `M\.b`: which release sends it by default/);
    expect(comment).not.toContain("Read from a diff alone");
  });

  test("is empty for what cannot be read", () => {
    expect(commentFor({ old: file("message M {"), new: file("message M {}") })).toBe("");
  });

  test("of a diff alone names the line where something went, and not where its block begins", () => {
    const diff =
      "--- a/m.proto\n+++ b/m.proto\n@@ -9,3 +9,4 @@ message M {\n   string a = 1;\n+  int32 n = 12;\n   string b = 2;\n   string c = 3;\n" +
      "@@ -56,7 +57,6 @@ message M {\n   message K {\n     string z = 1;\n   }\n   message N {\n-    string gone = 5;\n   }\n   string y = 6;\n" +
      "@@ -90,3 +90,2 @@ message M {\n   string v = 7;\n-  string old = 8;\n   string w = 9;\n";
    const { old, new: fresh } = changeOf(diff, []);
    const comment = commentFor({ old, new: fresh });
    expect(comment).toContain("`M.N.gone` (`m.proto:61:1`)");
    expect(comment).toContain("`M.old` (`m.proto:91:1`)");
  });

  test("of a diff alone says so, and asks what the diff leaves out", () => {
    const diff = `--- a/m.proto\n+++ b/m.proto\n@@ -9,3 +9,3 @@ message M {\n   string a = 1;\n-  Old b = 2;\n+  New b = 2;\n   string c = 3;\n`;
    const { old, new: fresh } = changeOf(diff, []);
    const comment = commentFor({ old, new: fresh });
    expect(comment).toMatch(/\n\n\*\*Nothing found that blocks; .*\*\*\n\n> Read from a diff alone/);
    expect(comment).toContain("> The diff does not show the syntax: it is read as proto3.");
    expect(comment).not.toContain("no method carries");
    // What is not decided is no answer either.
    expect(comment).toMatch(/^- Open, for the reviewer:\n(?: {2}- .*\n)*? {2}- .*\[R4-1\]/m);
    expect(comment).not.toMatch(/^- Holds: .*\bR4-1\b/m);
    expect(comment).toMatch(/^- \[ \] Are `Old` and `New` enums .* it decides this: M\.b is New/m);
    // What the first line counts is what is asked.
    const asked = comment.slice(0, comment.indexOf("Before merging:")).match(/^- \[ \]/gm);
    expect(comment).toContain(`; ${asked?.length} questions for the author.**`);
    expect(comment).not.toContain("**error**");
  });

  test("of a diff alone cites the lines of the new file, as the checklist does", () => {
    const diff = [
      "--- a/m.proto\n+++ b/m.proto\n@@ -20,2 +20,3 @@\n message A {\n+  string fresh = 7;\n   string a = 1;",
      "@@ -40,3 +41,3 @@ message B {\n   string b = 2;\n-  string c = 3;\n+  int32 c = 3;\n   string d = 4;\n",
    ].join("\n");
    const { old, new: fresh } = changeOf(diff, []);
    const { markdown, handed } = answerFor({ old, new: fresh });
    expect(markdown).toContain("`B.c` (`m.proto:42:9`)");
    expect(handed?.checked.findings.map(({ place }) => place)).toEqual(["m.proto:42"]);
  });

  const inMessage = (...lines: string[]) =>
    changeOf(
      `--- a/m.proto\n+++ b/m.proto\n@@ -54,${lines.length - 1} +54,${lines.length - 1} @@ message Job {\n${lines.join("\n")}\n`,
      [],
    );

  test("of a diff alone says once which names are not the file's own, and asks what the lines belong to", () => {
    const { old, new: fresh } = inMessage(
      "     string a = 3;",
      "-    string old = 6;",
      "+    uint32 fresh = 6;",
      "     bool c = 7;",
    );
    const comment = commentFor({ old, new: fresh });
    expect(comment.match(/stands for/g)).toHaveLength(1);
    expect(comment).toContain(
      "> `Job.NotInTheDiff1` stands for what lines 54 to 56 of `m.proto` belong to, which the diff does not show: as they are indented, a message or a oneof inside `Job`.",
    );
    expect(comment).toContain("- [ ] `NotInTheDiff1.fresh`: which message does it belong to?");
    // What is free in the lines that are there may be taken elsewhere.
    expect(comment).toContain(
      'Take the next free number, and reserve what "old" had, as far as the diff shows which are free: `uint32 fresh = 8; reserved 6; reserved "old";`',
    );
    const values = inMessage("     A_DONE = 3;", "-    A_OLD = 4;", "+    A_NEW = 4;", "   }");
    expect(commentFor({ old: values.old, new: values.new })).toContain(
      "> `Job.NotInTheDiff1` stands for an enum that the diff does not name.",
    );
  });

  test("of a diff alone says which lines are not judged, and asks what they change", () => {
    const { old, new: fresh } = inMessage("-      3;", "+      4;");
    const comment = commentFor({ old, new: fresh });
    expect(comment).toContain("> Not judged: line 54 of `m.proto`, part of a statement");
    expect(comment).toContain("- [ ] What changes in line 54 of `m.proto`, of which the diff shows a part?");
    expect(comment).toContain("As far as the diff shows, the protocol is the same");
  });

  test("says which window was set, and what it lacks to count", () => {
    const window = { upgrade: "unbounded" as const, downgrade: 1 as const };
    const settings = { ...defaultSettings, window };
    expect(commentFor(changed, { settings })).toContain(
      "> A window was set, and does not count: client ahead by any number, behind by 1. A window needs the names of both releases, such as 2.3 and 2.4.",
    );
    const releases = { old: "2.3", new: "2.4" };
    expect(commentFor(changed, { settings: { ...settings, releases } })).not.toContain("does not count");
    expect(commentFor(changed)).not.toContain("does not count");
  });

  test("names files with other names than before", () => {
    const renamed = [{ from: "a`b.proto", to: "m.proto" }];
    expect(commentFor(changed, { renamed })).toMatch(
      /^> .*b\.proto.* is renamed to `m\.proto`\. What imports it/m,
    );
    expect(commentFor(changed)).not.toContain("is renamed to");
  });

  test("of a diff alone leaves open whether a type that it does not show is an enum", () => {
    const added = (type: string) =>
      changeOf(
        `--- a/m.proto\n+++ b/m.proto\n@@ -9,2 +9,3 @@ message M {\n   string a = 1;\n+  ${type} b = 2;\n   string c = 3;\n`,
        [],
      );
    const comment = (type: string) => commentFor({ old: added(type).old, new: added(type).new });
    expect(comment("New")).toMatch(/^- Open, for the reviewer:\n(?: {2}- .*\n)*? {2}- .*\[R3-1\]/m);
    expect(comment("int32")).toMatch(/^- Holds: .*\bR3-1\b/m);
  });

  test("of a diff alone asks whether a type is an enum or a message, and asserts nothing that rests on it", () => {
    const line = (type: string) => `${type} priority = 2;`;
    const comment = (before: string, after: string) => {
      const { old, new: fresh } = changeOf(
        `--- a/m.proto\n+++ b/m.proto\n@@ -9,3 +9,3 @@ message M {\n   string a = 1;\n-  ${line(before)}\n+  ${line(after)}\n   string c = 3;\n`,
        [],
      );
      return commentFor({ old, new: fresh });
    };
    const [away, back] = [comment("Priority", "int32"), comment("int32", "Priority")];
    for (const text of [away, back]) {
      expect(text).toMatch(
        /^- \[ \] Is `Priority` an enum or a message\? The diff does not show it, and it decides/m,
      );
      expect(text).toContain("nobody can say who has to upgrade first");
      expect(text).not.toMatch(/not set, which a reader can tell from a value/i);
      expect(text).not.toMatch(/R4\/type-changed|R4\/presence-changed/);
    }
    const open = "not known, since `Priority` is not at hand: of an enum its first value,";
    expect(away).toContain(`For older release, where it is absent: ${open}`);
    expect(back.toLowerCase()).toContain(`future releases, when it is absent: ${open}`.toLowerCase());
    expect(comment("Old", "New")).toMatch(
      /^- \[ \] Are `Old` and `New` enums or messages, and have they the same/m,
    );
  });

  const service = "service S { rpc A(M) returns (M); }";
  const changed = {
    old: file(`message M { string a = 1; int32 n = 2; } ${service}`),
    new: file(`message M { string a = 1; int64 n = 2; bool on = 3; } ${service}`),
  };

  test("has what the description states, escaped, and asks what follows from it", () => {
    const text = "on by default\n<b>ids</b> over 64 are refused\n### @all";
    const { markdown, handed } = answerFor(changed, { stated: { kinds: ["selects"], text } });
    expect(markdown).toContain(
      "### As the description states\n\n> on by default\n> &lt;b&gt;ids&lt;/b&gt; over 64 are refused\n> \\#\\#\\# @\u200ball",
    );
    const { markdown: ticked } = answerFor(changed, { stated: { kinds: ["meaning"], text: "" } });
    expect(ticked).toContain("- It changes one of these: a meaning, what is accepted, ");
    expect(handed?.checked.kinds).toEqual(["adds", "retypes", "selects"]);
    expect(handed?.source.analysis.answered.left.map(({ item }) => item.id)).toContain("R3-5");
    expect(commentFor(changed)).not.toContain("As the description states");
  });

  test("of a small change has what people said before what the schemas show, each under its heading", () => {
    const small = {
      old: file(`message M { string a = 1; } ${service}`),
      new: file(`message M { string a = 1; bool on = 3; } ${service}`),
    };
    const comment = commentFor(small, { stated: { kinds: ["default"], text: "on is set" } });
    expect(comment.match(/^(?:#+ |> |\*\*`|<summary>What).*/gm)).toEqual([
      "## Compatibility analysis",
      "### As the description states",
      "> on is set",
      "### What the schemas show",
      expect.stringMatching(/^\*\*`acme\.M\.on`/),
      "<summary>What was compared</summary>",
    ]);
    expect(commentFor(small)).not.toContain("###");
  });

  test("has the reviewer's answers instead of the questions that they answer", () => {
    const before = answerFor(changed);
    expect(before.markdown).toMatch(/- \[ \] .*R2-1/);
    const checked = before.handed?.checked;
    if (!checked) throw new Error("no comment");
    const sheets = [
      {
        checked: { ...checked, elements: [...checked.elements, "field-added acme.M.more"] },
        reviewer: "Ada",
        answers: [
          { id: "R2-1", answer: "not-ready" as const, note: "on in 2.5, see *main.go*" },
          { id: "R2-3", answer: "holds" as const, note: "" },
          { id: "R4-1", answer: "not-applicable" as const, note: "" },
          { id: "R2-2", answer: null, note: "ask the agent's team" },
        ],
      },
    ];
    const { markdown, given } = answerFor(changed, { sheets });
    expect(given).toHaveLength(4);
    expect(markdown).toContain("> 1 item is not ready as the reviewer sees it.");
    const [own] = sheets;
    const one = own ? [{ ...own, answers: own.answers.filter(({ id }) => id === "R2-1") }] : [];
    const retyped = {
      old: file(`message M { string a = 1; int32 n = 2; } ${service}`),
      new: file(`message M { string a = 1; string n = 2; bool on = 3; } ${service}`),
    };
    expect(answerFor(retyped, { sheets: one }).markdown).toContain(
      "> 2 items are not ready: 1 by the checks, 1 by the reviewer.",
    );
    expect(markdown).toMatch(
      /### Answers of the reviewer\n\n- \*\*Not ready\*\*: \[R2-1\]\(\S+\) .+ Note: on in 2\.5, see \\\*main\.go\\\*\n/,
    );
    expect(markdown).toContain("- **Holds**: [R2-3](https://example.org/checklist#r2-3)\n");
    expect(markdown).toMatch(/- \*\*Open\*\*: \[R2-2\].*Note: ask the agent's team/);
    const asked = markdown
      .split("\n")
      .filter((line) => line.startsWith("- [ ]"))
      .join("\n");
    expect(asked).not.toMatch(/R2-1|R2-3/);
    expect(asked).toContain("R2-2");
    expect(markdown.match(/\[R4-1\]/g)).toHaveLength(1);
    const theirs = { answer: "holds" as const, note: "theirs" };
    const sharedSheet = {
      checked,
      reviewer: "Bo",
      answers: [
        { id: "R2-1", ...theirs },
        { id: "R1-5", ...theirs },
      ],
    };
    const both = answerFor(changed, { sheets, sharedSheet });
    expect(both.given.map(({ id }) => id)).toEqual(["R2-1", "R2-3", "R4-1", "R2-2", "R1-5"]);
    expect(both.markdown).toContain("Note: on in 2.5");
    expect(both.reviewer).toBe("Ada");
    expect(answerFor(changed, { sharedSheet }).reviewer).toBe("Bo");
    const others = [
      {
        checked: { ...checked, elements: ["field-added other.M.x"] },
        reviewer: "Ada",
        answers: sheets[0]?.answers ?? [],
      },
    ];
    expect(answerFor(changed, { sheets: others })).toMatchObject({ given: [], markdown: before.markdown });
  });

  test("asks nothing of a default any more that an answer says", () => {
    const on = (comment: string) => file(`message M {\n// ${comment}\nbool on = 1; }\n${service}`);
    const files = { old: on("Shows it."), new: on("On by default.") };
    const asked = (stated: CommentQuestion["stated"], ...ids: string[]) => {
      const checked = answerFor(files, { stated }).handed?.checked;
      // What a comment says is no element, by which an answer would be known as one of this change.
      const own = checked && { ...checked, elements: [...checked.elements, "field-added acme.M.b"] };
      const more = {
        old: files.old,
        new: file(`message M {\n// On by default.\nbool on = 1; int32 b = 2; }\n${service}`),
      };
      const answers = ids.map((id) => ({ id, answer: "holds" as const, note: "from 3.0 on" }));
      const sheets = own ? [{ checked: own, reviewer: "", answers }] : [];
      return (
        commentFor(more, { stated, sheets })
          .match(/^- \[ \] .*/gm)
          ?.join("\n") ?? ""
      );
    };
    const worded = { kinds: ["default" as const], text: "M.on is on now." };
    for (const stated of [nothingStated, worded]) {
      expect(asked(stated)).toMatch(/does an absent one still mean/);
      expect(asked(stated, "GL4-1")).not.toMatch(/does an absent one still mean/);
      expect(asked(stated, "GL4-2")).not.toMatch(/does an absent one still mean/);
    }
    expect(asked(nothingStated)).toContain("what is done by default");
    expect(asked(nothingStated, "GL4-1")).not.toContain("what is done by default");
    const old = "which supported release still has the old one";
    expect(asked(worded, "R2-1")).toContain(`Of the default that the description names: ${old}, what does`);
    expect(asked(worded, "GL4-1")).toContain("Of the default that the description names: what does an");
    expect(asked(worded, "GL4-1", "GL4-2", "GL4-3")).not.toContain("the description names");
  });

  test("is the same written from what the checklist keeps", () => {
    // An item that a default and a meaning may break stands in it twice.
    const { markdown, handed } = answerFor({
      old: file(`message M { string a = 1; } ${service}`),
      new: file(`message M { string a = 1; bool on = 3; } ${service}`),
    });
    if (!handed) throw new Error("no comment");
    const kept: typeof handed = JSON.parse(JSON.stringify(handed));
    expect(reviewComment(kept.source, [])).toBe(markdown);
  });

  test("lists fixes that were tried as suggestions, and tells those that are in what was judged", () => {
    const fix = {
      check: "R1/x",
      element: "acme.M.a",
      title: "Reserve it",
      advice: 'reserved 2;\nreserved "`a";',
    };
    const fixes = [
      { ...fix, isJudged: false },
      { ...fix, title: "Keep it", isJudged: true },
    ];
    const comment = commentFor(changed, { fixes, isEdited: true });
    expect(comment).toContain(
      '### Suggested fixes\n\n- R1/x `acme.M.a`: Reserve it: `reserved 2;` ``reserved "`a";``\n',
    );
    expect(comment).toMatch(
      /### Fixes that are in the text that was judged, not in the pull request\n\n- .*Keep it/,
    );
    expect(commentFor(changed, { isCut: true })).toContain(
      "> The diff has other lines than its headers count",
    );
    expect(comment).toContain("> The versions were edited after they were made of the diff.");
  });

  test("shows harm with the value that the reader gave the writer, and else with a sample", () => {
    const withValue = (n: string) =>
      commentFor(changed, { message: "acme.M", values: { old: null, new: JSON.stringify({ n }) } });
    const shown = '`n: "5000000000"` is written as `10 80 e4 97 d0 12` and read as `n: 705032704`';
    expect(withValue("5000000000")).toContain(shown);
    expect(withValue("5000000000")).toMatch(/`n: "5000000000"`, which .*was read as `n: 705032704`/);
    // This value is read as it was written: it shows no harm.
    expect(withValue("8192")).toBe(commentFor(changed));
    expect(withValue("no number")).toBe(commentFor(changed));
  });

  test("says of each item what the checklist takes over", () => {
    const { handed } = answerFor(changed);
    const answered = handed?.source.analysis.answered.answers ?? [];
    const state = (id: string) => answered.find(({ item }) => item.id === id)?.state;
    const word = { holds: "holds", "not ready": "not-ready", "does not apply": "not-applicable" } as Record<
      string,
      string
    >;
    for (const { item } of answered)
      expect(handed?.checked.answers?.[item.id], item.id).toBe(word[state(item.id) ?? ""]);
    expect(handed?.checked.elements).toContain("field-added acme.M.on");
  });

  test("has no markup of others outside of code", () => {
    const name = "x](javascript:alert(1))<img src=x>`|<!--@all.proto";
    const comment = commentFor({
      old: file("message M { string a = 1; }", name),
      new: file("message M { string b = 2; }", name),
    });
    const outside = comment.replace(/(`+)[^`](?:[^\n]*?[^`])?\1(?!`)/g, "");
    expect(outside).not.toMatch(/<img|<!--|\(javascript:|@all/);
  });
});

describe("of a change as people make them", () => {
  const message = (fields: string) =>
    `message Create {\n  string id = 1;\n  Disk disk = 2;\n${fields}\n}\nmessage Created {}\nmessage Get {}\nmessage Disk { Driver driver = 1; }`;
  const service =
    "service Agent {\n  rpc Start(Create) returns (Created);\n  rpc Find(Get) returns (Disk);\n}";
  const values = (more: string) =>
    `enum Driver {\n  DRIVER_UNSPECIFIED = 0;\n  DRIVER_BLOCK = 1;\n${more}\n}`;
  const files = {
    old: file(
      `${service}\n${message("  bool pidns = 3;\n  string root = 5;\n  int32 timeout_ms = 6;")}\n${values("")}`,
    ),
    new: file(
      `${service}\n${message("  string rootfs = 5;\n  int64 timeout_ms = 6;\n  bool stream = 7;")}\n${values("  DRIVER_LOCAL = 2;")}`,
    ),
  };
  const stated = { kinds: ["default" as const], text: "stream is on from this release." };

  /** Words outside of what is folded; a link is its text. */
  const shownWords = (markdown: string) =>
    markdown
      .replace(/<details>\n<summary>(.*)<\/summary>[\s\S]*?<\/details>/g, "$1")
      .replace(/\]\([^)]*\)/g, "]")
      .split(/\s+/)
      .filter((word) => /\w/.test(word)).length;

  test("is read in two minutes, what breaks and who goes first and what is asked before all else", () => {
    const comment = commentFor(files, { stated });
    expect(shownWords(comment)).toBeLessThanOrEqual(400);
    const shown = comment.replace(/<details>[\s\S]*?<\/details>/g, "");
    expect(shown.match(/^### .*/gm)).toEqual([
      "### As the description states",
      "### Findings",
      "### Who upgrades first",
      "### Questions for the author",
    ]);
    for (const name of ["pidns", "rootfs", "timeout_ms", "stream", "DRIVER_LOCAL"])
      expect(shown).toMatch(new RegExp(`^- \`\\w+\\.${name}\`: .*(?:First|first|any order)`, "m"));
    // What it leaves out stands a click away.
    expect(comment).toMatch(/^- `acme\.Create\.pidns`: What to do: Reserve what is gone: `reserved 3;/m);
    expect(comment).toMatch(/^- `acme\.Create\.timeout_ms`: .*Shown by bytes: /m);
    expect(comment).toMatch(/^- \[ \] What else does it change that no schema shows: /m);
  });

  test("says once which releases stay in a window without a limit, and from when what is new may be used", () => {
    const window = { upgrade: "unbounded" as const, downgrade: 1 as const };
    const settings = { ...defaultSettings, window, releases: { old: "2.3", new: "2.4" } };
    const shown = commentFor(files, { stated, settings }).replace(/<details>[\s\S]*?<\/details>/g, "");
    expect(shown.match(/no release makes it safe/g)).toHaveLength(1);
    expect(shown.match(/may be used by default from 2\.5/g)).toHaveLength(1);
    expect(shown).toMatch(/^- `Create\.stream` and `Driver\.DRIVER_LOCAL`: Introduced in 2\.4; /m);
    expect(shown).not.toContain("Servers before 2.4 never leave");
  });
});

describe("the output of check", () => {
  const report = (finding: object) =>
    JSON.stringify({ version: 1, summary: { baselines: ["v1.0"] }, findings: [finding] });
  const finding = {
    check: "R1/number-changed",
    severity: "error",
    status: "new",
    element: "acme.M.a",
    file: "m.proto",
    line: 3,
    column: 5,
    message: "Another number.",
    breaks: [{ writer: "runtime 2.4", reader: "agent 2.3", outcome: "reinterpreted" }],
    witness: { bytes: "0801", written: { a: 1 }, read: { b: true } },
    fix: { title: "Give it back", text: "a = 1;" },
  };

  test("becomes a comment", () => {
    const read = readReport(report(finding));
    if (typeof read === "string") throw new Error(read);
    const comment = reportComment(read);
    expect(comment).toContain("Compared with `v1.0`. 1 error.");
    expect(comment).toMatch(/R1\/number-changed `acme\.M\.a` \(`m\.proto:3:5`\): Another number\./);
    expect(comment).toContain("`a: 1` is written as `08 01` and read as `b: true`");
  });

  test("may have checks that this page does not know, and counts what is known apart", () => {
    const read = readReport(report({ ...finding, check: "R9/new-one" }));
    expect(read).toMatchObject({ checks: [{ check: "R9/new-one", page: "/rules", count: 1 }] });
    expect(readReport(report({ ...finding, status: "known" }))).toMatchObject({ known: 1, checks: [] });
  });

  test.each(["", "{", "null", "[]", "{}", '{"version":2,"findings":[],"summary":{}}'])(
    "is not %j",
    (text) => {
      expect(readReport(text)).toBe("This is not what grpc-evolution check --format json prints.");
    },
  );

  test("of any shape is read without harm", () => {
    const read = readReport(
      report({ ...finding, breaks: [1, { outcome: "constructor" }], witness: [], line: -1, fix: 3 }),
    );
    expect(read).toMatchObject({ findings: [{ breaks: [], witness: null, fix: null }] });
    expect(readReport(report({ check: "<img>", severity: "error" }))).toMatchObject({ findings: [] });
  });
});
