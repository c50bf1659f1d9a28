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
  ["another name of a service", service(get), service(get, "T"), ["service-moved S → T"]],
  [
    "another name of a service, with a method that is gone and one that streams",
    service(`${get} rpc Put(B) returns (A); rpc List(A) returns (B);`),
    service(`${get} rpc List(A) returns (stream B);`, "T"),
    ["service-moved S → T", "method-removed S.Put", "method-changed S.List → T.List"],
  ],
  [
    "another service in the place of one, with methods of the same name",
    "message A {} message B { int32 b = 1; } service S { rpc Get(A) returns (A); rpc List(A) returns (A); }",
    "message A {} message B { int32 b = 1; } service T { rpc Get(B) returns (B); rpc List(B) returns (B); }",
    ["service-removed S", "service-added T"],
  ],
  [
    "another service that has only types of protobuf itself in common",
    `import "google/protobuf/empty.proto"; ${types} service S { rpc Drop(A) returns (google.protobuf.Empty); }`,
    `import "google/protobuf/empty.proto"; ${types} service T { rpc Drop(B) returns (google.protobuf.Empty); }`,
    ["service-removed S", "service-added T"],
  ],
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
    ["message-added q.A", "message-added q.B", "service-added q.S"],
  ],
  [
    "another package of a file whose services keep their paths in another one",
    { "a.proto": `package p; ${service(get)}` },
    { "a.proto": "package q; message Other { int32 c = 1; }", "b.proto": `package p; ${service(get)}` },
    ["message-added q.Other"],
  ],
  [
    "a renamed package, with a method that is gone, one that streams and one that is new",
    `package p; ${service(`${get} rpc Put(B) returns (A); rpc List(A) returns (B);`)}`,
    `package q; ${service(`${get} rpc List(A) returns (stream B); rpc New(B) returns (B);`)}`,
    [
      "message-moved p.A → q.A",
      "message-moved p.B → q.B",
      "package-changed p → q",
      "method-removed p.S.Put",
      "method-changed p.S.List → q.S.List",
      "method-added q.S.New",
    ],
  ],
  [
    "a renamed package whose service has no method in common",
    `package p; ${service(get)}`,
    `package q; ${service("rpc Put(B) returns (A);")}`,
    [
      "message-moved p.A → q.A",
      "message-moved p.B → q.B",
      "package-changed p → q",
      "method-removed p.S.Get",
      "method-added q.S.Put",
    ],
  ],
  [
    "a package that one of its files leaves",
    { "a.proto": `package p; ${service(get)}`, "b.proto": "package p; service T { rpc Do(A) returns (A); }" },
    {
      "a.proto": `package p; ${types}`,
      "b.proto": "package p; service T { rpc Do(A) returns (A); }",
      "c.proto": `package q; import "a.proto"; service S { rpc Get(p.A) returns (p.B); }`,
    },
    ["service-moved p.S → q.S"],
  ],
  [
    "a package and a file that are renamed together",
    { "p/a.proto": `package p; ${service(get)}` },
    { "q/a.proto": `package q; ${service(get)}` },
    ["message-moved p.A → q.A", "message-moved p.B → q.B", "package-changed p → q"],
  ],
  [
    "a service that moves beside another one of its name",
    {
      "a.proto": `package p; ${service(get)}`,
      "b.proto": "package r; message C {} service S { rpc Put(C) returns (C); }",
    },
    {
      "b.proto": "package s; message C {} service S { rpc Put(C) returns (C); }",
      "c.proto": `package q; ${service(get)}`,
    },
    [
      "message-moved p.A → q.A",
      "message-moved p.B → q.B",
      "message-moved r.C → s.C",
      "package-changed p → q",
      "package-changed r → s",
    ],
  ],
  [
    "two that a service may have become",
    `package p; ${service(get)}`,
    { "b.proto": `package q; ${service(get)}`, "c.proto": `package r; ${service(get)}` },
    [
      "message-removed p.A",
      "message-removed p.B",
      "message-added q.A",
      "message-added q.B",
      "message-added r.A",
      "message-added r.B",
      "move-ambiguous p.A → q.A or r.A",
      "move-ambiguous p.B → q.B or r.B",
      "service-removed p.S",
      "service-added q.S",
      "service-added r.S",
    ],
  ],
  [
    "the package of another version, of which nothing is compared",
    `package p.v1; ${service(get)}`,
    `package p.v2; ${service("rpc Get(B) returns (B);")}`,
    [
      "message-removed p.v1.A",
      "message-removed p.v1.B",
      "message-added p.v2.A",
      "message-added p.v2.B",
      "package-changed p.v1 → p.v2",
    ],
  ],
  [
    "one version that goes, and another one that comes",
    { "v1.proto": `package p.v1; ${service(get)}` },
    { "v2.proto": `package p.v2; ${service(get)}` },
    [
      "message-removed p.v1.A",
      "message-removed p.v1.B",
      "message-added p.v2.A",
      "message-added p.v2.B",
      "service-removed p.v1.S",
      "service-added p.v2.S",
    ],
  ],
  [
    "requests that are exchanged in a renamed package",
    `package p; ${types} service S { rpc Get(A) returns (A); rpc Put(B) returns (A); }`,
    `package q; ${types} service S { rpc Get(B) returns (A); rpc Put(A) returns (A); }`,
    [
      "message-moved p.A → q.A",
      "message-moved p.B → q.B",
      "package-changed p → q",
      "method-changed p.S.Get → q.S.Get",
      "method-changed p.S.Put → q.S.Put",
    ],
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
