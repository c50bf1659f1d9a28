// cspell:ignore aerror
import { describe, expect, it, test } from "vitest";
import {
  emptyResult,
  hostileResult,
  named,
  peer,
  sampleFinding,
  samplePlace,
  sampleResult,
} from "../../testing/sample-findings.js";
import { formats, reporters } from "./index.js";
import { printable } from "./printable.js";

describe.each(formats)("%s", (format) => {
  const report = reporters[format];

  it("renders findings of each severity", async () => {
    await expect(report(sampleResult(), false)).toMatchFileSnapshot(`golden/${format}.txt`);
  });

  it("says what was looked at where there is nothing to report", async () => {
    await expect(report(emptyResult(), false)).toMatchFileSnapshot(`golden/${format}-empty.txt`);
  });

  it("lets no control character through, and ends with one line break", () => {
    for (const result of [sampleResult(), emptyResult(), hostileResult()]) {
      const text = report(result, false);
      expect(text.match(/(?![\n\u200b])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu)).toBeNull();
      expect(text).toMatch(/[^\n]\n$/);
    }
  });

  it("shows each field of a finding", () => {
    const marks = {
      check: "R1/renamed" as const,
      element: named("mark.element"),
      place: samplePlace(1234, "mark/file.proto"),
      message: "mark message",
      breaks: [{ writer: peer("mark", "writer"), reader: peer("mark", "reader"), outcome: "lost" as const }],
      witness: { bytes: "abcdef", written: { markWritten: 1 }, read: { markRead: 2 } },
      safeFrom: "98.7",
      fix: { title: "mark fix", advice: "reserved 4321;", edits: [] },
      docs: { kind: "command" as const, check: "mark/docs" },
      buf: ["MARK_BUF"],
      fingerprint: "f1e2d3",
    };
    const result = { ...emptyResult(), findings: [sampleFinding(marks)] };
    const text = report(result, false)
      .replace(/\\(?=[-_])/g, "")
      .replace(/\s+/g, " ");
    const shown = JSON.stringify(marks).matchAll(/(?:mark|MARK)[\w /.]*|98\.7|4321|1234|f1e2d3|R1\/renamed/g);
    for (const [mark] of shown) expect(text).toContain(mark);
    expect(text.replace(/ /g, "")).toContain("abcdef");
  });
});

describe("text", () => {
  it("has colors where it is told to, and only the colors differ", () => {
    const painted = reporters.text(sampleResult(), true);
    expect(painted).toContain("\x1b[1;31merror\x1b[0m");
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is removed.
    expect(painted.replace(/\x1b\[[\d;]*m/g, "")).toBe(reporters.text(sampleResult(), false));
  });

  it("fits into 60 columns, but for what is clicked or pasted", () => {
    const long = "a ".repeat(100).trim();
    const finding = sampleFinding({
      message: long,
      docs: { kind: "command", check: long },
      breaks: [{ writer: peer(long, long), reader: peer(long, long), outcome: "lost" }],
    });
    const text = reporters.text({ ...emptyResult(), findings: [finding] }, false);
    expect(Math.max(...text.split("\n").map((line) => line.length))).toBeLessThanOrEqual(60);
  });

  it("keeps a fix as it is to be pasted", () => {
    const fix = { title: "Reserve", edits: [], advice: 'reserved 7;\n\treserved "driver";' };
    const text = reporters.text({ ...emptyResult(), findings: [sampleFinding({ fix })] }, false);
    expect(text).toContain('\n    reserved 7;\n    \treserved "driver";\n');
  });

  it("a hostile name starts no line of its own", () => {
    const lines = reporters.text(hostileResult(), false).split("\n");
    expect(lines.filter((line) => line.startsWith("::error"))).toEqual([]);
  });
});

describe("markdown", () => {
  const text = reporters.markdown(hostileResult(), false);
  const outsideCode = text.replace(/(`+)(?!`)[\s\S]*?[^`]\1(?!`)/g, "");

  it("mentions nobody and holds no HTML, link or open code", () => {
    expect(outsideCode).not.toMatch(/@org/);
    expect(outsideCode).not.toMatch(/<img/);
    expect(outsideCode).not.toMatch(/(?<!\\)[`[\]]/);
  });

  it("a pipe does not end a cell", () => {
    const rows = text.split("\n").filter((line) => line.startsWith("| "));
    expect(rows.length).toBeGreaterThan(8);
    for (const row of rows) expect(row.match(/(?<!\\)\|/g)).toHaveLength(3);
  });
});

describe("github", () => {
  it("a finding is one command, whatever its texts hold", () => {
    const lines = reporters.github(hostileResult(), false).trimEnd().split("\n");
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(
      /^::error file=protos\/x\\r\\n%3A%3Aerror%3A%3A.*,line=7,col=3,title=[^:,]+::[^\n]*$/,
    );
    expect(lines[0]).toContain("%250A");
    expect(lines[1]).not.toMatch(/^::/);
  });
});

describe("junit", () => {
  it("only errors are failures", () => {
    const text = reporters.junit(sampleResult(), false);
    expect(text.match(/<failure /g)).toHaveLength(4);
    expect(text.match(/<testcase /g)).toHaveLength(13);
    expect(text).toContain('<testsuite name="grpc-evolution" tests="13" failures="4" errors="0">');
  });

  it("no text of others is markup", () => {
    const text = reporters.junit(hostileResult(), false);
    expect(text).not.toContain("]]>");
    expect(text).not.toContain("<img");
    expect(text.replace(/<[^<>]*>/g, "")).not.toMatch(/[<>]|&(?!(amp|lt|gt|quot);)/);
  });
});

test("printable text shows what it replaces", () => {
  expect(printable("a\n\r\t\x1b[0m\x9b\u202e\u2028\ud800\u{e0001}é😀")).toBe(
    "a\\n\\r\\t\\x1b[0m\\x9b\\u202e\\u2028\\ud800\\u{e0001}é😀",
  );
});
