/**
 * Runs scripts of package.json, as many at once as there are processors, and prints what each said when it ends:
 *
 *   node src/tools/setup/at-once.mjs check:format check:types
 *
 * All of them run to their end, so that one run shows everything that is wrong. Fails where one fails.
 */
import { spawn } from "node:child_process";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const waiting = process.argv.slice(2);
const failed = [];

await Promise.all(Array.from({ length: availableParallelism() }, runNext));
if (failed.length > 0) console.error(`Failed: ${failed.join(", ")}`);
process.exitCode = failed.length > 0 ? 1 : 0;

async function runNext() {
  for (let script = waiting.shift(); script !== undefined; script = waiting.shift()) {
    const { status, output } = await run(script);
    process.stdout.write(`\n[${script}] ${status === 0 ? "passed" : "failed"}\n${output}`);
    if (status !== 0) failed.push(script);
  }
}

function run(script) {
  return new Promise((resolve) => {
    // The shell finds npm under the name that it has on Windows.
    const child = spawn(`npm run --silent ${script}`, { cwd: root, shell: true });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text) => {
        output += text;
      });
    }
    child.on("close", (status) => resolve({ status, output }));
  });
}
