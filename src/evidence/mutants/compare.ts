import { parseArgs } from "node:util";
import { compareMutants } from "./mutants.js";

const { values } = parseArgs({
  options: { count: { type: "string", default: "2000" }, seed: { type: "string", default: "1" } },
});
const { compared, refused, disagreements } = compareMutants(Number(values.count), Number(values.seed));
for (const { text, own, buf, because } of disagreements) {
  const said = [`this reader: ${own || "accepted"}`, `buf: ${buf || "accepted"}`, because ?? "not explained"];
  console.log(`${said.map((line) => `--- ${line}`).join("\n")}\n${because ? "" : `${text}\n`}`);
}
const explained = disagreements.filter(({ because }) => because !== null).length;
const agreed = compared - disagreements.length;
const share = ((100 * agreed) / compared).toFixed(2);
console.log(
  `${compared} texts, ${refused} refused by buf: ${agreed} equal (${share} %), ${explained} explained.`,
);
process.exitCode = agreed + explained < compared ? 1 : 0;
