import { execFile } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { type Example, ExampleError, findExamples, importedProtos, root } from "./example.js";
import { forEachParallel } from "./parallel.js";

const run = promisify(execFile);

const bin = (name: string) => path.join(root, "node_modules", ".bin", name);

/** What buf is told: protobuf-es code in TypeScript, written beside the schema. */
const template = JSON.stringify({
  version: "v2",
  plugins: [{ local: bin("protoc-gen-es"), out: ".", opt: ["target=ts", "import_extension=js"] }],
});

/** One schema to compile. Each is compiled by itself: two releases define the same messages. */
interface Job {
  example: Example;
  proto: string;
}

/** Compiles every schema that is newer than its generated code; returns how many there were. */
export async function compileExamples(examples = findExamples()): Promise<number> {
  const jobs = examples.flatMap((example) => importedProtos(example).map((proto) => ({ example, proto })));
  const stale = jobs.filter(isStale);
  await forEachParallel(stale, compile);
  return stale.length;
}

function isStale({ example, proto }: Job): boolean {
  const source = path.join(root, example.folder, proto);
  const generated = source.replace(/\.proto$/, "_pb.ts");
  return !existsSync(generated) || statSync(generated).mtimeMs < statSync(source).mtimeMs;
}

async function compile({ example, proto }: Job): Promise<void> {
  const folder = path.join(root, example.folder);
  try {
    await run(bin("buf"), ["generate", proto, "--template", template], { cwd: folder });
  } catch (error) {
    const said = (error as { stderr?: string }).stderr?.trim();
    throw new ExampleError(`${example.folder}/${proto} does not compile. buf says: ${said || error}`);
  }
}
