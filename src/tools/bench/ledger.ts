/** The program that the benchmark measures: reads the whole history of the folder that it is called with. */
import { readRefs, repositoryState } from "../../cli/git/refs.js";
import { listReleases } from "../../cli/git/release-tags.js";
import { readHistory } from "../../cli/history/history.js";
import { defaultBranch } from "../../cli/project/target.js";

const [folder = ".", cache = "no"] = process.argv.slice(2);

const refs = await readRefs(folder);
const head = refs.commits.get("HEAD");
if (!head) throw new Error(`there is no commit in ${folder}`);
const ledger = await readHistory({
  repository: await repositoryState(folder),
  refs,
  main: defaultBranch(refs, null, {}),
  head,
  scope: { globs: ["protos/**/*.proto"], own: [], foreign: [] },
  tagged: await listReleases(folder, { tags: "v*" }),
  include: [],
  cache: cache === "cache",
});
const numbers = [...ledger.owners.values()].reduce((sum, owner) => sum + owner.numbers.size, 0);
// Kilobytes, whatever the platform: https://nodejs.org/docs/latest-v20.x/api/process.html#processresourceusage
const peak = process.resourceUsage().maxRSS / 1000;
console.log(JSON.stringify({ revisions: ledger.revisions, numbers, peak }));
