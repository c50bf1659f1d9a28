// cspell:ignore relases nrelases
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { isThorough } from "../../testing/thorough.js";
import { UserError } from "../terminal/user-error.js";
import { parseConfiguration } from "./configuration.js";
import { configurationJsonSchema } from "./configuration-schema.js";

/** What a text is refused with. */
function refusal(text: string): string {
  try {
    parseConfiguration(text, "c.yaml");
  } catch (error) {
    if (error instanceof UserError) return `${error.message} ${error.hint}`;
    throw error;
  }
  return "";
}

const complete = `
$schema: ./grpc-evolution.schema.json
protos: ["protos/**/*.proto"]
components: { client: runtime, server: agent }
releases: { tags: "v*" }
window: { upgrade: unbounded, downgrade: 1 }
features:
  - name: ephemeral-storage
    elements: [agent.Storage.driver]
    enabled: "1.2"
allow:
  - { fingerprint: "4f1c", reason: "never released" }
history: { include: [old.json] }
`;

/** A wrong configuration, and the place and the words that tell what to do. */
const wrong: [string, string, RegExp][] = [
  ["an unknown key", 'protos: ["a"]\nrelases: {}', /^c\.yaml:2:1: .*"relases".* Did you mean "releases"\?/],
  ["an unknown inner key", "components:\n  client: a\n  sever: b", /^c\.yaml:(2|3):3: /],
  [
    "an unknown key of an alternative",
    "releases: { tag: v* }",
    /^c\.yaml:1:13: .*"tag".* Did you mean "tags"\?/,
  ],
  [
    "an unquoted release",
    "features:\n  - name: x\n    elements: [a.B]\n    enabled: 1.2",
    /^c\.yaml:4:14: .*in quotes, such as "1\.2"/,
  ],
  [
    "a repeated key of a mapping inside",
    "protos: [a]\nwindow:\n  upgrade: 1\n  upgrade: 2",
    /^c\.yaml:4:3: "upgrade" stands here twice\./,
  ],
  ["a number as fingerprint", "allow:\n  - { fingerprint: 12, reason: x }", /^c\.yaml:2:20: .*in quotes/],
  [
    "a text instead of a list",
    "protos: protos",
    /^c\.yaml:1:9: "protos" .* Write a list of globs, such as \["protos/,
  ],
  ["no globs", "protos: []", /^c\.yaml:1:9: .*at least one glob/],
  [
    "a wrong distance",
    "window: { upgrade: -1, downgrade: 1 }",
    /^c\.yaml:1:20: "window\.upgrade" .*0 or more, or unbounded/,
  ],
  [
    "a missing distance",
    "window: { upgrade: 1 }",
    /^c\.yaml:1:9: "window\.downgrade" is missing\. Write a number of releases/,
  ],
  ["a wrong release", "releases: [v1, 2]", /^c\.yaml:1:16: "releases\.1" .*such as "v1\.2"/],
  ["no tag", 'releases: [v1, "v\\n1"]', /^c\.yaml:1:16: "releases\.1" .*such as "v1\.2"/],
  [
    "a tag that is too long",
    `releases: [${"1a".repeat(600)}]`,
    /^c\.yaml:1:12: "releases\.0" .*such as "v1\.2"/,
  ],
  ["neither tags nor list", "releases: 3", /^c\.yaml:1:11: "releases" .*a pattern of tags/],
  ["a list", "- a", /^c\.yaml:1:1: this is not a configuration\. Write a mapping/],
  ["a repeated key", "protos: [a]\nprotos: [b]", /^c\.yaml:2:1: "protos" stands here twice/],
  ["an open bracket", "protos: [a", /^c\.yaml:1:11: this is not YAML/],
  [
    "an unknown alias",
    "releases: { tags: *v }",
    /^c\.yaml:1:19: "\*v" .* Put a text that begins with \* in quotes/,
  ],
  ["an unknown tag", "protos: !!js/function 'x'", /^c\.yaml:1:9: this is not YAML/],
  ["two documents", "protos: [a]\n---\nprotos: [b]", /^c\.yaml:2:1: a second document/],
  ["a glob without quotes", "protos:\n  - a\n  - **/*.proto", /^c\.yaml:3:5: "\*\*\/\*\.proto" .* in quotes/],
];

describe("a configuration that is refused, with its place and what to write", () => {
  it.each(wrong)("%s", (_, text, message) => expect(refusal(text)).toMatch(message));

  it("on one line, whatever it holds", () => {
    expect(refusal('"\\e[31m\\n::error::": 1')).toMatch(/^c\.yaml:1:1: [^\p{Cc}]*$/u);
  });

  it("aliases that multiply", () => {
    const levels = Array.from(
      { length: 12 },
      (_, i) => `a${i + 1}: &a${i + 1} [${Array(9).fill(`*a${i}`).join(", ")}]`,
    );
    expect(refusal(`a0: &a0 [x, x]\n${levels.join("\n")}`)).toMatch(/no reasonable YAML/);
  });

  it.each(["[", "{a: ", "- ", "? "])("nesting without end by %j", (text) => {
    expect(refusal(`protos:\n${text.repeat(100_000)}`)).toMatch(/^c\.yaml:2:\d+: this is nested too deep/);
  });

  it("nesting without end by indentation", () => {
    const lines = Array.from({ length: 100 }, (_, depth) => `${" ".repeat(depth)}a:`);
    expect(refusal(lines.join("\n"))).toMatch(/^c\.yaml:\d+:\d+: this is nested too deep/);
  });
});

describe("a long configuration", () => {
  /** In milliseconds of the processor: what else the machine does is not counted. */
  const limit = 10_000;
  const globs = () => "  - a\n";
  const feature = () => "  - {name: a, elements: [b], enabled: c}\n";

  type Case = [what: string, item: (n: number) => string, head: string, count: number, message: RegExp];
  const cases: Case[] = [
    ["globs", globs, "protos:\n", 2000, /:2:3: "protos" .* Write at most 1,000 globs/],
    ["wrong globs", () => "  - 1\n", "protos:\n", 2000, /:2:3: "protos" .*globs/],
    ["tags", (n) => `  - v1.${n}\n`, "releases:\n", 2000, /"releases" .* at most 1,000 tags/],
    ["features", feature, "features:\n", 2000, /at most 1,000 features/],
    ["wrong features", () => "  - {nam: a}\n", "features:\n", 1000, /:2:6: there is no setting "nam"/],
    ["allows", () => '  - {fingerprint: "a", reason: b}\n', "allow:\n", 11_000, /at most 10,000 findings/],
    ["pairs", () => "  - {client: a, server: b}\n", "components:\n", 2000, /at most 1,000 pairs/],
    ["files", () => "    - a\n", "history:\n  include:\n", 2000, /at most 1,000 files/],
  ];
  const slow: Case[] = [
    ["unknown keys", (n) => `key${n}: 1\n`, "", 60_000, /there is no setting "key0"/],
    ["unknown keys below", (n) => `  key${n}: 1\n`, "window:\n", 60_000, /"key0" in "window"/],
    ["wrong allows", () => "  - {b: a}\n", "allow:\n", 10_000, /:2:6: there is no setting "b"/],
  ];

  it.each([...cases, ...(isThorough ? slow : [])])(
    "of many %s is refused at once",
    (_, item, head, count, message) => {
      const text = head + Array.from({ length: count }, (__, n) => item(n)).join("");
      const began = process.cpuUsage();
      expect(refusal(text)).toMatch(message);
      const { user, system } = process.cpuUsage(began);
      expect((user + system) / 1000).toBeLessThan(limit);
    },
  );
});

describe("a configuration that holds", () => {
  it("complete, empty, or only a comment", () => {
    expect(parseConfiguration(complete, "c.yaml").components).toEqual({ client: "runtime", server: "agent" });
    expect(parseConfiguration("", "c.yaml")).toEqual({});
    expect(parseConfiguration("# nothing yet\n", "c.yaml")).toEqual({});
  });

  it("and for editors the JSON Schema says the same", () => {
    const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(configurationJsonSchema());
    expect(validate(parseConfiguration(complete, "c.yaml"))).toBe(true);
    expect(validate({ protos: [] })).toBe(false);
    expect(validate({ relases: {} })).toBe(false);
    expect(validate({ window: { upgrade: "far", downgrade: 1 } })).toBe(false);
  });
});
