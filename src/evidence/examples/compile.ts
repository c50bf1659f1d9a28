import { execFile } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { root } from "../../root.js";
import { buf } from "../buf/buf.js";
import { type Example, ExampleError, findExamples, importedProtos } from "./example.js";
import { forEachParallel } from "./parallel.js";

const run = promisify(execFile);

/** What buf is told: protobuf-es code in TypeScript, written beside the schema. */
const template = JSON.stringify({
  version: "v2",
  plugins: [
    {
      local: path.join(root, "node_modules", ".bin", "protoc-gen-es"),
      out: ".",
      opt: ["target=ts", "import_extension=js"],
    },
  ],
});

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
    await run(buf, ["generate", proto, "--template", template], { cwd: path.join(root, folder) });
  } catch (error) {
    const complaint = (error as { stderr?: string }).stderr?.trim();
    throw new ExampleError(`${folder}/${proto} does not compile. buf says: ${complaint || error}`);
  }
}
