import { describe, expect, test } from "vitest";
import { changeOf } from "../diff/change.js";
import { commentOn } from "./comment.js";
import type { Question } from "./question.js";
import { readReport } from "./report.js";
import { reportComment } from "./report-comment.js";
import { defaultSettings } from "./settings.js";

function commentFor(files: Question["files"], rest: Partial<Question> = {}): string {
  return commentOn({
    id: 1,
    files,
    message: "",
    values: { old: null, new: null },
    settings: defaultSettings,
    shown: {},
    homepage: "https://example.org",
    ...rest,
  }).markdown;
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
      /\*\*error\*\* R4\/type-changed `acme\.M\.a`.*is written as `.*`.*\[More\]\(https:\/\/example\.org\/rules\//,
    );
    expect(comment).toMatch(/- \[ \] .*sends by default what this release introduces.*`acme\.M\.b`/);
    expect(comment).not.toContain("Read from a diff alone");
  });

  test("is empty for what cannot be read", () => {
    expect(commentFor({ old: file("message M {"), new: file("message M {}") })).toBe("");
  });

  test("of a diff alone says so, and asks what the diff leaves out", () => {
    const diff = `--- a/m.proto\n+++ b/m.proto\n@@ -9,3 +9,3 @@ message M {\n   string a = 1;\n-  Old b = 2;\n+  New b = 2;\n   string c = 3;\n`;
    const { old, new: fresh } = changeOf(diff, []);
    const comment = commentFor({ old, new: fresh });
    expect(comment).toContain("\n\n> Read from a diff alone");
    expect(comment).toMatch(/The diff leaves out what decides this:\n\n- \[ \] Is it so\? M\.b is New/);
    expect(comment).not.toContain("**error**");
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
