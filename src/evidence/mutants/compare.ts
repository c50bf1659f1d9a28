import { parseArgs } from "node:util";
import { compareMutants } from "./mutants.js";

const { values } = parseArgs({
  options: { count: { type: "string", default: "2000" }, seed: { type: "string", default: "1" } },
});
const { compared, refused, disagreements } = compareMutants(Number(values.count), Number(values.seed));
for (const { text, own, buf } of disagreements) {
  console.log(`--- this reader: ${own || "accepted"}\n--- buf: ${buf || "accepted"}\n${text}\n`);
}
const agreed = compared - disagreements.length;
console.log(
  `${compared} texts, ${refused} refused by buf: ${agreed} equal (${((100 * agreed) / compared).toFixed(2)} %).`,
);
