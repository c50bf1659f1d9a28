import { expect, test } from "vitest";
import { schemaOf } from "../../testing/changes-between.js";
import { usualWindow } from "../../testing/reported.js";
import type { Feature } from "../window/features.js";
import { readinessOf } from "../window/readiness.js";
import type { Window } from "../window/window.js";
import { readinessJson, readinessMarkdown, readinessText } from "./readiness.js";

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

test("a feature of a changed default says since when it is written out, or that this is missing", () => {
  const text = (value: number) =>
    schemaOf(`syntax = "proto2"; message M { optional int32 retries = 1 [default = ${value}]; }`);
  const ready = (statement: Pick<Feature, "written">) =>
    readinessOf(
      [text(3), text(3), text(5)],
      [{ client: "client", server: "server", window: usualWindow, services: [] }],
      [{ name: "more", elements: ["M.retries"], enabled: "1.2", ...statement }],
      { names: ["1.0", "1.1"], head: 2 },
    );
  const stated = ready({ written: "1.1" });
  expect(readinessText(stated)).toMatch(/more +1\.0 +1\.2 +enabled in 1\.2, written out since 1\.1\n/);
  expect(JSON.parse(readinessJson(stated)).features).toMatchObject([{ written: "1.1", lacksWritten: false }]);
  const missing = ready({});
  expect(readinessText(missing)).toMatch(
    /more +1\.0 +unknown +enabled in 1\.2: its default changed\n +A changed default counts from the first release/,
  );
  expect(JSON.parse(readinessJson(missing)).features).toMatchObject([
    { written: null, enableFrom: null, lacksWritten: true },
  ]);
});

test("what no method carries is said to wait for the longer of both ways, where they differ", () => {
  const added = (downgrade: number) =>
    readinessOf(
      ["", "string a = 1;"].map((field) => schemaOf(`message M { ${field} }`)),
      [{ client: "client", server: "server", window: { upgrade: 2, downgrade }, services: [] }],
      [],
      { names: ["1.0"], head: 1 },
    );
  expect(readinessText(added(1))).toContain("the longer of both counts.");
  expect(readinessMarkdown(added(1))).toContain("the longer of both counts.");
  expect(readinessText(added(2))).not.toContain("the longer of both counts.");
});

test.each<[title: string, bodies: string[]]>([
  ["marked a release later", [`${old};`, `${old}; ${fresh}`, `${marked} ${fresh}`]],
  ["marked since the first release", [`${marked} ${fresh}`, `${marked} ${fresh}`]],
  ["new itself, and marked", [fresh, `${marked} ${fresh}`, `${marked} ${fresh}`]],
])("a method that is %s is not", (_, bodies) => {
  expect(readinessText(readiness(...bodies))).not.toContain(remark);
});

test("servers are asked where they never leave the window, and may serve nothing else until they leave it", () => {
  const told = (window: Window, releases: number) => {
    const bodies = [`${old};`, ...Array.from({ length: releases }, () => `${marked} ${fresh}`)];
    const lines = readinessText(readinessIn(window, bodies)).split("\n");
    return lines.filter((line) => /^ {2}S\./.test(line)).map((line) => line.replace(/^.*?(?=now|wait)/, ""));
  };
  expect(told({ upgrade: 3, downgrade: 1 }, 3)).toEqual([
    "wait",
    "now; servers before 1.1 may serve nothing else until 1.4",
  ]);
  expect(told({ upgrade: 3, downgrade: 1 }, 4)).toEqual(["now", "now"]);
  expect(told(usualWindow, 4)).toEqual([
    "now; ask servers before 1.1",
    "now; servers before 1.1 may serve nothing else",
  ]);
});
