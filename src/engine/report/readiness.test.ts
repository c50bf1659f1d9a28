import { expect, test } from "vitest";
import { schemaOf } from "../../testing/changes-between.js";
import { usualWindow } from "../../testing/reported.js";
import { readinessOf } from "../window/readiness.js";
import type { Window } from "../window/window.js";
import { readinessMarkdown, readinessText } from "./readiness.js";

const service = (methods: string) => `message Q {} message R {} service S { ${methods} }`;
const old = "rpc Old(Q) returns (R)";
const marked = `${old} { option deprecated = true; }`;
const fresh = "rpc New(Q) returns (R);";
const remark = "mark the older one when the new one is enabled.";

const readiness = (...bodies: string[]) => readinessIn(usualWindow, bodies);

const readinessIn = (window: Window, bodies: string[]) =>
  readinessOf(
    bodies.map((body) => schemaOf(service(body))),
    [{ client: "client", server: "server", window, services: [] }],
    [],
    { names: bodies.slice(1).map((_, index) => `1.${index}`), head: bodies.length - 1 },
  );

test("a method that is marked in the release that brings another one is remarked on", () => {
  const early = readiness(`${old};`, `${marked} ${fresh}`, `${marked} ${fresh}`);
  expect(readinessText(early)).toContain(remark);
  expect(readinessMarkdown(early)).toContain(remark);
});

test.each<[title: string, bodies: string[]]>([
  ["marked a release later", [`${old};`, `${old}; ${fresh}`, `${marked} ${fresh}`]],
  ["marked since the first release", [`${marked} ${fresh}`, `${marked} ${fresh}`]],
  ["new itself, and marked", [fresh, `${marked} ${fresh}`, `${marked} ${fresh}`]],
])("a method that is %s is not", (_, bodies) => {
  expect(readinessText(readiness(...bodies))).not.toContain(remark);
});

test("servers that lack something are asked until they have left the window", () => {
  const told = (window: Window, releases: number) => {
    const bodies = [`${old};`, ...Array.from({ length: releases }, () => `${marked} ${fresh}`)];
    const lines = readinessText(readinessIn(window, bodies)).split("\n");
    return lines.filter((line) => /^ {2}S\./.test(line)).map((line) => line.replace(/^.*(?=now)/, ""));
  };
  expect(told({ upgrade: 3, downgrade: 1 }, 3)).toEqual([
    "now; ask servers before 1.1 until 1.4",
    "now; servers before 1.1 may serve nothing else until 1.4",
  ]);
  expect(told({ upgrade: 3, downgrade: 1 }, 4)).toEqual(["now", "now"]);
  expect(told(usualWindow, 4)).toEqual([
    "now; ask servers before 1.1",
    "now; servers before 1.1 may serve nothing else",
  ]);
});
