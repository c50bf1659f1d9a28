import { expect, test } from "vitest";
import { holdersIn, ledgerOfTold } from "../../testing/ledger-of-commits.js";

const host = "package shop; message Host { string name = 1; string note = 2; }";
const extension = (fields: string, extendee = "Host") => `package shop; extend ${extendee} { ${fields} }`;

test("the numbers of extensions stand with those of what they extend, in whichever file", () => {
  const ledger = ledgerOfTold([
    { files: { "host.proto": host, "one.proto": extension("string a = 100;") } },
    { files: { "host.proto": host, "one.proto": extension("string b = 100;") } },
    { files: { "host.proto": host, "other.proto": extension("int32 c = 100;") } },
  ]);
  expect([...(ledger.owners.get("shop.Host")?.numbers.keys() ?? [])]).toEqual([1, 2, 100]);
  expect(holdersIn(ledger, "shop.Host", 100)).toEqual([
    "shop.a>shop.b: string c1..c2",
    "shop.c: int32 c3..c3",
  ]);
});

test("they follow a message that is renamed, and are no sign that one came or went", () => {
  const server = host.replace("Host", "Server");
  const ledger = ledgerOfTold([
    { files: { "host.proto": host, "one.proto": extension("string a = 100; string b = 101;") } },
    { files: { "host.proto": server, "one.proto": extension("string a = 100; string b = 101;", "Server") } },
    {
      files: {
        "host.proto": server,
        "two.proto": "package shop; message Place { string a = 100; string b = 101; }",
      },
    },
  ]);
  expect(holdersIn(ledger, "shop.Server", 100)).toEqual(["shop.a: string c1..c2"]);
  expect(ledger.owners.get("shop.Host")?.names).toEqual(["shop.Host", "shop.Server"]);
  expect(ledger.owners.get("shop.Place")?.names).toEqual(["shop.Place"]);
});

test("what is extended need not be at hand", () => {
  const ledger = ledgerOfTold([
    { files: { "a.proto": extension("string a = 50000;", "google.protobuf.FieldOptions") } },
  ]);
  expect(holdersIn(ledger, "google.protobuf.FieldOptions", 50_000)).toEqual(["shop.a: string c1..c1"]);
});
