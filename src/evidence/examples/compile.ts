import { execFile } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { fromBinary } from "@bufbuild/protobuf";
import { type FileDescriptorProto, FileDescriptorSetSchema } from "@bufbuild/protobuf/wkt";
import { root } from "../../root.js";
import { buf, bufEnvironment } from "../buf/buf.js";
import { importsRules, writeRules } from "../buf/imports.js";
import { type Example, ExampleError, findExamples, importedProtos } from "./example.js";
import { forEachParallel } from "./parallel.js";

const run = promisify(execFile);

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
  const generated = generatedFile(path.join(root, folder), proto);
  return !existsSync(generated) || statSync(generated).mtimeMs < statSync(source).mtimeMs;
}

async function compile({ folder, proto }: Job): Promise<void> {
  try {
    const place = path.join(root, folder);
    const isRuled = importsRules(readFileSync(path.join(place, proto), "utf8"));
    const files = await (isRuled ? describeWithRules(place, proto) : describe(place, proto));
    // It brings a compiler along, which takes longer to load than a look at what is up to date.
    const { generatedCode } = await import("./generated-code.js");
    writeFileSync(generatedFile(place, proto), generatedCode(files, proto));
  } catch (error) {
    const complaint = (error as { stderr?: Buffer }).stderr?.toString().trim();
    throw new ExampleError(`${folder}/${proto} does not compile. buf says: ${complaint || error}`);
  }
}

/** A schema and what it imports, as buf describes them, comments included. */
async function describe(place: string, proto: string): Promise<FileDescriptorProto[]> {
  const { stdout } = await run(buf, ["build", proto, "--as-file-descriptor-set", "-o", "-"], {
    cwd: place,
    env: bufEnvironment,
    encoding: "buffer",
  });
  return fromBinary(FileDescriptorSetSchema, stdout).file;
}

/** buf finds what a schema imports beside it: there nothing is added for good. */
async function describeWithRules(place: string, proto: string): Promise<FileDescriptorProto[]> {
  const folder = mkdtempSync(path.join(tmpdir(), "example-"));
  try {
    copyFileSync(path.join(place, proto), path.join(folder, proto));
    writeRules(folder);
    return await describe(folder, proto);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function generatedFile(folder: string, proto: string): string {
  return path.join(folder, proto.replace(/\.proto$/, "_pb.ts"));
}
