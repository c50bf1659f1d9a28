import { describe, expect, test } from "vitest";
import { changesBetween, type Texts } from "../../testing/changes-between.js";

const order = (body: string) => `package store.shop; import "third/level.proto"; message Order { ${body} }`;
const level = "package store.common; enum Level { LOW = 0; HIGH = 1; } message Tag { string key = 1; }";

/** Both ways, since neither way is anything claimed. */
function bothWays(without: Texts, having: Texts): string[][] {
  return [changesBetween(without, having), changesBetween(having, without)];
}

describe("a file that only one state has at hand, while both import it", () => {
  const using = order(
    `common.Level level = 1; repeated common.Level all = 2; common.Tag tag = 3; map<string, common.Level> by = 4;
     optional common.Level maybe = 5; oneof one { common.Level chosen = 6; common.Tag other = 7; }`,
  );

  test.each<[title: string, without: Texts, having: Texts]>([
    ["beside it", { "a.proto": using }, { "a.proto": using, "third/level.proto": level }],
    ["in a folder around it", { "a.proto": using }, { "a.proto": using, "vendor/third/level.proto": level }],
    [
      "with all that it imports",
      { "a.proto": using },
      {
        "a.proto": using,
        "third/level.proto": `${level} import "third/kind.proto";`,
        "third/kind.proto": "package store.common; enum Kind { NONE = 0; }",
      },
    ],
    [
      "with nested types",
      { "a.proto": order("common.Outer.Level level = 1; map<int32, Outer.Tag> tags = 2;") },
      {
        "a.proto": order("common.Outer.Level level = 1; map<int32, Outer.Tag> tags = 2;"),
        "third/level.proto":
          "package store.common; message Outer { enum Level { LOW = 0; } message Tag { string key = 1; } }",
      },
    ],
    [
      "with requests and responses",
      {
        "a.proto":
          'package store.shop; import "third/level.proto"; service S { rpc Get(common.Tag) returns (.store.common.Tag); }',
      },
      {
        "a.proto":
          'package store.shop; import "third/level.proto"; service S { rpc Get(common.Tag) returns (.store.common.Tag); }',
        "third/level.proto": level,
      },
    ],
  ])("%s", (_, without, having) => {
    expect(bothWays(without, having)).toEqual([[], []]);
  });

  test("a label that does not depend on the type is compared", () => {
    const file = (label: string) =>
      `syntax = "proto2"; package store.shop; import "third/level.proto"; message Order { ${label} common.Level level = 1; }`;
    expect(changesBetween(file("optional"), file("required"))).toEqual([
      "field-presence-changed store.shop.Order.level = 1: explicit → required",
    ]);
    expect(
      changesBetween(order("common.Level level = 1;"), order("repeated common.Level level = 1;")),
    ).toEqual(["field-cardinality-changed store.shop.Order.level = 1: common.Level → repeated common.Level"]);
  });

  test("a type of another name is another type", () => {
    expect(
      changesBetween(
        { "a.proto": order("common.Level level = 1;") },
        { "a.proto": order("common.Tag level = 1;"), "third/level.proto": level },
      ),
    ).toEqual(["field-type-changed store.shop.Order.level = 1: common.Level → store.common.Tag"]);
  });

  test("nothing is taken for where its types went", () => {
    const own = "message Mark { string key = 1; string value = 2; }";
    const tag = "package store.common; message Tag { string key = 1; string value = 2; }";
    expect(
      changesBetween(
        { "a.proto": order("common.Tag tag = 1;"), "third/level.proto": tag },
        { "a.proto": `${order("common.Tag tag = 1;")} ${own}` },
      ),
    ).toEqual(["message-added store.shop.Mark"]);
  });

  test("a type that another file declares now is compared", () => {
    expect(
      changesBetween(
        { "a.proto": order("common.Tag tag = 1;"), "third/level.proto": level },
        {
          "a.proto": order("common.Tag tag = 1;"),
          "b.proto": "package store.common; message Tag { int32 key = 1; }",
        },
      ),
    ).toEqual(["field-type-changed store.common.Tag.key = 1: string → int32"]);
  });

  test("services are gone, whoever imports their file", () => {
    const service = "package store.common; message Tag {} service S { rpc Get(Tag) returns (Tag); }";
    expect(
      changesBetween(
        { "a.proto": order("common.Tag tag = 1;"), "third/level.proto": service },
        { "a.proto": order("common.Tag tag = 1;") },
      ),
    ).toEqual(["service-removed store.common.S"]);
  });
});

test("a file that nobody imports any more is gone", () => {
  expect(
    changesBetween(
      { "a.proto": order("common.Tag tag = 1;"), "third/level.proto": level },
      { "a.proto": "package store.shop; message Order { reserved 1; }" },
    ),
  ).toEqual([
    "field-removed store.shop.Order.tag = 1, number reserved",
    "message-removed store.common.Tag",
    "enum-removed store.common.Level",
  ]);
});
