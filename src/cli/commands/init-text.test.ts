import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { parseConfiguration } from "../project/configuration.js";
import { initText } from "./init-text.js";

const day = (number: number) => `2024-01-${String(number).padStart(2, "0")}T00:00:00Z`;

/** Files of no package. */
const plain = (paths: string[]) => paths.map((path) => ({ path, packageName: "" }));

/** Tags, each a day newer than the one before. */
function written(tags: string[], files = ["a.proto"]): { text: string; protos: string[]; tags: string } {
  const text = initText(
    tags.map((tag, index) => ({ tag, date: day(index + 1) })),
    plain(files),
  );
  const { protos, releases } = parse(text);
  return { text, protos, tags: releases?.tags };
}

describe("which tags are releases", () => {
  test("those whose newest one is the newest of all, however many others there are", () => {
    const { text, tags } = written(["v0.1.0", "v0.2.0", "v0.3.0", "release-1.2.0"]);
    expect(tags).toBe("release-*");
    expect(text).toContain(
      "# 3 tags of other prefixes could be releases, too:\n#   v… (3, v0.3.0 of 2024-01-03 is",
    );
    expect(written(["release-1.2.0", "v2.0.0"]).tags).toBe("v*");
  });

  test("the newest of them is the one with the highest version, whenever it was tagged", () => {
    const { text, tags } = written(["v1.2.0", "w1.10", "w1.9", "v1.10.0", "v1.0.1"]);
    expect(tags).toBe("v*");
    expect(text).toContain("# Tags that are releases; 3 fit now, v1.10.0 is the newest.");
    expect(text).toContain("#   w… (2, w1.10 of 2024-01-02 is the newest)");
  });

  test("a digit must follow where another prefix begins with this one", () => {
    expect(written(["1.0.0", "1.1.0"]).tags).toBe("[0-9]*");
    expect(written(["version-1.0", "v2.0.0"]).tags).toBe("v[0-9]*");
    expect(written(["2.0[x]-1.0"]).tags).toBe("[0-9]*");
    expect(written(["a[b]-1.0"]).tags).toBe("a\\[b\\]-*");
  });

  test("prefixes as new as each other are left to decide; of many, five are named", () => {
    const tags = "abcdefgh".split("").map((letter) => ({ tag: `${letter}/1.0`, date: day(1) }));
    const text = initText([...tags, { tag: "c/1.1", date: day(1) }], plain(["a.proto"]));
    expect(parse(text).releases).toEqual({ tags: "c/*" });
    expect(text).toContain("# 7 tags of other prefixes could be releases, too:");
    expect(text).toContain("#   and 2 more\n# Some of them are as new. Decide which");
  });

  test("none without a version", () => {
    expect(written([]).text).toContain("# No tag X.Y was found.");
    expect(written([]).tags).toBeUndefined();
  });
});

describe("which files are the protocol", () => {
  test("not what belongs to others or to tests", () => {
    const files = ["proto/a.proto", "proto/testdata/b.proto", "third_party/c.proto", "vendor/x/d.proto"];
    expect(written([], files).protos).toEqual([
      "proto/**/*.proto",
      "!proto/testdata/**",
      "!third_party/**",
      "!vendor/**",
    ]);
    expect(written([], ["a/b.proto", "a/x/test/c.proto", "a/y/test/c.proto"]).protos).toEqual([
      "a/**/*.proto",
      "!**/test/**",
    ]);
  });

  test("unless nothing else remains", () => {
    expect(written([], ["examples/a.proto", "examples/b.proto"]).protos).toEqual(["examples/**/*.proto"]);
    expect(written([], ["tests/a.proto", "vendor/b.proto"]).protos).toEqual([
      "tests/**/*.proto",
      "!vendor/**",
    ]);
    expect(written([], ["vendor/b.proto"]).protos).toEqual(["vendor/**/*.proto"]);
  });

  test("a file of such a name is no folder, and several roots are left to decide", () => {
    const { protos, text } = written([], ["one/test.proto", "two/vendor.proto"]);
    expect(protos).toEqual(["one/**/*.proto", "two/**/*.proto"]);
    expect(text).toContain("Decide whether all of them are one protocol.");
    expect(written([], ["one/a.proto"]).text).not.toContain("Decide whether");
  });
});

describe("the next version of a package is looked at", () => {
  const globs = (files: Record<string, string>) =>
    parse(
      initText(
        [],
        Object.entries(files).map(([path, packageName]) => ({ path, packageName })),
      ),
    ).protos;

  test.each<[title: string, files: Record<string, string>, protos: string[]]>([
    [
      "below where imports count from",
      { "proto/acme/fleet/v1/fleet.proto": "acme.fleet.v1" },
      ["proto/**/*.proto"],
    ],
    ["at least below the top folder", { "acme/fleet/v1/fleet.proto": "acme.fleet.v1" }, ["acme/**/*.proto"]],
    [
      "whatever the folders are called",
      { "api/fleet/v1/a/fleet.proto": "acme.v1" },
      ["api/fleet/**/*.proto"],
    ],
    ["a version at the top", { "v1/fleet.proto": "acme.fleet.v1" }, ["**/*.proto"]],
    [
      "of two packages, what they have in common",
      { "p/a/v1/a.proto": "a.v1", "p/b/v1/b.proto": "b.v1" },
      ["p/**/*.proto"],
    ],
    ["no version anywhere", { "protos/x/a.proto": "acme" }, ["protos/x/**/*.proto"]],
  ])("%s", (_, files, protos) => {
    expect(globs(files)).toEqual(protos);
  });
});

test("what is written is a configuration, whatever tags and folders are called", () => {
  const tags = ['"x": [y]# 1.0', "v1.0"].map((tag) => ({ tag, date: day(1) }));
  const text = initText(tags, plain(['a "b" #c/[d]/e.proto', "vendor/'x/y.proto", "é/z.proto"]));
  const { protos, releases, window } = parseConfiguration(text, "grpc-evolution.yaml");
  expect(protos).toContain('a "b" #c/\\[d\\]/**/*.proto');
  expect(releases).toEqual({ tags: '"x": \\[y\\]# *' });
  expect(window).toEqual({ upgrade: "unbounded", downgrade: 1 });
});
