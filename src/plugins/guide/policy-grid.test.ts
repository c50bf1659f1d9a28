import { expect, test } from "vitest";
import { isSupported } from "../../engine/policy/window.js";
import { policyGrid } from "./policy-grid.js";

test("the policy's grid is the one of the original discussion", () => {
  const unsupported = policyGrid().rows.flatMap((row) =>
    row.supported.flatMap((supported, index) =>
      supported ? [] : [`${row.server} / ${policyGrid().clients[index]}`],
    ),
  );
  expect(unsupported).toEqual(["agent v3 / runtime v1", "agent v4 / runtime v1", "agent v4 / runtime v2"]);
});

test("upgrade limits how far the client runs ahead, downgrade how far it runs behind", () => {
  const window = { upgrade: 2, downgrade: 0 };
  expect([1, 2, 3, 4, 5].map((client) => isSupported(client, 2, window))).toEqual([
    false,
    true,
    true,
    true,
    false,
  ]);
});
