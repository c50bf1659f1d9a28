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
import type { CheckResult } from "../check/check.js";
import { formats, reporters } from "./index.js";
import { type Look, plainLook } from "./look.js";
import { printable } from "./printable.js";

const verboseLook: Look = { ...plainLook, verbose: true };

describe.each(formats)("%s", (format) => {
  const report = reporters[format];

  it("renders findings of each severity", async () => {
    await expect(report(sampleResult(), plainLook)).toMatchFileSnapshot(`golden/${format}.txt`);
  });

  it("says what was looked at where there is nothing to report", async () => {
    await expect(report(emptyResult(), plainLook)).toMatchFileSnapshot(`golden/${format}-empty.txt`);
  });

  it("lets no control character through, and ends with one line break", () => {
    for (const look of [plainLook, verboseLook]) {
      for (const result of [sampleResult(), emptyResult(), hostileResult()]) {
        const text = report(result, look);
        expect(text.match(/(?![\n\u200b])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu)).toBeNull();
        expect(text).toMatch(/[^\n]\n$/);
      }
    }
  });

  it("says why nobody is named who breaks", () => {
    const finding = sampleFinding({ unnamed: "nobody in the exchanges" });
    expect(report({ ...sampleResult(), findings: [finding] }, verboseLook)).toContain(
      "nobody in the exchanges",
    );
  });

  it("counts what is known, and lists it where it is given", () => {
    const result = knownResult();
    expect(report({ ...result, findings: [] }, plainLook)).toMatch(known[format].counted);
    expect(report(result, plainLook)).toMatch(known[format].listed);
  });

  it("says since when what is found is published", () => {
    const finding = sampleFinding({ published: "v1.4" });
    expect(report({ ...emptyResult(), findings: [finding] }, plainLook)).toMatch(
      format === "json" ? /"published": "v1\.4"/ : /in one sentence\. Published since v1\.4\./,
    );
  });

  it("names no file where a setting is missed and no file has settings", () => {
    const finding = sampleFinding({ check: "GL1/no-window", place: samplePlace(1, "") });
    const text = report({ ...emptyResult(), findings: [finding] }, plainLook);
    expect(text).not.toContain(":1:3");
    expect(text).toMatch(nowhere[format]);
  });

  it("tells what is the same for several releases once", () => {
    const text = report(sixtyReleases(), plainLook);
    const told = text.match(/servers v3\.0 to v3\.59 (refuse|→)/g) ?? [];
    expect(told).toHaveLength(format === "json" ? 0 : 1);
    const each = text.match(/"reader": "server v3\.\d+"/g) ?? [];
    expect(each).toHaveLength(format === "json" || format === "sarif" ? 60 : 0);
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
      published: "mark published",
      fix: { title: "mark fix", advice: "reserved 4321;", edits: [] },
      docs: { kind: "command" as const, check: "mark/docs" },
      buf: ["MARK_BUF"],
      fingerprint: "f1e2d3",
    };
    const result = { ...emptyResult(), findings: [sampleFinding(marks)] };
    const text = report(result, verboseLook)
      .replace(/\\(?=[-_])/g, "")
      .replace(/\s+/g, " ");
    const shown = JSON.stringify(marks).matchAll(/(?:mark|MARK)[\w /.]*|98\.7|4321|1234|f1e2d3|R1\/renamed/g);
    for (const [mark] of shown) expect(text).toContain(mark);
    expect(text.replace(/ /g, "")).toContain("abcdef");
  });
});

/** How each format tells that there is something known, and which finding is. */
const known: Record<(typeof formats)[number], { counted: RegExp; listed: RegExp }> = {
  text: {
    counted: /No new findings\. 1 known, listed by --all\./,
    listed: /^known error {2}R1\/number-changed/m,
  },
  markdown: {
    counted: /: no new findings\n\n1 known, listed by --all\./,
    listed: /^### known error: R1\/number-changed/m,
  },
  github: {
    counted: /no new findings\. 1 known, listed by --all\./,
    listed: /A known error: it was true before/,
  },
  junit: { counted: /no new findings: .* 1 known, listed by --all\./, listed: /<system-out>known error: / },
  json: { counted: /"known": 1/, listed: /"status": "known"/ },
  sarif: { counted: /"known": 1/, listed: /"baselineState": "unchanged"/ },
};

function knownResult(): CheckResult {
  const { summary } = emptyResult();
  return { findings: [sampleFinding({ status: "known" })], summary: { ...summary, known: 1 } };
}

/** One finding that breaks with sixty releases alike. */
function sixtyReleases(): CheckResult {
  const baselines = Array.from({ length: 60 }, (_, minor) => `v3.${minor}`);
  const breaks = baselines.map((release) => ({
    writer: peer("client", "v4.0"),
    reader: peer("server", release),
    outcome: "rejected" as const,
  }));
  const { summary } = emptyResult();
  return { findings: [sampleFinding({ breaks })], summary: { ...summary, errors: 1, baselines } };
}

describe("text", () => {
  it("has colors where it is told to, and only the colors differ", () => {
    const painted = reporters.text(sampleResult(), { ...plainLook, color: true });
    expect(painted).toContain("\x1b[1;31merror\x1b[0m");
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is removed.
    expect(painted.replace(/\x1b\[[\d;]*m/g, "")).toBe(reporters.text(sampleResult(), plainLook));
  });

  it("fits into 60 columns, but for what is clicked or pasted", () => {
    const long = "a ".repeat(100).trim();
    const finding = sampleFinding({
      message: long,
      docs: { kind: "command", check: long },
      breaks: [{ writer: peer(long, long), reader: peer(long, long), outcome: "lost" }],
    });
    const text = reporters.text({ ...emptyResult(), findings: [finding] }, { ...plainLook, width: 60 });
    expect(Math.max(...text.split("\n").map((line) => line.length))).toBeLessThanOrEqual(60);
  });

  it("keeps a fix as it is to be pasted", () => {
    const fix = { title: "Reserve", edits: [], advice: 'reserved 7;\n\treserved "driver";' };
    const text = reporters.text({ ...emptyResult(), findings: [sampleFinding({ fix })] }, plainLook);
    expect(text).toContain('\n    reserved 7;\n    \treserved "driver";\n');
  });

  it("a hostile name starts no line of its own", () => {
    const lines = reporters.text(hostileResult(), plainLook).split("\n");
    expect(lines.filter((line) => line.startsWith("::error"))).toEqual([]);
  });
});

describe("markdown", () => {
  const text = reporters.markdown(hostileResult(), plainLook);
  const outsideCode = text.replace(/(`+)(?!`)[\s\S]*?[^`]\1(?!`)/g, "");

  it("mentions nobody and holds no HTML, link or open code", () => {
    expect(outsideCode).not.toMatch(/@org/);
    expect(outsideCode).not.toMatch(/<img/);
    expect(outsideCode).not.toMatch(/(?<!\\)[`[\]]/);
  });

  it("begins with the counts by check and the three gravest where there are many", () => {
    const milder = Array.from({ length: 21 }, () => sampleFinding({ severity: "warning" }));
    const findings = [...milder, sampleFinding({ check: "R1/number-reused", element: named("a.B") })];
    const long = reporters.markdown({ ...emptyResult(), findings }, plainLook);
    expect(long).toContain(
      "| Check | Findings |\n| --- | ---: |\n| R1/number-changed | 21 |\n| R1/number-reused | 1 |\n",
    );
    expect(long).toContain("\n1. error: R1/number-reused `a.B`, `protos/agent.proto:7:3`\n2. warning: ");
    expect(reporters.markdown({ ...emptyResult(), findings: milder.slice(1) }, plainLook)).not.toContain(
      "gravest",
    );
  });

  it("a pipe does not end a cell", () => {
    const rows = text.split("\n").filter((line) => line.startsWith("| "));
    expect(rows.length).toBeGreaterThan(8);
    for (const row of rows) expect(row.match(/(?<!\\)\|/g)).toHaveLength(3);
  });
});

describe("github", () => {
  it("a finding is one command, whatever its texts hold", () => {
    const lines = reporters.github(hostileResult(), plainLook).trimEnd().split("\n");
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
    const text = reporters.junit(sampleResult(), plainLook);
    expect(text.match(/<failure /g)).toHaveLength(4);
    expect(text.match(/<testcase /g)).toHaveLength(13);
    expect(text).toContain('<testsuite name="grpc-evolution" tests="13" failures="4" errors="0">');
  });

  it("no text of others is markup", () => {
    const text = reporters.junit(hostileResult(), plainLook);
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

/** What stands in the place of a file. */
const nowhere = {
  text: /GL1\/no-window .* {2}no configuration$/m,
  markdown: /^`no configuration`$/m,
  json: /"file": ""/,
  github: /^::error title=GL1\/no-window /m,
  sarif: /"uri": "grpc-evolution\.yaml"/,
  junit: /<testcase classname="GL1\/no-window" name="[^"]* \(no configuration\)">/,
};
