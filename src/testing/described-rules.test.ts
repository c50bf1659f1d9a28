/** Options of protovalidate as buf writes them into a descriptor set: they say what the text says. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { check } from "@grpc-evolution/engine/check/check.js";
import { requestFor } from "@grpc-evolution/engine/check/request.js";
import { readDescriptorSet } from "@grpc-evolution/engine/schema/descriptor-set.js";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buf } from "../evidence/buf/buf.js";
import { writeRules } from "../evidence/buf/imports.js";
import { linesOf } from "./reported.js";

let folder = "";

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "described-rules-"));
  writeRules(folder);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const protocol = (rules: string) => `syntax = "proto3";
package acme;
import "buf/validate/validate.proto";
import "google/protobuf/duration.proto";
message Request {
  ${rules}
}
message Response {}
service Agent { rpc Call(Request) returns (Response); }
`;

const before = protocol(`
  option (buf.validate.message).cel = { id: "x" expression: "this.a != this.b" };
  option (buf.validate.message).oneof = { fields: ["a", "b"] };
  string a = 1 [(buf.validate.field).string = { min_len: 1, max_len: 64, not_in: ["é", "b"] }];
  bytes b = 2 [(buf.validate.field).bytes.prefix = "\\x00\\xff", (buf.validate.field).bytes.max_len = 9];
  google.protobuf.Duration c = 3 [(buf.validate.field).duration = { gt: { seconds: 1 nanos: 5 } }];
  repeated double d = 4 [(buf.validate.field).repeated = { items: { double: { gte: -1.5, in: [inf, 2e3] } } }];
  map<string, sint64> e = 5 [(buf.validate.field).map.values.sint64.lt = -9007199254740993];
  optional bool f = 6 [(buf.validate.field).ignore = IGNORE_ALWAYS, (buf.validate.field).bool.const = true];
  oneof choice { option (buf.validate.oneof).required = true; string g = 7; uint64 h = 8; }
`);

const after = before
  .replace("max_len: 64", "max_len: 32")
  .replace('prefix = "\\x00\\xff"', 'prefix = "\\x00"')
  .replace("nanos: 5", "nanos: 6")
  .replace("2e3", "2000.5")
  .replace("-9007199254740993", "-9007199254740992")
  .replace("(buf.validate.field).ignore = IGNORE_ALWAYS, ", "")
  .replace("option (buf.validate.oneof).required = true;", "")
  .replace("this.a != this.b", "true");

const expected = [
  "R4/constraint-changed warning acme.Request",
  "R4/constraint-loosened warning acme.Request",
  "R4/constraint-tightened warning acme.Request.a",
  "R4/constraint-loosened warning acme.Request.b",
  "R4/constraint-tightened warning acme.Request.c",
  "R4/constraint-changed warning acme.Request.d",
  "R4/constraint-loosened warning acme.Request.e",
  "R4/constraint-tightened warning acme.Request.f",
];

function fromText(text: string) {
  return { files: [{ path: "acme.proto", text }] };
}

function fromSet(text: string, format: "binpb" | "json", ...options: string[]) {
  writeFileSync(path.join(folder, "acme.proto"), text);
  const args = ["build", ".", "--path", "acme.proto", ...options, "-o", `-#format=${format}`];
  return readDescriptorSet(execFileSync(buf, args, { cwd: folder }));
}

function linesBetween(older: ReturnType<typeof fromText>, newer: ReturnType<typeof fromText>): string[] {
  const { findings } = check(requestFor({ label: "1", ...older }, { label: "2", ...newer }));
  return linesOf(findings).sort();
}

const ways = {
  text: fromText,
  binary: (text: string) => fromSet(text, "binpb"),
  JSON: (text: string) => fromSet(text, "json"),
  "JSON without imports": (text: string) => fromSet(text, "json", "--exclude-imports"),
};

test.each(Object.entries(ways))(
  "the rules that changed are found, whatever they are read from: %s",
  (_, read) => {
    expect(linesBetween(read(before), read(after))).toEqual([...expected].sort());
  },
);

test.each(Object.entries(ways))("a text and a set of the same rules accept the same: %s", (_, read) => {
  expect(linesBetween(fromText(before), read(before))).toEqual([]);
  expect(linesBetween(read(after), fromText(after))).toEqual([]);
});
