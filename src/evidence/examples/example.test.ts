import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { root } from "../../root.js";
import { compileExamples } from "./compile.js";
import { type Example, ExampleError, findExample, findExamples, readExampleFile } from "./example.js";
import { runExample } from "./run.js";

// cspell:ignore reus
/** Examples that are wrong on purpose, in a folder of their own below the root, so that they find the packages. */
let docs: string;

beforeAll(() => {
  mkdirSync(path.join(root, ".cache"), { recursive: true });
  docs = mkdtempSync(path.join(root, ".cache", "examples-"));
});

afterAll(() => rmSync(docs, { recursive: true, force: true }));

function write(name: string, files: Record<string, string>): Example {
  const folder = path.join(docs, "r9-page", "examples", name);
  mkdirSync(folder, { recursive: true });
  for (const [file, text] of Object.entries(files)) writeFileSync(path.join(folder, file), text);
  return findExample(`r9/${name}`, findExamples(docs));
}

describe("an example that cannot run is an error that names the file", () => {
  it("unknown name", () => {
    expect(() => findExample("r1/reus")).toThrow(
      /There is no example "r1\/reus"\. Did you mean r1\/decode-error,.*r1\/reuse/,
    );
    expect(() => findExample("reuse")).toThrow(/Did you mean r1\/reuse\?/);
    expect(() => findExample("../../etc")).toThrow(ExampleError);
  });

  it("missing .proto", async () => {
    const example = write("no-proto", {
      "example.ts": `import { A } from "./before_pb.js";\nconsole.log(A);\n`,
    });
    const message =
      /no-proto\/example\.ts imports \.\/before_pb\.js, but .*no-proto\/before\.proto is missing/;
    await expect(compileExamples([example])).rejects.toThrow(message);
    await expect(runExample(example)).rejects.toThrow(message);
  });

  it("missing program, missing output", async () => {
    const example = write("empty", { "before.proto": "" });
    await expect(runExample(example)).rejects.toThrow(/empty\/example\.ts is missing/);
    expect(() => readExampleFile(example, "output.txt")).toThrow(
      /output\.txt is missing\. "npm run example:record"/,
    );
  });

  it("a .proto that does not compile", async () => {
    const example = write("broken-proto", {
      "before.proto": `syntax = "proto3";\nmessage M { string a = 1; string b = 1; }\n`,
      "example.ts": `import { MSchema } from "./before_pb.js";\nconsole.log(MSchema);\n`,
    });
    await expect(compileExamples([example])).rejects.toThrow(
      /broken-proto\/before\.proto does not compile\. buf says: before\.proto:2:/,
    );
  });

  it("a program that throws", async () => {
    const example = write("throws", {
      "example.ts": `console.log("so far");\nthrow new Error("on purpose");\n`,
    });
    const error: Error = await runExample(example).then(
      () => expect.unreachable(),
      (reason) => reason,
    );
    expect(error).toBeInstanceOf(ExampleError);
    expect(error.message).toMatch(/throws\/example\.ts failed:/);
    expect(error.message).toMatch(/throws\/example\.ts:2/);
    expect(error.message).toMatch(/on purpose/);
    expect(error.message).toMatch(/It had printed:\nso far/);
    expect(error.message).not.toContain("node_modules");
    expect(error.message).not.toContain(root);
  });

  it("a program that hangs, or prints without end", async () => {
    const hangs = write("hangs", { "example.ts": `setInterval(() => {}, 1000);\n` });
    await expect(runExample(hangs, 1500)).rejects.toThrow(
      /hangs\/example\.ts did not end within 1\.5 s and was stopped/,
    );
    const forever = `for (;;) {\n  console.log("x".repeat(1000));\n  await new Promise(setImmediate);\n}\n`;
    const floods = write("floods", { "example.ts": forever });
    await expect(runExample(floods, 25_000)).rejects.toThrow(
      /floods\/example\.ts printed more than 100000 characters/,
    );
  });
});
