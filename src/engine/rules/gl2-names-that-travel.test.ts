import { describe, expect, test } from "vitest";
import type { Texts } from "../../testing/changes-between.js";
import { breaksOf, findingsBetween, linesOf } from "../../testing/reported.js";
import { check } from "../check/check.js";
import { requestFor } from "../check/request.js";

const fields = "string to = 1; int32 amount = 2;";
const file = (body: string, scope = "shop") =>
  `syntax = "proto3"; package ${scope}; import "google/protobuf/any.proto"; ${body}`;
const carrier = "message Batch { repeated google.protobuf.Any items = 1; }";
const service = "service Shop { rpc Put(Batch) returns (Batch); }";

test.each<[title: string, before: Texts, after: Texts, reported: string[]]>([
  [
    "removed",
    file(`message Send { ${fields} } ${carrier}`),
    file(carrier),
    ["GL2/message-removed warning shop.Send"],
  ],
  [
    "renamed",
    file(`message Send { ${fields} } ${carrier}`),
    file(`message Transfer { ${fields} } ${carrier}`),
    ["GL2/message-moved warning shop.Transfer"],
  ],
  [
    "in another package",
    file(`message Send { ${fields} } ${carrier}`),
    file(`message Send { ${fields} } ${carrier}`, "store"),
    ["GL2/message-moved warning store.Send", "GL2/message-moved warning store.Batch"],
  ],
  [
    "into another message",
    file(`message Send { ${fields} } ${carrier} message Old {}`),
    file(`${carrier} message Old { message Send { ${fields} } }`),
    ["GL2/message-moved warning shop.Old.Send"],
  ],
  [
    "removed from within a message",
    file(`message Old { message Send { ${fields} } } ${carrier}`),
    file(`message Old {} ${carrier}`),
    ["GL2/message-removed warning shop.Old.Send"],
  ],
  [
    "removed with what stands in it, said once",
    file(`message Old { message Send { ${fields} } enum E { E_UNSPECIFIED = 0; } } ${carrier}`),
    file(carrier),
    ["GL2/message-removed warning shop.Old"],
  ],
  [
    "moved with what stands in it, said once",
    file(`message Old { message Send { ${fields} } Send send = 1; string id = 2; } ${carrier}`),
    file(`message New { message Send { ${fields} } Send send = 1; string id = 2; } ${carrier}`),
    ["GL2/message-moved warning shop.New"],
  ],
  ["added", file(carrier), file(`message Send { ${fields} } ${carrier}`), []],
])("a message that an Any may hold: %s", (_, before, after, reported) => {
  expect(linesOf(findingsBetween(before, after)).sort()).toEqual(reported.sort());
});

test.each([
  ["a map", file("message Batch { map<string, google.protobuf.Any> items = 1; }")],
  ["a member of a oneof", file("message Batch { oneof item { google.protobuf.Any any = 1; } }")],
  ["a method", file("service Shop { rpc Put(google.protobuf.Any) returns (google.protobuf.Any); }")],
  ["a type of protobuf itself", file("message Batch { google.protobuf.Option option = 1; }")],
  [
    "a status, whose file is not at hand",
    file('import "google/rpc/status.proto"; message Batch { google.rpc.Status last = 1; }'),
  ],
])("an Any may hold it through %s", (_, rest) => {
  expect(linesOf(findingsBetween(`${rest} message Send { ${fields} }`, rest))).toEqual([
    "GL2/message-removed warning shop.Send",
  ]);
});

test("the types of protobuf itself, kept beside a protocol, count as far as it uses them", () => {
  const kept = {
    "google/protobuf/any.proto":
      'syntax = "proto3"; package google.protobuf; message Any { string type_url = 1; bytes value = 2; }',
    "google/protobuf/type.proto":
      'syntax = "proto3"; package google.protobuf; import "google/protobuf/any.proto"; message Option { string name = 1; Any value = 2; }',
  };
  const shop = (body: string) => ({
    ...kept,
    "shop.proto": `syntax = "proto3"; package shop; import "google/protobuf/type.proto"; ${body}`,
  });
  const send = `message Send { ${fields} }`;
  const order = "message Order { google.protobuf.Option option = 1; }";
  expect(linesOf(findingsBetween(shop(send), shop("")))).toEqual(["GL2/message-removed info shop.Send"]);
  expect(linesOf(findingsBetween(shop(`${send} ${order}`), shop(order)))).toEqual([
    "GL2/message-removed warning shop.Send",
  ]);
});

test("what only resolves counts as far as it is used", () => {
  const status =
    'syntax = "proto3"; package lib; import "google/protobuf/any.proto"; message Status { google.protobuf.Any any = 1; }';
  const reported = (body: string) => {
    const state = (label: string, text: string) => ({
      label,
      files: [{ path: "a.proto", text: file(`import "lib.proto"; ${body} ${text}`) }],
      resolved: [{ path: "lib.proto", text: status }],
    });
    return linesOf(check(requestFor(state("1", `message Send { ${fields} }`), state("2", ""))).findings);
  };
  expect(reported("")).toEqual(["GL2/message-removed info shop.Send"]);
  expect(reported("message Batch { lib.Status last = 1; }")).toEqual([
    "GL2/message-removed warning shop.Send",
  ]);
});

describe("nothing carries the name, so that it is told and no more", () => {
  test.each<[title: string, before: string, after: string, reported: string[]]>([
    ["without an Any", file(`message Send { ${fields} }`), file(""), ["GL2/message-removed info shop.Send"]],
    [
      "of a message that moved",
      file(`message Send { ${fields} }`),
      file(`message Send { ${fields} }`, "store"),
      ["GL2/message-moved info store.Send"],
    ],
    [
      "where only the newer release has an Any",
      file(`message Send { ${fields} }`),
      file(carrier),
      ["GL2/message-removed info shop.Send"],
    ],
    [
      "of an enum that is gone, beside an Any",
      file(`enum Kind { KIND_UNSPECIFIED = 0; } ${carrier}`),
      file(carrier),
      ["GL2/message-removed info shop.Kind"],
    ],
    [
      "of an enum that moved, beside an Any",
      file(`enum Kind { KIND_UNSPECIFIED = 0; KIND_A = 1; } ${carrier}`),
      file(`enum Sort { KIND_UNSPECIFIED = 0; KIND_A = 1; } ${carrier}`),
      ["GL2/message-moved info shop.Sort"],
    ],
  ])("%s", (_, before, after, reported) => {
    const findings = findingsBetween(before, after);
    expect(linesOf(findings)).toEqual(reported);
    expect(findings[0]).toMatchObject({ breaks: [], fix: null });
  });
});

describe("another finding says it", () => {
  test("a package of services", () => {
    const body = `message Send { ${fields} } ${carrier} ${service}`;
    expect(linesOf(findingsBetween(file(body), file(body, "store")))).toEqual([
      "GL2/package-changed error store",
    ]);
  });

  test("a service that went with its file", () => {
    const kept = file("message Kept {}", "kept");
    const gone = `syntax = "proto3"; package gone; message Q {} service S { rpc One(Q) returns (Q); }`;
    expect(linesOf(findingsBetween({ "k.proto": kept, "g.proto": gone }, { "k.proto": kept }))).toEqual([
      "GL2/service-removed error gone.S",
    ]);
  });
});

test("a message around extensions is part of their names in JSON", () => {
  const schema = (name: string, body: string) =>
    `syntax = "proto2"; package a; message Open { extensions 100 to 200; }
     message ${name} { optional string to = 1; optional int32 amount = 2; ${body} }`;
  const extension = "extend Open { optional string note = 100; }";
  const moves = (body: string) =>
    findingsBetween(schema("Old", body), schema("New", body)).filter(
      ({ check }) => check === "GL2/message-moved",
    );
  expect(linesOf(moves(extension))).toEqual(["GL2/message-moved warning a.New"]);
  expect(moves(extension)[0]?.message).toBe(
    "a.New was called a.Old in the older release: a peer of the other release does not know the name that JSON gives to the extensions in it.",
  );
  expect(linesOf(moves(""))).toEqual(["GL2/message-moved info a.New"]);
});

test("who breaks is who reads the Any, and a message that is gone can come back", () => {
  const withSend = file(
    `message Send { ${fields} } ${carrier} message Ok {} service Shop { rpc Put(Batch) returns (Ok); }`,
  );
  const without = file(`${carrier} message Ok {} service Shop { rpc Put(Batch) returns (Ok); }`);
  const gone = findingsBetween(withSend, without);
  expect(breaksOf(gone)).toEqual(["runtime 1 > agent 2: rejected"]);
  expect(gone).toMatchObject([
    {
      element: { kind: "message", fullName: "shop.Send", owner: null },
      message:
        "Message shop.Send is gone: an Any that the older release writes may hold one, and no reader of this release knows the name.",
      before: { fullName: "shop.Send" },
      after: null,
      fix: { advice: `message Send { ${fields} }` },
    },
  ]);
  const moved = findingsBetween(withSend, withSend.replace("Send", "Transfer"));
  expect(breaksOf(moved)).toEqual(["runtime 2 > agent 1: rejected", "runtime 1 > agent 2: rejected"]);
  expect(moved[0]?.message).toBe(
    "shop.Transfer was called shop.Send in the older release: a peer of the other release does not know the name that an Any carries.",
  );
});
