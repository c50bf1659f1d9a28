/** The program that the benchmark measures: reads the whole history of the folder that it is called with. */
import { readHistory } from "../../cli/history/history.js";

const [folder = ".", cache = "no"] = process.argv.slice(2);

const ledger = await readHistory({
  folder,
  globs: ["protos/**/*.proto"],
  releases: { tags: "v*" },
  include: [],
  cache: cache === "cache",
});
const numbers = [...ledger.owners.values()].reduce((sum, owner) => sum + owner.numbers.size, 0);
// Kilobytes, whatever the platform: https://nodejs.org/docs/latest-v20.x/api/process.html#processresourceusage
const peak = process.resourceUsage().maxRSS / 1000;
console.log(JSON.stringify({ revisions: ledger.revisions, numbers, peak }));
