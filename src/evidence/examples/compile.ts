import { execFile } from "node:child_process";
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { root } from "../../root.js";
import { buf } from "../buf/buf.js";
import { importsRules, writeRules } from "../buf/imports.js";
import { type Example, ExampleError, findExamples, importedProtos } from "./example.js";
import { forEachParallel } from "./parallel.js";

const run = promisify(execFile);

/** What buf is told: protobuf-es code in TypeScript. That of protovalidate's options comes from their package. */
function templateFor(out: string): string {
  return JSON.stringify({
    version: "v2",
    plugins: [
      {
        local: path.join(root, "node_modules", ".bin", "protoc-gen-es"),
        out,
        opt: [
          "target=ts",
          "import_extension=js",
          "rewrite_imports=./buf/validate/*_pb.js:@bufbuild/protovalidate/gen",
        ],
      },
    ],
  });
}

/** One schema to compile. Each is compiled by itself: two releases define the same messages. */
export interface Job {
  /** Relative to the root. */
  folder: string;
  proto: string;
}

/** Compiles the schemas of examples; returns how many were out of date. */
export async function compileExamples(examples = findExamples()): Promise<number> {
  return compileSchemas(examples.flatMap(jobsOf));
}

/** Compiles those that are newer than their generated code; returns how many there were. */
export async function compileSchemas(jobs: Job[]): Promise<number> {
  const stale = jobs.filter(isStale);
  await forEachParallel(stale, compile);
  return stale.length;
}

function jobsOf(example: Example): Job[] {
  return importedProtos(example).map((proto) => ({ folder: example.folder, proto }));
}

function isStale({ folder, proto }: Job): boolean {
  const source = path.join(root, folder, proto);
  const generated = source.replace(/\.proto$/, "_pb.ts");
  return !existsSync(generated) || statSync(generated).mtimeMs < statSync(source).mtimeMs;
}

async function compile({ folder, proto }: Job): Promise<void> {
  try {
    const place = path.join(root, folder);
    const isRuled = importsRules(readFileSync(path.join(place, proto), "utf8"));
    await (isRuled ? generateWithRules(place, proto) : generate(place, proto, "."));
  } catch (error) {
    const complaint = (error as { stderr?: string }).stderr?.trim();
    throw new ExampleError(`${folder}/${proto} does not compile. buf says: ${complaint || error}`);
  }
}

async function generate(place: string, proto: string, out: string): Promise<void> {
  await run(buf, ["generate", proto, "--template", templateFor(out)], { cwd: place });
}

/** buf finds what a schema imports beside it: there nothing is added for good. */
async function generateWithRules(place: string, proto: string): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), "example-"));
  try {
    copyFileSync(path.join(place, proto), path.join(folder, proto));
    writeRules(folder);
    await generate(folder, proto, place);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
