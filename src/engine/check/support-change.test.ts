import { expect, test } from "vitest";
import type { ComponentPair } from "../window/component-pair.js";
import type { Window } from "../window/window.js";
import { supportChange } from "./support-change.js";

const releases = { names: ["1.0", "1.1", "1.2", "1.3"], head: 4 };

const pair = (window: Window | null, names = { client: "runtime", server: "agent" }): ComponentPair => ({
  ...names,
  window,
  services: [],
});

const changed = (was: Window | null, is: Window | null) =>
  supportChange({ before: [pair(was)], after: [pair(is)], from: "1.3" }, releases);

test.each<[was: Window | null, is: Window | null, sentences: string[]]>([
  [{ upgrade: 2, downgrade: 1 }, { upgrade: 2, downgrade: 1 }, []],
  [null, { upgrade: 1, downgrade: 1 }, []],
  [{ upgrade: 1, downgrade: 1 }, null, []],
  [
    { upgrade: 2, downgrade: 1 },
    { upgrade: 1, downgrade: 1 },
    [
      "The window of 1.3 had upgrade 2, and now it has 1: the runtime of this release does not support agent 1.2 any more.",
    ],
  ],
  [
    { upgrade: "unbounded", downgrade: 3 },
    { upgrade: 1, downgrade: 1 },
    [
      "The window of 1.3 had upgrade unbounded, and now it has 1: the runtime of this release does not support agents 1.0 to 1.2 any more.",
      "The window of 1.3 had downgrade 3, and now it has 1: the agent of this release does not support runtimes 1.1 and 1.2 any more.",
    ],
  ],
])("a narrower one, from %j to %j", (was, is, ended) => {
  expect(changed(was, is)).toEqual({ ended, added: [] });
});

test.each<[was: Window, is: Window, sentences: string[]]>([
  [
    { upgrade: 1, downgrade: 1 },
    { upgrade: 2, downgrade: 1 },
    [
      "The window of 1.3 had upgrade 1, and now it has 2: the runtime of this release supports agent 1.2 as well.",
    ],
  ],
  [
    { upgrade: 1, downgrade: 1 },
    { upgrade: "unbounded", downgrade: 3 },
    [
      "The window of 1.3 had upgrade 1, and now it has unbounded: the runtime of this release supports agents 1.0 to 1.2 as well.",
      "The window of 1.3 had downgrade 1, and now it has 3: the agent of this release supports runtimes 1.1 and 1.2 as well.",
    ],
  ],
])("a wider one, from %j to %j", (was, is, added) => {
  expect(changed(was, is)).toEqual({ ended: [], added });
});

test("wider on one side and narrower on the other", () => {
  const { ended, added } = changed({ upgrade: 1, downgrade: 2 }, { upgrade: 2, downgrade: 1 });
  expect([ended, added].map(({ length }) => length)).toEqual([1, 1]);
});

test("a limit that no release has reached takes nothing and adds nothing", () => {
  const [wide, narrow] = [
    { upgrade: 9, downgrade: 8 },
    { upgrade: 4, downgrade: 7 },
  ];
  expect(changed(wide, narrow)).toEqual({ ended: [], added: [] });
  expect(changed(narrow, wide)).toEqual({ ended: [], added: [] });
});

test("pairs are found by their names, and the only one by whatever name", () => {
  const [wide, narrow] = [
    { upgrade: 2, downgrade: 0 },
    { upgrade: 1, downgrade: 0 },
  ];
  const shim = { client: "shim", server: "agent" };
  const told = (before: ComponentPair[], after: ComponentPair[]) =>
    supportChange({ before, after, from: "1.3" }, releases).ended.map(
      (text) => /: the (\w+)/.exec(text)?.[1],
    );
  expect(told([pair(wide)], [pair(narrow, shim)])).toEqual(["shim"]);
  expect(told([pair(wide), pair(wide, shim)], [pair(narrow, shim), pair(wide)])).toEqual(["shim"]);
  expect(told([pair(wide)], [pair(narrow, shim), pair(wide)])).toEqual([]);
});
