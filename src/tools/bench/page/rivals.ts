import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { root } from "../../../root.js";
import { run } from "../run.js";

/** Runs an example in a terminal. Returns the milliseconds from the start of the command to its end. */
export async function exampleInTerminal(id: string): Promise<number> {
  const { seconds } = await run("npm", ["run", "--silent", "example", "--", id], root);
  return seconds * 1000;
}

/** Writes two versions of a schema into a folder, for programs that read files. */
export async function writeVersions(folder: string, before: string, after: string): Promise<void> {
  for (const [version, text] of Object.entries({ before, after })) {
    await mkdir(path.join(folder, version), { recursive: true });
    await writeFile(path.join(folder, version, "schema.proto"), text);
  }
}

/** Compares the versions in a folder with `buf breaking`. Returns its milliseconds; 100 is its status for findings. */
export async function bufBreaking(folder: string): Promise<number> {
  const program = path.join(root, "node_modules/.bin/buf");
  const { seconds } = await run(program, ["breaking", "after", "--against", "before"], folder, [100]);
  return seconds * 1000;
}
