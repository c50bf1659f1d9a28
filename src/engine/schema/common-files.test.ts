import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { file_buf_validate_validate } from "@bufbuild/protovalidate/gen/buf/validate/validate_pb.js";
import { beforeEach, describe, expect, test } from "vitest";
import { root } from "../../root.js";
import { declarationsOfFile } from "../identity/of-file.js";
import { withoutScope } from "../identity/type-text.js";
import type { FileNode } from "./ast.js";
import { commonFile, provideCommonFiles } from "./common-files.js";
import { commonSources } from "./common-sources.js";
import { describeFiles } from "./descriptor.js";
import { parseProto } from "./parse.js";
import { type Reading, readFiles } from "./read.js";
import { schemaRegistry } from "./registry.js";
import { nameOfType } from "./schema.js";
import { countUnimported } from "./unimported-types.js";

beforeEach(() => provideCommonFiles(commonSources));

const text = (imports: readonly string[], body: string) =>
  `syntax = "proto3"; package shop; ${imports.map((each) => `import "${each}";`).join(" ")} ${body}`;

function read(imports: string[], body: string, others: Record<string, string> = {}): Reading {
  const files = { "shop.proto": text(imports, body), ...others };
  return readFiles(Object.entries(files).map(([path, text]) => ({ path, text })));
}

function typesIn({ schema }: Reading): string[] {
  return (schema.messages.get("shop.Order")?.fields ?? []).map(
    ({ type, presence }) => `${type.kind} ${nameOfType(type)} ${presence}`,
  );
}

/** The paths of the files that a package of Google publishes below a folder. */
function published(folder: string): string[] {
  const names = readdirSync(path.join(root, "node_modules/google-proto-files", folder), { recursive: true });
  return names.map((name) => `${folder}/${name}`).filter((name) => name.endsWith(".proto"));
}

const common = [
  ...published("google/type"),
  ...published("google/rpc"),
  ...published("google/api").filter((name) => name.split("/").length === 3),
  "buf/validate/validate.proto",
];

describe("types of common files", () => {
  test("resolve where an import names their file, and tell what they are", () => {
    const reading = read(
      ["google/type/money.proto", "google/type/month.proto", "google/rpc/status.proto"],
      `message Order { google.type.Money price = 1; google.type.Month month = 2; map<string, google.rpc.Status> by = 3;
       repeated google.type.Month months = 4; }`,
    );
    expect(reading.problems).toEqual([]);
    expect(typesIn(reading)).toEqual([
      "message google.type.Money explicit",
      "enum google.type.Month implicit",
      "map map<string, google.rpc.Status> none",
      "enum google.type.Month none",
    ]);
  });

  test("are not judged, and are there only where they are imported", () => {
    const body = "message Order { google.type.Money price = 1; }";
    const { schema } = read(["google/type/money.proto"], body);
    expect(schema.files.map(({ path, isJudged }) => `${path} ${isJudged}`)).toEqual([
      "shop.proto true",
      "google/type/money.proto false",
    ]);
    const without = read(["elsewhere.proto"], body);
    expect(typesIn(without)).toEqual(["unknown google.type.Money explicit"]);
    expect(without.common).toEqual([]);
  });

  test("come with what their files import", () => {
    const { common: files } = read(
      ["google/rpc/context/audit_context.proto", "google/api/annotations.proto"],
      "",
    );
    expect(files.map(({ path }) => path)).toEqual([
      "google/rpc/context/audit_context.proto",
      "google/api/annotations.proto",
      "google/api/http.proto",
    ]);
  });

  test.each(["google/type/money.proto", "third_party/googleapis/google/type/money.proto"])(
    "give way to a file of the protocol itself at %s",
    (own) => {
      const reading = read(["google/type/money.proto"], "message Order { google.type.Money price = 1; }", {
        [own]: 'syntax = "proto3"; package google.type; message Money { string own = 1; }',
      });
      expect(reading.common).toEqual([]);
      expect(reading.schema.messages.get("google.type.Money")).toMatchObject({ file: own });
    },
  );

  test("are not at hand where nobody provides them", () => {
    provideCommonFiles(() => new Map());
    const reading = read(["google/type/money.proto"], "message Order { google.type.Money price = 1; }");
    expect(reading.common).toEqual([]);
    expect(typesIn(reading)).toEqual(["unknown google.type.Money explicit"]);
  });

  test("have to be imported by whoever writes their name", () => {
    const missing = (imports: string[]) =>
      countUnimported(
        read(imports, "message Order { google.type.Money price = 1; }").parsed,
        new Set(["shop.proto"]),
      );
    expect(missing(["google/type/money.proto"])).toBe(0);
    expect(missing(["google/type/date.proto"])).toBe(1);
    expect(missing([])).toBe(1);
  });

  test("that a newer release may have are no problem", () => {
    const { problems } = read(["google/type/money.proto"], "message Order { google.type.Stamp stamp = 1; }");
    expect(problems).toEqual([]);
  });

  test("encode", () => {
    const reading = read(["google/type/money.proto"], "message Order { google.type.Money price = 1; }");
    const money = schemaRegistry(describeFiles(reading)).getMessage("google.type.Money");
    expect(money?.fields.map(({ name, number }) => `${number} ${name}`)).toEqual([
      "1 currency_code",
      "2 units",
      "3 nanos",
    ]);
  });
});

test("every file that is published is there, and compiles with all of its types", () => {
  expect(common.length).toBeGreaterThan(50);
  const reading = read(common, "");
  expect(reading.common.map(({ path }) => path).sort()).toEqual([...common].sort());
  const { schema } = reading;
  const unresolved = [...schema.messages.values()].flatMap(({ fields }) =>
    fields.filter(({ type }) => type.kind === "unknown").map(({ fullName }) => fullName),
  );
  expect(unresolved).toEqual([]);
  schemaRegistry(describeFiles(reading));
});

/** All members and extensions of a file, one line each; types without the scopes around them. */
function linesOf(file: FileNode): string[] {
  const members = declarationsOfFile(file).types.flatMap(({ name, members, reserved }) => [
    ...members.map((member) => `${name} ${member.number} ${member.name} ${withoutScope(member.type)}`),
    ...reserved.map((each) => `${name} ${each}`),
  ]);
  const extensions = file.extends.flatMap(({ extendee, fields }) =>
    fields.map(
      ({ number, name, type }) => `${withoutScope(extendee)} ${number} ${name} ${withoutScope(type)}`,
    ),
  );
  return [...members, ...extensions].sort();
}

test.each(common.filter((each) => each.startsWith("google/")))("%s declares what its text does", (name) => {
  const source = readFileSync(path.join(root, "node_modules/google-proto-files", name), "utf8");
  expect(linesOf(commonFile(name)?.file as FileNode)).toEqual(linesOf(parseProto(source).file));
});

test("buf/validate declares what its package does", () => {
  const names = file_buf_validate_validate.messages.map(({ name }) => name);
  const file = commonFile("buf/validate/validate.proto")?.file;
  expect(file?.messages.map(({ name }) => name)).toEqual(names);
  expect(file?.extends.map(({ extendee }) => extendee)).toHaveLength(4);
});
