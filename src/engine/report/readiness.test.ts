import { expect, test } from "vitest";
import { schemaOf } from "../../testing/changes-between.js";
import { usualWindow } from "../../testing/reported.js";
import { readinessOf } from "../window/readiness.js";
import { readinessMarkdown, readinessText } from "./readiness.js";

const service = (methods: string) => `message Q {} message R {} service S { ${methods} }`;
const old = "rpc Old(Q) returns (R)";
const marked = `${old} { option deprecated = true; }`;
const fresh = "rpc New(Q) returns (R);";
const remark = "mark the older one when the new one is enabled.";

const readiness = (...bodies: string[]) =>
  readinessOf(
    bodies.map((body) => schemaOf(service(body))),
    [{ client: "client", server: "server", window: usualWindow, services: [] }],
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
