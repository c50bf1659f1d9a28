import { describe, expect, test } from "vitest";
import { hintOf, scalarText, typedScalar } from "./scalar-text.js";

describe("what is typed becomes JSON", () => {
  test.each([
    ["int32", " -2147483648 ", -2147483648],
    ["uint32", "4294967295", 4294967295],
    ["int64", "-9223372036854775808", "-9223372036854775808"],
    ["uint64", "18446744073709551615", "18446744073709551615"],
    ["double", "1e3", 1000],
    ["double", "NaN", "NaN"],
    ["float", "-Infinity", "-Infinity"],
    ["double", "-0.0", "-0"],
    ["string", " a ", " a "],
    ["bytes", "0a FF", "Cv8="],
    ["bytes", "", ""],
  ])("%s %s", (type, text, value) => {
    expect(typedScalar(type, text)).toEqual({ value });
  });

  test.each([
    ["int32", "2147483648"],
    ["int32", "1.5"],
    ["int32", ""],
    ["uint32", "-1"],
    ["fixed64", "18446744073709551616"],
    ["int64", "9".repeat(100_000)],
    ["double", "one"],
    ["double", ""],
    ["bytes", "0"],
    ["bytes", "xx"],
  ])("%s %s is refused, and it is said what is taken", (type, text) => {
    expect(typedScalar(type, text)).toEqual({ problem: expect.stringMatching(/^type /) });
  });
});

test("JSON is shown as it would be typed", () => {
  expect(scalarText("bytes", "Cv8=")).toBe("0a ff");
  expect(scalarText("bytes", "_-8")).toBe("ff ef");
  expect(scalarText("bytes", "no base64!")).toBe("no base64!");
  expect(scalarText("int64", "7")).toBe("7");
  expect(scalarText("double", 1.5)).toBe("1.5");
  expect(scalarText("string", undefined)).toBe("");
});

test("a field says what it takes", () => {
  expect(hintOf("sint32")).toBe("-2147483648 to 2147483647");
  expect(hintOf("string")).toBe("");
});
