import { expect, test } from "vitest";
import { findingsBetween } from "../../testing/reported.js";
import { isThorough } from "../../testing/thorough.js";
import { maxFindings } from "./too-many.js";

/** A message with one field more than there may be findings. */
function message(type: string, comment = ""): string {
  const fields = Array.from(
    { length: maxFindings + 1 },
    (_, index) => `${type} f${index} = ${20_000 + index};`,
  );
  return `${comment}message M { ${type === "" ? "" : fields.join(" ")} }`;
}

test("more findings than can be reported are refused, with the limit and what to do", () => {
  const refusal = `${maxFindings + 1} findings are more than the ${maxFindings} that can be reported.`;
  expect(() => findingsBetween(message("int32"), message("int64"))).toThrow(refusal);
});

test.runIf(isThorough)("those that are allowed do not count", () => {
  const allow = "\n// grpc-evolution: allow R1/removed-without-reserved -- nobody uses it\n";
  expect(findingsBetween(message("int32"), message("", allow))).toEqual([]);
});
