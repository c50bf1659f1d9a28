import { describe, expect, test } from "vitest";
import { filesOf } from "../../testing/changes-between.js";
import { requestBetween } from "../../testing/reported.js";
import { type Checked, check } from "./check.js";
import type { CheckRequest } from "./request.js";

const before = "message M { string a = 1; int32 b = 2; }";
const comment = "// grpc-evolution: allow R1/removed-without-reserved -- nobody stores it\n";
const after = (more = "") => `${comment}message M { string a = 1; ${more} }`;

/** A line for each: the check, the element, the reason. */
const allowedIn = ({ allowed }: Checked) =>
  allowed.map(({ check: id, element, reason }) => `${id} ${element.fullName}: ${reason}`);

describe("what is allowed", () => {
  test("by a comment comes with the reason", () => {
    const result = check(requestBetween(before, after()));
    expect(allowedIn(result)).toEqual(["R1/removed-without-reserved M.b: nobody stores it"]);
    expect(result.findings).toEqual([]);
  });

  test("by the configuration comes with the reason", () => {
    const request = requestBetween(before, "message M { string a = 1; }");
    const [finding] = check(request).findings;
    const allow = [{ fingerprint: finding?.fingerprint ?? "", reason: " it is a secret " }];
    expect(allowedIn(check({ ...request, allow }))).toEqual([
      "R1/removed-without-reserved M.b: it is a secret",
    ]);
  });

  test("is left out where nothing needs it, or no reason stands there", () => {
    expect(allowedIn(check(requestBetween(before, before)))).toEqual([]);
    const unreasoned = after().replace(" -- nobody stores it", "");
    expect(allowedIn(check(requestBetween(before, unreasoned)))).toEqual([]);
  });

  test("is left out where it was so in the state that the change starts from", () => {
    const request = requestBetween(before, after("bool c = 3;"));
    const [older] = request.baselines;
    if (!older) throw new Error("nothing to compare with");
    const startingFrom = (text: string): CheckRequest => ({
      ...request,
      baselines: [{ ...older, precedesReference: true }],
      reference: { label: "start", files: filesOf(text) },
    });
    expect(allowedIn(check(startingFrom(after())))).toEqual([]);
    expect(allowedIn(check(startingFrom(before)))).toHaveLength(1);
  });
});
