import { describe, expect, test } from "vitest";
import { escapeGlob, globMatcher } from "./globs.js";

describe("a glob", () => {
  test.each<[globs: string[], matching: string[], others: string[]]>([
    [["**/*.proto"], ["a.proto", "b/a.proto", "b/c/a.proto", ".hidden/a.proto"], ["a.proto.txt", "b/proto"]],
    [["*.proto"], ["a.proto", ".proto"], ["b/a.proto"]],
    [["api/**"], ["api/a.proto", "api/b/c"], ["apis/a", "b/api/a"]],
    [["api/**/v1/*.proto"], ["api/v1/a.proto", "api/x/y/v1/a.proto"], ["api/v1/x/a.proto", "v1/a.proto"]],
    [["**/v1/**/a.proto"], ["v1/a.proto", "x/v1/y/v1/a.proto"], ["v1/b.proto", "v12/a.proto"]],
    [["a**b.proto"], ["ab.proto", "axb.proto"], ["a/b.proto"]],
    [["a?.proto"], ["ab.proto", "aü.proto", "a\u{1f600}.proto"], ["a.proto", "a/.proto", "abc.proto"]],
    [["[a-c]x"], ["ax", "bx"], ["dx", "Ax", "x"]],
    [
      ["[!a-c]x", "[^a]y"],
      ["dx", "by"],
      ["ax", "ay"],
    ],
    [
      ["[]x]", "[!]]z"],
      ["]", "x", "az"],
      ["y", "]z"],
    ],
    [["[a", "[]"], ["[a", "[]"], ["a"]],
    [
      ["a\\*b", "\\!c"],
      ["a*b", "!c"],
      ["axb", "c"],
    ],
    [["a.proto"], ["a.proto"], ["axproto", "A.proto", "a.proto "]],
    [["{a,b}.proto"], ["{a,b}.proto"], ["a.proto", "b.proto"]],
    [[], [], ["a.proto", ""]],
  ])("of %j", (globs, matching, others) => {
    const isChosen = globMatcher(globs);
    expect(matching.filter((path) => !isChosen(path))).toEqual([]);
    expect(others.filter(isChosen)).toEqual([]);
  });

  test("that begins with ! leaves out, wherever it stands", () => {
    for (const globs of [
      ["**/*.proto", "!third_party/**", "!**/*_test.proto"],
      ["!**/*_test.proto", "!third_party/**", "**/*.proto"],
    ]) {
      const isChosen = globMatcher(globs);
      expect(["a.proto", "x/third_party/a.proto"].filter(isChosen)).toHaveLength(2);
      expect(["third_party/a.proto", "x/a_test.proto"].filter(isChosen)).toEqual([]);
    }
    expect(globMatcher(["!a.proto"])("b.proto")).toBe(false);
  });

  test("takes time in proportion to its length, whatever it is", () => {
    const began = process.cpuUsage();
    const name = "a".repeat(2000);
    const folders = Array.from({ length: 1000 }, () => "a").join("/");
    expect(globMatcher([`${"*a".repeat(500)}b`])(name)).toBe(false);
    expect(globMatcher([`${"**/a/".repeat(300)}b`])(folders)).toBe(false);
    expect(globMatcher([`${"**/*a*/".repeat(300)}b`])(`${folders}/${name}`)).toBe(false);
    expect(globMatcher(["?*".repeat(500)])(name.slice(0, 400))).toBe(false);
    const { user, system } = process.cpuUsage(began);
    expect(user + system).toBeLessThan(2_000_000);
  });

  test("is a name where it is escaped", () => {
    for (const name of ["a[b]c", "*", "?x", "back\\slash", "{a}", "!a"]) {
      expect(globMatcher([`${escapeGlob(name)}/*.proto`])(`${name}/a.proto`)).toBe(true);
    }
    expect(globMatcher([`${escapeGlob("a[b]c")}/x`])("abc/x")).toBe(false);
  });
});
