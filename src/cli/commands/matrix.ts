import type { Cell, Grid, MatrixReport } from "@grpc-evolution/engine/report/matrix.js";
import { githubLimit, matrixGithub } from "@grpc-evolution/engine/report/matrix-github.js";
import { matrixJson, type RefCommits } from "@grpc-evolution/engine/report/matrix-json.js";
import { matrixMarkdown } from "@grpc-evolution/engine/report/matrix-markdown.js";
import { cellsOf, remarksIn } from "@grpc-evolution/engine/report/matrix-sentences.js";
import { matrixText } from "@grpc-evolution/engine/report/matrix-text.js";
import { git, tryGit } from "../git/git.js";
import { isShallow, peel, refuseShallow } from "../git/refs.js";
import { splitCommand } from "../matrix/command.js";
import { newerMajorText } from "../matrix/newer-major.js";
import { type MatrixOptions, type RunOptions, runOptionsOf } from "../matrix/options.js";
import { type PublishedPairs, planGrids } from "../matrix/plan.js";
import { refsOf } from "../matrix/results.js";
import { runAll } from "../matrix/run-all.js";
import { type Configuration, loadConfiguration } from "../project/configuration.js";
import { type KnownRelease, knownReleases } from "../project/configured-releases.js";
import { leadingTo } from "../project/leading-to.js";
import { refuseNoWindow } from "../project/no-window.js";
import { openRepository } from "../project/project.js";
import { pastOf, timelineOf } from "../project/releases.js";
import { pairsAt } from "../project/windows-at.js";
import { notesFor, wantsColor, writeOutput } from "../terminal/terminal.js";
import { UserError } from "../terminal/user-error.js";

/** `matrix`: shows who may talk to whom; with `--run` it also finds out who does. */
export async function runMatrix(options: MatrixOptions): Promise<void> {
  const runOptions = runOptionsOf(options);
  const configuration = loadConfiguration(process.cwd(), options.config);
  refuseNoWindow(configuration);
  const releases = await releasesOf(configuration);
  const published = await publishedPairs(configuration, releases);
  const grids = planGrids(configuration.components, releases, options, published);
  if (cellsOf(grids).some((cell) => refsOf(cell).includes("HEAD"))) {
    await refuseOtherLine(configuration, options.release as string);
  }
  const remark = newerMajorText(grids, options.release, releases);
  const report: MatrixReport = {
    grids,
    executed: runOptions !== null,
    remarks: remark === null ? [] : [remark],
  };
  if (runOptions === null) show(report, options);
  else await execute(report, runOptions, options);
}

/** A shallow clone may lack tags, and a matrix without their releases would look complete. */
async function releasesOf(configuration: Configuration): Promise<KnownRelease[]> {
  const folder = process.cwd();
  if (!Array.isArray(configuration.releases)) refuseShallow({ shallow: await isShallow(folder) });
  return knownReleases(configuration, folder);
}

/** Read at the newest tag of each release, which is what its pairs run with. A list of releases needs no repository. */
async function publishedPairs(
  configuration: Configuration,
  releases: readonly KnownRelease[],
): Promise<PublishedPairs> {
  if (!(await isRepository())) return new Map();
  const tags = releases.map(({ newest }) => `refs/tags/${newest}`);
  const declared = await pairsAt(configuration, tags);
  return new Map(releases.map(({ name }, at) => [name, declared[at] ?? null]));
}

/** A release without a tag is built from `HEAD`, so that has to lead to it. A list of releases needs no repository. */
async function refuseOtherLine(configuration: Configuration, release: string): Promise<void> {
  if (!(await isRepository())) return;
  const { root, tagged, main } = await openRepository(configuration, notesFor(true), false);
  const [commit] = await peel(root, ["HEAD"]);
  if (!commit) return;
  leadingTo(timelineOf(tagged, commit, await pastOf(root, tagged, commit, main), false), release);
}

async function isRepository(): Promise<boolean> {
  return (await tryGit(process.cwd(), ["rev-parse", "--git-dir"])).status === 0;
}

async function execute(report: MatrixReport, runOptions: RunOptions, options: MatrixOptions): Promise<void> {
  const words = splitCommand(runOptions.command);
  const cells = wantedCells(report.grids, options);
  const refs = [...new Set(cells.flatMap(refsOf))];
  const notes = notesFor(options.quiet);
  const isEdited = refs.includes("HEAD") && (await hasEdits());
  if (isEdited) {
    const remark = `${options.release} is tested as HEAD has it, and edited files have more: commit them to test that.`;
    report.remarks.push(remark);
    notes.say(remark);
  }
  const commits = await commitsOf(refs, isEdited);
  await runAll(report, cells, words, commits, runOptions, notes);
  const failed = cells.some(({ supported, result }) => supported && result !== "passed");
  process.exitCode = failed ? 1 : 0;
  show(report, options);
  refuseInterrupted(cells);
}

/**
 * What these tags name, and `HEAD` where everything is committed. A list of releases needs no repository, and
 * then nothing names a commit.
 */
async function commitsOf(refs: readonly string[], isEdited: boolean): Promise<RefCommits> {
  const folder = process.cwd();
  const hasCommits = await isRepository();
  const names = refs.map((ref) => (ref === "HEAD" ? ref : `refs/tags/${ref}`));
  const commits = hasCommits ? await peel(folder, names) : [];
  return Object.fromEntries(
    refs.map((ref, index) => [ref, ref === "HEAD" && isEdited ? null : (commits[index] ?? null)]),
  );
}

/** Whether a file that git knows is not as it was committed. */
async function hasEdits(): Promise<boolean> {
  if (!(await isRepository())) return false;
  return (await git(process.cwd(), ["status", "--porcelain", "--untracked-files=no"])) !== "";
}

function wantedCells(grids: Grid[], { includeUnsupported }: MatrixOptions): Cell[] {
  return cellsOf(grids).filter(({ supported }) => supported || includeUnsupported);
}

function show(report: MatrixReport, options: MatrixOptions): void {
  writeOutput(format(report, options), options.output);
}

function format(report: MatrixReport, options: MatrixOptions): string {
  switch (options.format) {
    case "text":
      return matrixText(report, wantsColor(options.color, options.output));
    case "json":
      return matrixJson(report);
    case "markdown":
      return matrixMarkdown(report);
    case "github":
      // The line is for the workflow alone.
      for (const remark of remarksIn(report)) notesFor(options.quiet).say(remark);
      return matrixGithub(refuseTooManyJobs(wantedCells(report.grids, options)));
  }
}

function refuseTooManyJobs(cells: Cell[]): Cell[] {
  if (cells.length <= githubLimit) return cells;
  throw new UserError(
    `These are ${cells.length} jobs; GitHub makes at most ${githubLimit} of a matrix.`,
    "Ask for fewer pairs with --release X.Y or --sample.",
  );
}

function refuseInterrupted(cells: readonly Cell[]): void {
  const ran = cells.filter(({ result }) => result !== null).length;
  if (ran === cells.length) return;
  throw new UserError(
    `Interrupted: ${ran} of ${cells.length} pairs ran.`,
    "The same call goes on with the rest.",
  );
}
