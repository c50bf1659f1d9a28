import { describe, expect, test } from "vitest";
import type { Texts } from "../../testing/changes-between.js";
import { requestOver } from "../../testing/reported.js";
import { analyze } from "../analysis/analysis.js";
import { check } from "../check/check.js";
import type { CheckRequest } from "../check/request.js";
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

  test("is told in a few lines", () => {
    expect(text.split("\n").length).toBeLessThan(24);
    expect(text).not.toContain("###");
    expect(text).toContain(
      "- Future releases, when it is absent: Not set, which a reader can tell from a value; it reads `false` then. Left out by runtime 1.0.",
    );
    expect(text).toContain(
      "- Past releases, blind to it: Executed with protobuf-es: runtime 2.0 writes, agent 1.0 sees an unknown field.",
    );
    expect(text).toContain("- Roll-out: First the agent reads it, then the runtime writes it.");
    expect(text).toContain("may be used by default from 3.0");
  });

  test("says of a constraint what each side does first", () => {
    const limited = (rule: string) => file(`string a = 1 [(buf.validate.field).string.${rule}];`);
    const constraint = printed([limited("max_len = 9"), limited("min_len = 9")]);
    expect(constraint).toContain("checked by other rules now");
    expect(constraint).toContain(
      "- `a.Req.a`: First the agent accepts what is new, then the runtime writes it; first the runtime stops writing what goes, then the agent refuses it.",
    );
  });

  test("asks which libraries are at both ends, since only one was asked", () => {
    expect(text).toContain("- [ ] REVIEW-6 Which libraries are at both ends and between them, ");
    expect(text.match(/REVIEW-6/g)).toHaveLength(1);
  });

  test("says so where nothing changed", () => {
    const same = printed([file("string a = 1;"), file("string a = 1; ")]);
    expect(same).toContain("The protocol is the same: no element came, went or changed.");
    expect(same).toMatch(
      /^- \[ \] No schema shows whether this pull request changes a meaning, .*\. If it does: .*GL2-5.*\.$/m,
    );
  });

  test("says so where there is nothing to compare with", () => {
    const first = printed([file("string a = 1;")], { reference: null, baselines: [] });
    expect(first).toContain("There is no earlier state to compare it with.");
  });
});

describe("a change with findings", () => {
  const text = printed([file("string a = 1; int32 old = 2;"), file("string a = 1;")]);

  test("has the two headings that a reviewer looks for, and the others", () => {
    expect(text.match(/^#+ .*/gm)).toEqual([
      "## Compatibility analysis",
      "### Change",
      "### Future releases, when it is absent",
      "### Past releases, blind to it",
      "### Roll-out",
      "### Findings",
      "### Checklist",
      "### Open questions for the author",
    ]);
  });

  test("says what each check reports, and which items are not ready for it", () => {
    expect(text).toMatch(
      /^- \*\*error\*\* R1\/removed-without-reserved `a\.Req\.old` \(`a\.proto:1:\d+`\): /m,
    );
    expect(text).toMatch(/^\| R1-2 .* \| Not ready \| R1\/removed-without-reserved: `a\.Req\.old` \|$/m);
    expect(text).toContain(
      "`old: -3` of runtime 1.0, bytes `10 fd ff ff ff ff ff ff ff ff 01`, was read as `unknown field 2`.",
    );
  });

  test("links the items where the guide has an address", () => {
    const request = requestOver([file("string a = 1; int32 old = 2;"), file("string a = 1;")]);
    const linked = analysisMarkdown(analysisOf({ ...request, homepage: "https://guide.example.org" }));
    expect(linked).toContain("[R1-2](https://guide.example.org/checklist#r1-2)");
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
    "x\r\n## h\n- [ ] @org/team <img src=x onerror=1> [a](https://b.example) `c` ![d](e) https://f.example www.g.example | * _ ~ $ \u202e \0 \ud800 -->";
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
  const outsideCode = rest.replace(/(`+)(?!`)[\s\S]*?[^`]\1(?!`)/g, "");

  test("make no markup, no link, no heading, and mention nobody", () => {
    expect(text).toContain("onerror");
    expect(outsideCode).not.toMatch(/@org/);
    expect(outsideCode).not.toMatch(/<|-->/);
    expect(outsideCode).not.toMatch(/https?:\/\/|www\./i);
    expect(outsideCode.match(/(?<!\\)\[(?! \] )/g)).toBeNull();
    expect(outsideCode.match(/(?<!\\)!\[/)).toBeNull();
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
