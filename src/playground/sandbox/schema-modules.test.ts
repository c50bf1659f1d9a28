import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import {
  create,
  type DescFile,
  type DescMessage,
  fromBinary,
  type JsonObject,
  toBinary,
  toJson,
} from "@bufbuild/protobuf";
import { FileDescriptorProtoSchema, TimestampSchema } from "@bufbuild/protobuf/wkt";
import { ReadError } from "@grpc-evolution/engine/schema/read-error.js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { SourceFile } from "../../content/source-file.js";
import { compileExamples, compileSchemas } from "../../evidence/examples/compile.js";
import { findExamples, importedProtos } from "../../evidence/examples/example.js";
import { root } from "../../root.js";
import { someOf } from "../../testing/thorough.js";
import { schemaModules } from "./schema-modules.js";

type Exports = Record<string, { kind?: string; typeName?: string; proto?: unknown }>;

function read(folder: string, names: string[]): SourceFile[] {
  return names.map((name) => ({ name, text: readFileSync(path.join(root, folder, name), "utf8") }));
}

async function generated(folder: string, proto: string): Promise<Exports> {
  const file = path.join(root, folder, proto.replace(/\.proto$/, "_pb.ts"));
  return { ...(await import(pathToFileURL(file).href)) };
}

/** What can be compared of an export: descriptors by what they describe, enums as they are. */
function summary(exports: Exports): Record<string, unknown> {
  const entries = Object.entries(exports).map(([name, value]) => {
    if (value.kind === "file") {
      const { proto } = value as unknown as DescFile;
      return [name, withoutRules(toJson(FileDescriptorProtoSchema, proto) as JsonObject)];
    }
    return [name, value.kind ? `${value.kind} ${value.typeName}` : value];
  });
  return Object.fromEntries(entries.sort());
}

/** Here nobody evaluates the options of protovalidate, so that they and their file are left out. */
function withoutRules({ dependency, ...file }: JsonObject): JsonObject {
  const others = (dependency as string[] | undefined)?.filter((each) => !each.startsWith("buf/validate/"));
  const plain = JSON.parse(
    JSON.stringify(file).replaceAll('"options":{},', "").replaceAll(',"options":{}', ""),
  );
  return { ...plain, ...(others?.length ? { dependency: others } : {}) };
}

describe("what protoc-gen-es generates", () => {
  const jobs = findExamples().flatMap((example) =>
    importedProtos(example).map((proto) => ({ folder: example.folder, protos: example.protos, proto })),
  );

  beforeAll(() => compileExamples(), 60_000);

  test.each(someOf(jobs, 5))("$folder/$proto", async ({ folder, protos, proto }) => {
    const made = schemaModules(read(folder, protos))(proto) as Exports;
    expect(summary(made)).toEqual(summary(await generated(folder, proto)));
  });
});

describe("names and imports that no example has", () => {
  const common = `syntax = "proto3";
package acme.common;
message Id { string text = 1; }
`;
  const names = `syntax = "proto2";
package acme.names;
import "common.proto";
import "google/protobuf/timestamp.proto";
message Object { optional string constructor = 1; extensions 100 to 200; }
message A { message B { enum C { X = 0; Y = 1; } optional C c = 1; } optional B b = 1; }
message A_B {}
message Uses { optional acme.common.Id id = 1; optional google.protobuf.Timestamp at = 2; }
message Foo {}
message FooSchema {}
message Bar { optional Foo foo = 1; map<string, A> by_name = 2; }
enum State { STATE_UNSPECIFIED = 0; STATE_ON = 1; STATE_RUNNING = 1; option allow_alias = true; }
extend Object { optional string note = 100; }
message string {}
service Foo_ { rpc Get(Foo) returns (Bar); rpc Watch(Foo) returns (stream Bar); }
service delete { rpc Do(Foo) returns (Foo); }
`;
  const files = [
    { name: "common.proto", text: common },
    { name: "names.proto", text: names },
  ];
  let folder: string;

  beforeAll(async () => {
    mkdirSync(path.join(root, ".cache"), { recursive: true });
    folder = path.relative(root, mkdtempSync(path.join(root, ".cache", "names-")));
    for (const { name, text } of files) writeFileSync(path.join(root, folder, name), text);
    await compileSchemas(files.map(({ name }) => ({ folder, proto: name })));
  });

  afterAll(() => rmSync(path.join(root, folder), { recursive: true, force: true }));

  test("are generated as protoc-gen-es does", async () => {
    const made = schemaModules(files);
    for (const { name } of files) {
      expect(summary(made(name) as Exports)).toEqual(summary(await generated(folder, name)));
    }
  });

  test("types of imported schemas are the ones that their own modules export", () => {
    const made = schemaModules(files);
    const { UsesSchema } = made("names.proto") as { UsesSchema: DescMessage };
    expect(UsesSchema.field.id?.message).toBe(made("common.proto").IdSchema);
    expect(UsesSchema.field.at?.message).toBe(TimestampSchema);
    const message = create(UsesSchema, { id: { text: "c1" }, at: { seconds: 7n } });
    expect(fromBinary(UsesSchema, toBinary(UsesSchema, message))).toEqual(message);
  });
});

test("a schema that cannot be read is an error at its place, others are not concerned", () => {
  const made = schemaModules([
    { name: "good.proto", text: 'syntax = "proto3";\nmessage A {}\n' },
    { name: "bad.proto", text: 'syntax = "proto3";\nmessage A { string a = 1; string b = 1; }\n' },
  ]);
  expect(Object.keys(made("good.proto"))).toEqual(["file_good", "ASchema"]);
  expect(() => made("bad.proto")).toThrow(ReadError);
  expect(() => made("bad.proto")).toThrow(/^bad\.proto:2:38: field number 1 is used twice/);
});
