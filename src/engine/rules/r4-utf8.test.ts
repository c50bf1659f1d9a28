import { expect, test } from "vitest";
import { breaksOf, findingsBetween, linesOf } from "../../testing/reported.js";

const message = (fields: string) =>
  `message Req { ${fields} } message Res {} service S { rpc Call(Req) returns (Res); }`;
const proto2 = `syntax = "proto2"; ${message("optional string a = 1;")}`;
const proto3 = `syntax = "proto3"; ${message("optional string a = 1;")}`;
const edition = (option: string) => `edition = "2023"; ${message(`string a = 1${option};`)}`;
const unverified = edition(" [features.utf8_validation = NONE]");

test.each([
  ["from proto2 to proto3", proto2, proto3, "runtime 1 > agent 2: rejected"],
  ["from proto3 to proto2", proto3, proto2, "runtime 2 > agent 1: rejected"],
  ["from proto2 to an edition", proto2, edition(""), "runtime 1 > agent 2: rejected"],
  ["by a feature", edition(""), unverified, "runtime 2 > agent 1: rejected"],
])("whoever verifies UTF-8 refuses what the other side may write: %s", (_, before, after, broken) => {
  const findings = findingsBetween(before, after);
  expect(linesOf(findings)).toEqual(["R4/type-changed warning Req.a"]);
  expect(breaksOf(findings)).toEqual([broken]);
});

test("both sides are described, and only an edition can keep what was", () => {
  expect(findingsBetween(unverified, edition(""))).toMatchObject([
    {
      message:
        "Req.a is string on both sides: readers of this release are to refuse what is not UTF-8, and writers of the older release may send it.",
      before: { utf8Validation: "NONE" },
      after: { utf8Validation: "VERIFY" },
      fix: { advice: "features.utf8_validation = NONE" },
      buf: ["FIELD_SAME_UTF8_VALIDATION"],
    },
  ]);
  expect(findingsBetween(proto2, proto3)[0]?.fix?.title).toBe(
    "Write only UTF-8 while both releases are in the window",
  );
});

test("bytes that become text are refused only where text is verified", () => {
  const bytes = (text: string) => text.replace("string a", "bytes a");
  const outcomes = [proto2, proto3].map((text) => breaksOf(findingsBetween(bytes(text), text)).at(-1));
  expect(outcomes).toEqual(["runtime 1 > agent 2: reinterpreted", "runtime 1 > agent 2: rejected"]);
});
