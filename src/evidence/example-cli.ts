/** `npm run example`: lists the examples, runs one, or records what they print. */
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { root } from "../root.js";
import { demoSchemas } from "./demo/files.js";
import { compileExamples, compileSchemas } from "./examples/compile.js";
import { type Example, ExampleError, findExample, findExamples } from "./examples/example.js";
import { runExample } from "./examples/run.js";

const usage = `npm run example                    lists the examples
npm run example -- r1/reuse        runs one
npm run example:record             runs all and records what they print
npm run example:record -- r1/reuse records one`;

async function main(args: string[]): Promise<void> {
  if (args.includes("--help") || args.includes("-h")) return console.log(usage);
  if (args[0] === "--compile") return compileAll();
  const record = args[0] === "--record";
  const ids = record ? args.slice(1) : args;
  if (ids.length === 0 && !record) return list(findExamples());
  const chosen = ids.length > 0 ? ids.map((id) => findExample(id)) : findExamples();
  await compileExamples(chosen);
  for (const example of chosen) {
    const printed = await runExample(example);
    if (record) writeRecord(example, printed);
    else process.stdout.write(printed);
  }
}

function list(examples: Example[]): void {
  const width = Math.max(...examples.map((example) => example.id.length));
  for (const example of examples) console.log(`${example.id.padEnd(width)}  ${purpose(example)}`);
  console.log(`\n${examples.length} examples. Run one: npm run example -- ${examples[0]?.id}`);
}

/** The first comment line of the program says what it shows. */
function purpose(example: Example): string {
  const program = readFileSync(path.join(root, example.folder, "example.ts"), "utf8");
  return /^\/\/ (.*)/.exec(program)?.[1] ?? "";
}

function writeRecord(example: Example, printed: string): void {
  writeFileSync(path.join(root, example.folder, "output.txt"), printed);
  console.error(`recorded ${example.folder}/output.txt`);
}

async function compileAll(): Promise<void> {
  const count = (await compileExamples()) + (await compileSchemas(demoSchemas()));
  if (count > 0) console.error(`Compiled ${count} schema${count === 1 ? "" : "s"} of the examples.`);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  if (!(error instanceof ExampleError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
});
