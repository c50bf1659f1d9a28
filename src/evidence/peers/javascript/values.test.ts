import { ScalarType } from "@bufbuild/protobuf";
import { expect, test } from "vitest";
import { scalar } from "./values.js";

test.each([
  ["a number", ScalarType.INT32, -3, "-3"],
  [
    "a number too large for its digits to be printed in full",
    ScalarType.UINT64,
    2 ** 70,
    "1180591620717411303424",
  ],
  ["a bigint", ScalarType.UINT64, 18_446_744_073_709_551_615n, "18446744073709551615"],
  [
    "an object that prints itself",
    ScalarType.INT64,
    { toString: () => "-9007199254740993" },
    "-9007199254740993",
  ],
  ["a fraction in the place of an integer", ScalarType.INT32, 1.5, "0x3ff8000000000000"],
  ["text in the place of an integer", ScalarType.INT32, "x", '"x'],
  ["a bool", ScalarType.BOOL, false, false],
  ["a float", ScalarType.FLOAT, 1.5, "0x3fc00000"],
  ["a negative zero", ScalarType.DOUBLE, -0, "0x8000000000000000"],
  ["no number", ScalarType.FLOAT, Number.NaN, "NaN"],
  ["text", ScalarType.STRING, "\u{1f600}\u2028", '"\u{1f600}\u2028'],
  ["half of a pair of surrogates", ScalarType.STRING, "a\ud83d\u00e9", "'61eda0bdc3a9"],
  ["bytes", ScalarType.BYTES, Uint8Array.of(0, 255), "h00ff"],
])("shows %s", (_, type, value, shown) => {
  expect(scalar(type, value)).toBe(shown);
});
