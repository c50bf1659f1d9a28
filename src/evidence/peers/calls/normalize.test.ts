import { expect, test } from "vitest";
import { normalize, normalizeText } from "./normalize.js";
import { failure } from "./scenarios.js";

test.each([
  ["connect to 127.0.0.1:40123 failed", "connect to 127.0.0.1:PORT failed"],
  ["ipv4:127.0.0.1%3A40123", "ipv4:127.0.0.1%3APORT"],
  ["dial unix /tmp/calls-a1B2/calls-pair.sock: refused", "dial unix SOCKET: refused"],
  [
    "headers: Metadata(:status=404,date=Sat, 28 Nov 2026 23:46:49 GMT)",
    "headers: Metadata(:status=404,date=DATE)",
  ],
  [`error_details(): ${failure.status}`, "error_details(): the serialized google.rpc.Status"],
  ["larger than max (5242885 vs. 4194304)", "larger than max (5242885 vs. 4194304)"],
  ["stream closed with error code CANCEL (0x8)\n", "stream closed with error code CANCEL (0x8)"],
])("%j is recorded as %j", (printed, recorded) => {
  expect(normalizeText(printed)).toBe(recorded);
});

test("the text of a deadline is left out, which may be of either side", () => {
  const outcome = { code: "DEADLINE_EXCEEDED", message: "Deadline Exceeded", messages: 0, lines: [] };
  expect(normalize(outcome)).toEqual({ ...outcome, message: "TEXT" });
});
