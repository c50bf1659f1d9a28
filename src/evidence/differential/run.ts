/**
 * `npm run compare:libraries -- --pairs 5000 --seed 1`: compares what the checker says of random pairs of schemas with what
 * libraries read. Python takes part where its protobuf is installed.
 */
import { parseArgs } from "node:util";
import { compareWith, type Disagreement } from "./differential.js";
import { protobufEs } from "./libraries/protobuf-es.js";
import { protobufJs } from "./libraries/protobufjs.js";
import { python } from "./libraries/python.js";

const { values } = parseArgs({
  options: { pairs: { type: "string", default: "2000" }, seed: { type: "string", default: "1" } },
});
const installed = python();
const libraries = [protobufEs, protobufJs, ...(installed ? [installed] : [])];
const { pairs, hurt, refused, unsafe, silent, notShown } = compareWith(
  libraries,
  Number(values.pairs),
  Number(values.seed),
);

for (const { name, version } of libraries) console.log(`${name} ${version}`);
console.log(`${pairs} pairs, ${hurt} hurt, ${silent.length} of them silent`);
console.log(`${refused} times a library refused a schema`);
console.log(`${unsafe} unsafe findings on fields, ${notShown.length} of them shown by no library`);
show("Silent", silent);
show("Not shown", notShown);

function show(title: string, disagreements: readonly Disagreement[]): void {
  for (const { step, before, after, because } of disagreements.slice(0, 40)) {
    console.log(`\n# ${title}: ${step}\n${because}\n${changedLines(before, after)}`);
  }
}

function changedLines(before: string, after: string): string {
  const [old, now] = [before.split("\n"), after.split("\n")];
  const gone = old.filter((line) => !now.includes(line)).map((line) => `- ${line}`);
  const fresh = now.filter((line) => !old.includes(line)).map((line) => `+ ${line}`);
  const rest = now
    .filter((line) => old.includes(line))
    .slice(-8)
    .map((line) => `  ${line}`);
  return [...gone, ...fresh, ...rest].join("\n");
}
