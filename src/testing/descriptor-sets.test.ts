/** Descriptor sets, as buf makes them, in place of the `.proto` files that they were made of. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { create, toBinary } from "@bufbuild/protobuf";
import { FileDescriptorSetSchema } from "@bufbuild/protobuf/wkt";
import { check } from "@grpc-evolution/engine/check/check.js";
import { requestFor } from "@grpc-evolution/engine/check/request.js";
import { reporters } from "@grpc-evolution/engine/report/index.js";
import { plainLook } from "@grpc-evolution/engine/report/look.js";
import { readDescriptorSet } from "@grpc-evolution/engine/schema/descriptor-set.js";
import { readSchema, type SourceText } from "@grpc-evolution/engine/schema/read.js";
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { buf, bufEnvironment } from "../evidence/buf/buf.js";
import { findExamples, readExampleFile } from "../evidence/examples/example.js";
import { CommandFixture, protocol } from "./command.js";
import { write } from "./git.js";
import { guideByBuf, guideFolders } from "./guide-by-buf.js";
import { someRuns } from "./thorough.js";

let fixture: CommandFixture;
let folder = "";

beforeAll(() => {
  fixture = new CommandFixture();
  folder = mkdtempSync(path.join(tmpdir(), "descriptor-sets-"));
});

afterAll(() => {
  fixture.remove();
  rmSync(folder, { recursive: true, force: true });
});

/** What buf makes of the `.proto` files in a folder. */
function build(place: string, ...options: string[]): Buffer {
  return execFileSync(buf, ["build", ".", ...options, "-o", "-#format=binpb"], {
    cwd: place,
    env: bufEnvironment,
    maxBuffer: 2 ** 26,
  });
}

interface Reported {
  fix: { text: string; edits: unknown[] } | null;
}

function reportOf(before: SourceText[], after: SourceText[]): Reported[] {
  const request = requestFor({ label: "before", files: before }, { label: "after", files: after });
  return JSON.parse(reporters.json(check(request), plainLook)).findings;
}

/** Findings without their fixes: what has no text has nothing to edit. */
function withoutFixes(findings: readonly Reported[]): Reported[] {
  return findings.map((finding) => ({ ...finding, fix: null }));
}

function findingsOf(before: SourceText[], after: SourceText[]): Reported[] {
  return withoutFixes(reportOf(before, after));
}

describe("the same findings as of the texts, at the same places", () => {
  const describedExamples = findExamples().filter(({ folder }) =>
    guideFolders.has(path.relative("docs", folder)),
  );
  const pairs = describedExamples.flatMap((example) => {
    const readable = example.protos.filter((proto) => {
      const text = readExampleFile(example, proto);
      return readSchema([{ path: proto, text }]).problems.length === 0;
    });
    return readable.slice(1).map((proto, index) => ({
      name: `${example.id}: ${readable[index]} → ${proto}`,
      before: readExampleFile(example, readable[index] as string),
      after: readExampleFile(example, proto),
    }));
  });

  test("there are enough of them", () => expect(pairs.length).toBeGreaterThan(someRuns(40, 4)));

  /** By their text, as one file of this name. */
  const described = new Map<string, SourceText[]>();

  beforeAll(async () => {
    for (const { text, descriptor, imported } of await guideByBuf()) {
      if (!descriptor) continue;
      const set = create(FileDescriptorSetSchema, {
        file: [...imported, { ...descriptor, name: "schema.proto" }],
      });
      const { files } = readDescriptorSet(toBinary(FileDescriptorSetSchema, set));
      described.set(
        text,
        files.filter(({ path }) => path === "schema.proto"),
      );
    }
  });

  test.each(pairs)("$name", ({ before, after }) => {
    const texts = [before, after].map((text) => [{ path: "schema.proto", text }]) as [
      SourceText[],
      SourceText[],
    ];
    const sets = [described.get(before), described.get(after)] as [SourceText[], SourceText[]];
    const [ofSets, ofTexts] = [reportOf(...sets), reportOf(...texts)];
    expect(withoutFixes(ofSets)).toEqual(withoutFixes(ofTexts));
    const fixes = ofSets.flatMap(({ fix }) => fix ?? []);
    expect(fixes).toHaveLength(ofTexts.flatMap(({ fix }) => fix ?? []).length);
    expect(fixes.filter(({ text, edits }) => edits.length > 0 || /^\s|^$/.test(text))).toEqual([]);
  });
});

const older = protocol("  string source = 1;\n  int32 kind = 2;");
const newer = protocol("  string source = 1;\n  string driver = 2;");

describe("check between descriptor sets", () => {
  it("knows them by what is in them, and names the place in the file", async () => {
    const place = fixture.folder({ "a/agent.proto": older, "b/agent.proto": newer });
    writeFileSync(path.join(place, "before.json"), gzipSync(build(path.join(place, "a"))));
    const json = execFileSync(buf, ["build", "b", "-o", "-#format=json"], { cwd: place });
    writeFileSync(path.join(place, "after"), json);
    const { status, stdout, stderr } = await fixture.run(
      place,
      "check --before before.json --after after".split(" "),
    );
    expect({ status, stderr }).toEqual({ status: 1, stderr: "" });
    expect(stdout).toMatch(/^error {2}R1\/number-reused {2}acme\.Storage\.driver {2}agent\.proto:6:10\n/);
    const mixed = await fixture.run(place, "check --before a --after after".split(" "));
    expect(mixed.stdout.replaceAll("after", "")).toBe(stdout.replaceAll("after", ""));
  });

  it("compares a working tree with one, in place of a revision", async () => {
    const place = fixture.repository(["", { "agent.proto": newer }]);
    const set = path.join(place, ".git", "base.binpb");
    writeFileSync(set, build(place));
    const against = ["check", "--against", set];
    expect((await fixture.run(place, against)).status).toBe(0);
    write(place, { "agent.proto": older });
    const { status, stdout } = await fixture.run(place, [...against, "--no-history"]);
    expect(status).toBe(1);
    expect(stdout).toMatch(/R1\/number-reused {2}acme\.Storage\.kind/);
  });

  it("obeys the comments that allow a finding", async () => {
    const plain = 'syntax = "proto3";\npackage a;\nmessage A {\n  int32 b = 1;\n}\n';
    const added = plain.replace("\n}\n", "\n  E e = 2;\n}\n");
    const allow = "// grpc-evolution: allow R3/enum-introduced -- a closed set";
    const variants = [
      "enum E {\n  E_UNSPECIFIED = 0;\n}\n",
      `${allow}\nenum E {\n  E_UNSPECIFIED = 0;\n}\n`,
      `enum E { ${allow}\n  E_UNSPECIFIED = 0;\n}\n`,
      `/* Why. */\n\n${allow}\n\nenum E {\n  E_UNSPECIFIED = 0;\n}\n`,
    ].map((text) => `${added}${text}`);
    const reports = variants.map((text) => {
      const place = fixture.folder({ "a/a.proto": plain, "b/a.proto": text });
      const [before, after] = ["a", "b"].map(
        (name) => readDescriptorSet(build(path.join(place, name))).files,
      );
      const described = findingsOf(before as SourceText[], after as SourceText[]);
      const textual = findingsOf([{ path: "a.proto", text: plain }], [{ path: "a.proto", text }]);
      expect(described).toEqual(textual);
      return described.length;
    });
    expect(reports).toEqual([1, 0, 0, 0]);
  });

  it("resolves what buf marks as imported, and does not compare it", () => {
    const imports = 'syntax = "proto3";\nimport "google/protobuf/any.proto";\nimport "other/kind.proto";\n';
    const place = fixture.folder({
      "buf.yaml": "version: v2\nmodules:\n  - path: own\n  - path: others\n",
      "own/own.proto": `${imports}message A {\n  other.Kind kind = 1;\n  google.protobuf.Any any = 2;\n}\n`,
      "others/other/kind.proto":
        'syntax = "proto3";\npackage other;\nenum Kind {\n  KIND_UNSPECIFIED = 0;\n}\n',
    });
    const { files, resolved } = readDescriptorSet(build(path.join(place), "--path", "own/own.proto"));
    expect(files.map((file) => file.path)).toEqual(["own.proto"]);
    expect(resolved.map((file) => file.path).sort()).toEqual([
      "google/protobuf/any.proto",
      "other/kind.proto",
    ]);
    const { schema, problems } = readSchema([...files, ...resolved]);
    expect(problems).toEqual([]);
    expect(schema.messages.get("A")?.fields.map(({ type }) => type.kind)).toEqual(["enum", "message"]);
  });

  it("says in one sentence why a file is no descriptor set", async () => {
    const place = fixture.folder({
      "a/agent.proto": older,
      text: "syntax\n",
      empty: "",
      json: '{"file": 3}',
    });
    const set = build(path.join(place, "a"));
    const cases: [name: string, content: Buffer | string, message: RegExp][] = [
      ["empty", "", /^grpc-evolution: empty is empty\. Make one with "buf build/],
      ["cut", set.subarray(0, -20), /cut ends in the middle of a descriptor\./],
      ["cut.gz", gzipSync(set).subarray(0, -20), /cut\.gz is damaged: gzip cannot unpack it\./],
      ["bomb.gz", gzipSync(Buffer.alloc(65_000_000)), /bomb\.gz is larger than 64 MB unpacked\./],
      ["text", "syntax = 3;\n", /text is no descriptor set\./],
      ["json", '{"file": 3}', /json is no descriptor set in JSON\./],
      ["none.json", "{}", /none\.json has no file of a protocol in it\./],
      ["nameless", Buffer.from([0x0a, 0x00]), /nameless is no descriptor set: a file in it has no name\./],
      [
        "bad",
        Buffer.from("0a0c0a07612e70726f746f6201332d", "hex").subarray(0, 14),
        /bad cannot be read at a\.proto: /,
      ],
    ];
    for (const [name, content, message] of cases) {
      writeFileSync(path.join(place, name), content);
      const { status, stdout, stderr } = await fixture.run(place, [
        "check",
        "--before",
        "a",
        "--after",
        name,
      ]);
      expect({ name, status, stdout }).toEqual({ name, status: 2, stdout: "" });
      expect(stderr).toMatch(message);
      expect(stderr.trimEnd().split("\n").at(-1)).toMatch(message);
    }
    writeFileSync(path.join(place, "large"), "");
    truncateSync(path.join(place, "large"), 64_000_001);
    const { stderr } = await fixture.run(place, ["check", "--before", "a", "--after", "large"]);
    expect(stderr).toMatch(/large is larger than 64 MB\./);
  });
});
