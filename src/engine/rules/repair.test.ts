import { expect, test } from "vitest";
import { requestBetween } from "../../testing/reported.js";
import { check } from "../check/check.js";
import { applyEdits } from "../check/edits.js";
import { withFixes } from "../check/fixes.js";

/** What becomes of the newer text by the edits of one finding. */
function repaired(id: string, before: string, after: string): string | null {
  const request = requestBetween(before, after);
  const finding = withFixes(check(request), request).find((each) => each.check === id);
  return applyEdits(request.head.files[0]?.text ?? "", finding?.fix?.edits ?? []);
}

const proto2 = (field: string) => `syntax = "proto2"; message M { ${field} }`;
const proto3 = (text: string) => `syntax = "proto3"; ${text}`;
const types = "message Q {} message R {}";
const service = (methods: string) => proto3(`${types} service S { rpc Stay(Q) returns (R);${methods} }`);

test.each<[title: string, check: string, before: string, after: string, repaired: string]>([
  [
    "a default that is gone, beside other options",
    "GL4/default-changed",
    proto2("optional int32 a = 1 [default = 7];"),
    proto2("optional int32 a = 1 [deprecated = true];"),
    proto2("optional int32 a = 1 [default = 7, deprecated = true];"),
  ],
  [
    "a default that is gone, without other options",
    "GL4/default-changed",
    proto2("optional int32 a = 1 [default = 7];"),
    proto2("optional int32 a = 1;"),
    proto2("optional int32 a = 1 [default = 7];"),
  ],
  [
    "another default",
    "GL4/default-changed",
    proto2("optional int32 a = 1 [default = 7];"),
    proto2("optional int32 a = 1 [default = 8];"),
    proto2("optional int32 a = 1 [default = 7];"),
  ],
  [
    "a method with options of its own",
    "GL2/method-removed",
    service(" rpc Get(Q) returns (R) { option idempotency_level = IDEMPOTENT; }"),
    service(""),
    service(" rpc Get(Q) returns (R) { option deprecated = true; option idempotency_level = IDEMPOTENT; }"),
  ],
  [
    "a value with options",
    "R3/value-removed",
    proto3("enum E { E_NONE = 0; E_A = 1 [debug_redact = true]; }"),
    proto3("enum E { E_NONE = 0; }"),
    proto3("enum E { E_NONE = 0; E_A = 1 [deprecated = true, debug_redact = true]; }"),
  ],
  [
    "the first name of a value, deprecated already",
    "R1/renamed",
    proto3(
      "enum E { option allow_alias = true; E_NONE = 0; E_B = 1 [deprecated = true]; E_A = 1; E_C = 1; }",
    ),
    proto3("enum E { option allow_alias = true; E_NONE = 0; E_A = 1; E_C = 1; }"),
    proto3(
      "enum E { option allow_alias = true; E_NONE = 0; E_A = 1; E_C = 1; E_B = 1 [deprecated = true]; }",
    ),
  ],
  [
    "a value that another one may replace",
    "R3/value-removed",
    proto3("enum E { E_NONE = 0; E_A = 1; }"),
    proto3("enum E { E_NONE = 0; E_B = 2; }"),
    proto3("enum E { E_NONE = 0; E_B = 2; E_A = 1; }"),
  ],
  [
    "a required field",
    "R4/presence-changed",
    proto2("optional int32 a = 1; required int32 b = 2;"),
    proto2("optional int32 a = 1;"),
    proto2("optional int32 a = 1; required int32 b = 2;"),
  ],
])("%s", (_, id, before, after, text) => {
  expect(repaired(id, before, after)).toBe(text);
});
