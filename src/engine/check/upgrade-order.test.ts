import { describe, expect, test } from "vitest";
import type { Break, Peer } from "../rules/finding.js";
import type { Window } from "../window/window.js";
import { orderForOlderWriters, type UpgradeOrder, upgradeOrder } from "./upgrade-order.js";

/** `agent 1` of the release 1; `1` of whatever component. */
function peer(text: string): Peer {
  const [component, state = ""] = text.includes(" ") ? text.split(" ") : [null, text];
  return { component: component ?? null, release: state, state };
}

/** `runtime 2 > agent 1`: who writes, and who reads it wrongly. */
function broken(...texts: string[]): Break[] {
  return texts.map((text) => {
    const [writer = "", reader = ""] = text.split(" > ");
    return { writer: peer(writer), reader: peer(reader), outcome: "lost" };
  });
}

/** The newer release is 2. */
function within(window: Window | null, others: readonly [client: string, server: string][] = []) {
  const pairs = [["runtime", "agent"] as const, ...others];
  return {
    head: { label: "2" },
    components: pairs.map(([client, server]) => ({ client, server, window })),
  };
}

const around: Window = { upgrade: 1, downgrade: 2 };

/** A line for each step, or that no order helps, or that any does. */
function told({ kind, steps }: UpgradeOrder): string[] {
  const side = ({ component, role }: UpgradeOrder["steps"][number]["earlier"]) => component ?? role;
  return kind === "steps" ? steps.map(({ earlier, later }) => `${side(earlier)} < ${side(later)}`) : [kind];
}

describe("the order of upgrades", () => {
  test.each<[title: string, breaks: string[], order: string[]]>([
    ["nobody breaks", [], ["any"]],
    ["a new writer hurts an older reader", ["runtime 2 > agent 1"], ["agent < runtime"]],
    ["an older writer hurts a new reader", ["runtime 1 > agent 2"], ["runtime < agent"]],
    ["the same in responses", ["agent 1 > runtime 2"], ["agent < runtime"]],
    [
      "several releases ask for the same",
      ["runtime 1 > agent 2", "runtime 0 > agent 2"],
      ["runtime < agent"],
    ],
    ["each order hurts somebody", ["runtime 1 > agent 2", "agent 1 > runtime 2"], ["none"]],
    ["each side of a component that talks to itself", ["node 1 > node 2"], ["none"]],
    ["nobody knows which component it is", ["1 > 2"], ["writer < reader"]],
    ["nobody knows it, and each order hurts somebody", ["1 > 2", "2 > 1"], ["none"]],
    ["neither state is the newer one", ["runtime 1 > agent 0"], ["any"]],
  ])("%s", (_, breaks, order) => {
    expect(told(upgradeOrder(broken(...breaks), within(around)))).toEqual(order);
  });

  test("goes round in no circle, through however many components", () => {
    const chain = ["a 1 > b 2", "b 1 > c 2"];
    expect(told(upgradeOrder(broken(...chain), within(around)))).toEqual(["a < b", "b < c"]);
    expect(told(upgradeOrder(broken(...chain, "c 1 > a 2"), within(around)))).toEqual(["none"]);
  });

  test("makes no pair that the window does not let meet", () => {
    const breaks = broken("runtime 1 > agent 2");
    expect(told(upgradeOrder(breaks, within({ upgrade: 0, downgrade: 1 })))).toEqual(["none"]);
    expect(told(upgradeOrder(breaks, within({ upgrade: 1, downgrade: 0 })))).toEqual(["runtime < agent"]);
    expect(told(upgradeOrder(breaks, within(null)))).toEqual(["runtime < agent"]);
  });
});

describe("the order for what older writers write", () => {
  test("leaves out what new writers can choose", () => {
    const breaks = broken("runtime 2 > agent 1", "runtime 1 > agent 2");
    expect(told(upgradeOrder(breaks, within(around)))).toEqual(["none"]);
    expect(told(orderForOlderWriters(breaks, within(around)))).toEqual(["runtime < agent"]);
    expect(told(orderForOlderWriters(broken("runtime 2 > agent 1"), within(around)))).toEqual(["any"]);
  });

  test("is none where such writers never leave the window", () => {
    const breaks = broken("agent 1 > runtime 2");
    expect(told(orderForOlderWriters(breaks, within({ upgrade: "unbounded", downgrade: 1 })))).toEqual([
      "none",
    ]);
    expect(told(orderForOlderWriters(breaks, within({ upgrade: 1, downgrade: "unbounded" })))).toEqual([
      "agent < runtime",
    ]);
  });
});
