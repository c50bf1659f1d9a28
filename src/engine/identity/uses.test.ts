import { expect, test } from "vitest";
import { schemaOf } from "../../testing/changes-between.js";
import { parseProto } from "../schema/parse.js";
import type { Declarations } from "./declaration.js";
import { declarationsOfFile } from "./of-file.js";
import { declarationsOfSchema } from "./of-schema.js";
import { usesOf } from "./uses.js";

const files = {
  "a.proto": `package p; import "b.proto";
    message Q { R r = 1; repeated q.T ts = 2; map<string, q.T> map = 3; string s = 4; message In { R r = 1; } }
    message R {} enum E { E_UNSPECIFIED = 0; }
    service S { rpc Get(Q) returns (R); rpc Put(Q.In) returns (q.T); }`,
  "b.proto": "package p.q; message T { E e = 1; } enum E { E_UNSPECIFIED = 0; }",
};

const parsed: Declarations[] = Object.values(files).map((text) =>
  declarationsOfFile(parseProto(`syntax = "proto3"; ${text}`).file),
);
const asParsed = {
  types: parsed.flatMap(({ types }) => types),
  methods: parsed.flatMap(({ methods }) => methods),
};

test.each<[title: string, declarations: () => Declarations]>([
  ["as files are written", () => asParsed],
  ["as a schema is linked", () => declarationsOfSchema(schemaOf(files))],
])("methods and fields that carry a type, %s", (_, declarations) => {
  const asked = new Set(["p.R", "p.q.T", "p.Q.In", "p.q.E", "p.E"]);
  const uses = usesOf(declarations(), asked);
  expect(Object.fromEntries([...uses].map(([name, places]) => [name, [...places].sort()]))).toEqual({
    "p.R": ["1 of Q", "1 of Q.In", "response of S.Get"],
    "p.q.T": ["2 of Q", "3 of Q", "response of S.Put"],
    "p.Q.In": ["request of S.Put"],
    "p.q.E": ["1 of T"],
  });
});

test("a name that nobody asked for, and one that is full and of another package, carry nothing", () => {
  const uses = usesOf(
    {
      types: [
        {
          kind: "message",
          package: "p",
          name: "M",
          members: [
            { number: 1, name: "a", type: ".T" },
            { number: 2, name: "b", type: "Unknown" },
            { number: 3, name: "c", type: "string" },
          ],
          reserved: [],
        },
        {
          kind: "enum",
          package: "p",
          name: "E",
          members: [{ number: 0, name: "E_UNSPECIFIED", type: "value" }],
          reserved: [],
        },
      ],
      methods: [],
    },
    new Set(["p.T", "p.string", "p.value"]),
  );
  expect([...uses]).toEqual([]);
});
