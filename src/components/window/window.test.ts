// cspell:ignore Cimg Dalert

import { countPairs, pairsOf } from "@grpc-evolution/engine/window/matrix.js";
import type { Window } from "@grpc-evolution/engine/window/window.js";
import { describe, expect, test } from "vitest";
import { components } from "./components.js";
import { delaysOf } from "./delays.js";
import { limits, policySettings, queryOf, readSettings, releaseCounts, yamlOf } from "./settings.js";
import { summaryOf, upgradeOrder } from "./summary.js";

const policy = policySettings.window;
const four = ["1.0", "2.0", "3.0", "4.0"];

test("the policy's grid is the one of the original discussion", () => {
  const unsupported = pairsOf(four, components, policy).filter((pair) => !pair.supported);
  expect(unsupported.map(({ server, client }) => `agent ${server} / runtime ${client}`)).toEqual([
    "agent 3.0 / runtime 1.0",
    "agent 4.0 / runtime 1.0",
    "agent 4.0 / runtime 2.0",
  ]);
});

test("upgrade limits how far the client runs ahead, downgrade how far it runs behind", () => {
  const supported = pairsOf(["1.0", "2.0", "3.0", "4.0", "5.0"], components, { upgrade: 2, downgrade: 0 })
    .filter((pair) => pair.supported && pair.server === "2.0")
    .map(({ client }) => client);
  expect(supported).toEqual(["2.0", "3.0", "4.0"]);
});

test("the summary counts pairs and says who goes first", () => {
  const counts = countPairs(pairsOf(four, components, policy), "4.0");
  expect(summaryOf(policy, "4.0", counts)).toBe(
    "13 of 16 pairs are supported. Release 4.0 adds 5. Upgrade either the runtime or the agent first, one release at a time; to skip more, the runtime.",
  );
});

test("who may lead is upgraded first, by as many releases as it may", () => {
  const order = (upgrade: Window["upgrade"], downgrade: Window["downgrade"]) =>
    upgradeOrder({ upgrade, downgrade });
  expect(order(0, 3)).toBe("Upgrade the agent first, up to 3 releases at a time.");
  expect(order("unbounded", 0)).toBe("Upgrade the runtime first.");
  expect(order(1, 1)).toBe("Upgrade either the runtime or the agent first, one release at a time.");
  expect(order("unbounded", "unbounded")).toBe("Upgrade either the runtime or the agent first.");
  expect(order(1, 3)).toBe(
    "Upgrade either the runtime or the agent first, one release at a time; to skip more, the agent, up to 3 releases at a time.",
  );
  expect(order(0, 0)).toBe("Upgrade runtime and agent together.");
});

describe("the address", () => {
  test("brings every choice back", () => {
    for (const upgrade of limits) {
      for (const downgrade of limits) {
        for (const releases of releaseCounts) {
          const settings = { window: { upgrade, downgrade }, releases };
          expect(readSettings(queryOf(settings))).toEqual(settings);
        }
      }
    }
  });

  test.each([
    "",
    "?",
    "?upgrade=-1&downgrade=12&releases=1",
    "?upgrade=1e1&downgrade=0x1&releases=4.0",
    "?upgrade=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E&downgrade=__proto__&releases=NaN",
    "?upgrade=UNBOUNDED&downgrade=&releases=999999999999",
    "?upgrade=%&downgrade=%E0%A4%A&releases=%00",
    `?upgrade=${"9".repeat(100_000)}`,
  ])("falls back to the policy for nonsense %#", (query) => {
    expect(readSettings(query)).toEqual(policySettings);
  });

  test("takes the first of several values, and each value by itself", () => {
    expect(readSettings("?upgrade=2&upgrade=3&downgrade=many")).toEqual({
      window: { upgrade: 2, downgrade: 1 },
      releases: 4,
    });
  });
});

test("a window is written as the configuration has it", () => {
  expect(yamlOf(policy)).toBe("window: { upgrade: unbounded, downgrade: 1 }");
});

describe("second steps", () => {
  const second = (window: Window, releases = four) => delaysOf(releases, window)[0];

  test("in the policy's window, time covers rollbacks and old agents are asked", () => {
    expect(delaysOf(four, policy).map(({ release }) => release)).toEqual(["2.0", "3.0", "4.0"]);
    expect(second(policy)).toEqual({
      release: "2.0",
      enabled: { from: "3.0", note: "ask the agent first" },
      methodRemoved: { from: "3.0", note: "agents before 2.0 may serve nothing else" },
      fieldRemoved: { from: null, note: "agents before 2.0 still rely on it" },
    });
  });

  test("behind the last release the names are a forecast", () => {
    expect(delaysOf(four, policy).at(-1)?.methodRemoved.from).toBe("5.0");
  });

  test("in a finite window, waiting is enough", () => {
    expect(second({ upgrade: 1, downgrade: 2 })).toEqual({
      release: "2.0",
      enabled: { from: "4.0", note: null },
      methodRemoved: { from: "4.0", note: null },
      fieldRemoved: { from: "4.0", note: null },
    });
  });

  test("what may travel either way waits for the slower one", () => {
    expect(second({ upgrade: 3, downgrade: 1 })?.enabled).toEqual({ from: "5.0", note: null });
    expect(second({ upgrade: 1, downgrade: 3 })?.enabled).toEqual({ from: "5.0", note: null });
  });

  test("an old agent may serve nothing but a removed method until it has left the window", () => {
    expect(second({ upgrade: 3, downgrade: 1 })?.methodRemoved).toEqual({
      from: "3.0",
      note: "before 5.0, agents before 2.0 may serve nothing else",
    });
  });

  test("where any old runtime may come back, waiting does not help", () => {
    expect(second({ upgrade: 1, downgrade: "unbounded" })).toEqual({
      release: "2.0",
      enabled: { from: null, note: "ask first" },
      methodRemoved: { from: null, note: "runtimes before 2.0 still call it" },
      fieldRemoved: { from: null, note: "runtimes before 2.0 still rely on it" },
    });
    expect(second({ upgrade: "unbounded", downgrade: "unbounded" })?.fieldRemoved).toEqual({
      from: null,
      note: "agents and runtimes before 2.0 still rely on it",
    });
  });

  test("releases that never mix still introduce before they enable", () => {
    expect(second({ upgrade: 0, downgrade: 0 })).toEqual({
      release: "2.0",
      enabled: { from: "3.0", note: null },
      methodRemoved: { from: "2.0", note: null },
      fieldRemoved: { from: "2.0", note: null },
    });
  });
});
