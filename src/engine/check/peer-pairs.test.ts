import { expect, test } from "vitest";
import { schemaOf } from "../../testing/changes-between.js";
import { compareSchemas } from "./evaluate.js";
import { peerPairsOf } from "./peer-pairs.js";

const pair = { client: "client", server: "server", window: null, services: [] };

/** Which side writes a message, as two schemas tell. */
function directionOf(message: string, before: string, after: string) {
  const comparison = compareSchemas(schemaOf(before), schemaOf(after), null);
  return peerPairsOf(comparison, { components: [pair] }, null)[0]?.carries([message]);
}

const service = "service S { rpc Call(Q) returns (A); } message A { string a = 1; }";

test("what both schemas reach is followed in each of them", () => {
  const before = `${service} message Q { string q = 1; } message N { string n = 1; }`;
  const after = `${service} message Q { string q = 1; N n = 2; } message N { string n = 1; }`;
  expect(directionOf("N", before, after)).toEqual({ request: true, response: false });
  expect(directionOf("N", after, before)).toEqual({ request: true, response: false });
  expect(directionOf("N", before, before)).toBeUndefined();
});

test("what requests reach in one and responses in the other goes both ways", () => {
  const before = `${service} message Q { N n = 1; } message N { string n = 1; }`;
  const after =
    "service S { rpc Call(Q) returns (A); } message A { N n = 1; } message Q {} message N { string n = 1; }";
  expect(directionOf("N", before, after)).toEqual({ request: true, response: true });
});
