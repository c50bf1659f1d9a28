import { describe, expect, it } from "vitest";
import { sideOf, tryBytes, tryJson } from "./exchanges.js";

const side = (body: string) =>
  sideOf(
    { path: "a.proto", text: `syntax = "proto3"; message M { ${body} } enum E { E_0 = 0; E_1 = 1; }` },
    "M",
  );

describe("a sample in bytes", () => {
  it("is lost where the reader has the field under another number", () => {
    const { outcome, got } = tryBytes(side("string a = 1;"), side("string a = 2;"), { a: "x" });
    expect({ outcome, got }).toEqual({ outcome: "lost", got: "a does not arrive" });
  });

  it("is unknown where the reader does not have the field", () => {
    expect(tryBytes(side("string a = 1;"), side(""), { a: "x" }).outcome).toBe("unknown");
  });

  it("does not count fields that only the reader has", () => {
    expect(tryBytes(side("string a = 1;"), side("string a = 1; string b = 2;"), { a: "x" }).outcome).toBe(
      "same",
    );
  });
});

describe("a sample in JSON", () => {
  it("is the same under another number", () => {
    expect(tryJson(side("string a = 1;"), side("string a = 2;"), { a: "x" }).outcome).toBe("same");
  });

  it("is rejected where a name is not known, and lost to who ignores it and has the field", () => {
    const { outcome, lenient } = tryJson(side("string a = 1;"), side("string b = 1;"), { a: "x" });
    expect([outcome, lenient?.outcome]).toEqual(["rejected", "lost"]);
  });

  it("is unknown to who ignores it and does not have the field", () => {
    expect(tryJson(side("string a = 1;"), side(""), { a: "x" }).lenient?.outcome).toBe("unknown");
  });

  it("is reinterpreted where another field has its name", () => {
    const reader = side('string a = 1 [json_name = "x"]; string b = 2 [json_name = "a"];');
    expect(tryJson(side("string a = 1;"), reader, { a: "x" }).outcome).toBe("reinterpreted");
  });

  it("says that a zero on purpose becomes nothing said", () => {
    expect(tryJson(side("optional int32 a = 1;"), side("int32 a = 1;"), { a: 0 }).outcome).toBe("defaulted");
  });

  it("is rejected in every way where the value has another form", () => {
    const { outcome, lenient } = tryJson(side("string a = 1;"), side("repeated string a = 1;"), { a: "x" });
    expect([outcome, lenient]).toEqual(["rejected", undefined]);
  });

  it("takes an integer for the same whatever its width is", () => {
    expect(tryJson(side("int32 a = 1;"), side("int64 a = 1;"), { a: 7 }).outcome).toBe("same");
  });
});
