import { expect, test } from "vitest";
import { changesBetween, type Texts } from "../../testing/changes-between.js";

const types = "message A { string a = 1; } message B { int64 b = 1; }";
const service = (methods: string, name = "S") => `${types} service ${name} { ${methods} }`;
const get = "rpc Get(A) returns (B);";

test.each<[title: string, before: Texts, after: Texts, changes: string[]]>([
  ["a new method", service(get), service(`${get} rpc Put(B) returns (A);`), ["method-added S.Put"]],
  [
    "a method that is gone",
    service(`${get} rpc Put(B) returns (A);`),
    service(get),
    ["method-removed S.Put"],
  ],
  ["another request", service(get), service("rpc Get(B) returns (B);"), ["method-changed S.Get"]],
  ["another response", service(get), service("rpc Get(A) returns (A);"), ["method-changed S.Get"]],
  ["a stream of requests", service(get), service("rpc Get(stream A) returns (B);"), ["method-changed S.Get"]],
  [
    "a stream of responses",
    service(get),
    service("rpc Get(A) returns (stream B);"),
    ["method-changed S.Get"],
  ],
  ["another name of a service", service(get), service(get, "T"), ["service-removed S", "service-added T"]],
  [
    "a renamed package is told once",
    `package p; ${service(get)}`,
    `package q; ${service(get)}`,
    ["message-moved p.A → q.A", "message-moved p.B → q.B", "package-changed p → q"],
  ],
  [
    "a package that is gone",
    `package p; ${service(get)}`,
    service(get),
    ["message-moved p.A → A", "message-moved p.B → B", "package-changed p → "],
  ],
  [
    "a renamed package, and a service of that name that another one loses",
    { "a.proto": `package p; ${service(get)}`, "b.proto": "package r; service S {}" },
    { "a.proto": `package q; ${service(get)}`, "b.proto": "package r;" },
    ["message-moved p.A → q.A", "message-moved p.B → q.B", "package-changed p → q", "service-removed r.S"],
  ],
  [
    "a renamed package with a service that is gone, and a new one",
    `package p; ${service(get)} service T {}`,
    `package q; ${service(get)} service U {}`,
    [
      "message-moved p.A → q.A",
      "message-moved p.B → q.B",
      "package-changed p → q",
      "service-removed p.T",
      "service-added q.U",
    ],
  ],
  [
    "a renamed package whose old one is kept in another file",
    `package p; ${service(get)}`,
    { "a.proto": `package q; ${service(get)}`, "b.proto": `package p; ${service(get)}` },
    ["message-added q.A", "message-added q.B", "package-changed p → q", "service-added q.S"],
  ],
  [
    "a package without services has no path",
    `package p; ${types}`,
    `package q; ${types}`,
    ["message-moved p.A → q.A", "message-moved p.B → q.B"],
  ],
  [
    "a request that was renamed is the same request",
    "message Old { string a = 1; } service S { rpc Get(Old) returns (Old); }",
    "message New { string a = 1; } service S { rpc Get(New) returns (New); }",
    ["message-moved Old → New"],
  ],
])("%s", (_, before, after, changes) => {
  expect(changesBetween(before, after)).toEqual(changes);
});
