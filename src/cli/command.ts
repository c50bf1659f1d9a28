/** The command `grpc-evolution`: arguments in; output and exit status are those of this process. */

import { TooManyFindings } from "@grpc-evolution/engine/check/too-many.js";
import { formats } from "@grpc-evolution/engine/report/index.js";
import { printable, printableLines } from "@grpc-evolution/engine/report/printable.js";
import { bumpKinds } from "@grpc-evolution/engine/rules/bump-rules.js";
import { provideCommonFiles } from "@grpc-evolution/engine/schema/common-files.js";
import { commonSources } from "@grpc-evolution/engine/schema/common-sources.js";
import { Command, CommanderError, Option } from "commander";
import { runAnalysis } from "./commands/analysis.js";
import { runBump } from "./commands/bump.js";
import { runCheck } from "./commands/check.js";
import { runExplain } from "./commands/explain.js";
import { runInit } from "./commands/init.js";
import { runLedger } from "./commands/ledger.js";
import { runMatrix } from "./commands/matrix.js";
import { runReadiness } from "./commands/readiness.js";
import { matrixFormats } from "./matrix/options.js";
import { version } from "./terminal/package.js";
import { UserError } from "./terminal/user-error.js";

/** It could not do its work. 1 means that it did, and found errors. */
const couldNotWork = 2;

/** Runs the command with these arguments in the folder of this process. Never throws: what went wrong is said, and is exit status 2. */
export async function run(args: string[]): Promise<void> {
  provideCommonFiles(commonSources);
  try {
    await program().parseAsync(args, { from: "user" });
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return;
    fail(error);
  }
}

/** Says what could not be done, and why. */
export function fail(error: unknown): void {
  process.exitCode = couldNotWork;
  const line = explainFailure(error);
  if (line !== "") process.stderr.write(`grpc-evolution: ${line}\n`);
  if (process.env.GRPC_EVOLUTION_DEBUG === "1") process.stderr.write(`${stackOf(error)}\n`);
}

/** Holds the message, too, which may be of others. */
function stackOf(error: unknown): string {
  return printableLines(String(error instanceof Error ? error.stack : error)).join("\n");
}

/** One line: what is wrong, and what to do. Several where a file could not be read at several places. */
function explainFailure(error: unknown): string {
  if (error instanceof UserError || error instanceof TooManyFindings) return `${error.message} ${error.hint}`;
  if (error instanceof CommanderError) {
    // Without a command the help was printed already.
    if (error.code === "commander.help") return "";
    const text = error.message.replace(/^error: /, "").replace(/\n(?=\(Did you mean)/, " ");
    return `${printable(text)}${/[.)]$/.test(text) ? "" : "."} See "grpc-evolution --help".`;
  }
  const text = printable(error instanceof Error ? error.message : String(error));
  return `this is a defect: ${text}. Set GRPC_EVOLUTION_DEBUG=1 to see where, and report it.`;
}

function program(): Command {
  const command = new Command("grpc-evolution")
    .description("Checks changes of a gRPC protocol against its history and its releases.")
    .version(version, "--version", "print the version")
    .helpOption("-h, --help", "print this help")
    .helpCommand(false)
    .showHelpAfterError(false)
    .exitOverride()
    .configureOutput({ getOutHelpWidth: () => 80, getErrHelpWidth: () => 80, outputError: () => {} })
    .configureHelp({ optionDescription: ({ description }) => description })
    .addHelpText("after", "\nExit status: 0 no errors found, 1 errors found, 2 it could not do its work.");
  addCheck(command);
  addLedger(command);
  addReadiness(command);
  addMatrix(command);
  addAnalysis(command);
  addBump(command);
  addExplain(command);
  addInit(command);
  return command;
}

function addCheck(program: Command): void {
  const command = program
    .command("check")
    .summary("the working tree against the history and the releases in the window")
    .description("Checks the working tree, or --head; paths narrow down what is reported.")
    .argument("[paths...]");
  withCommonOptions(
    withComparison(command, "check")
      .option("--all", "list what is known, too, not only what is new", false)
      .option("--verbose", "in text, also bytes, tiers, addresses and fingerprints", false)
      .option("--fix", "first apply the fixes that are edits to the working tree", false),
    "text (default), json, markdown, github, sarif, junit",
    formats,
  ).action(runCheck);
}

function addAnalysis(program: Command): void {
  const command = program
    .command("analysis")
    .summary("the compatibility analysis of a change, for its pull request")
    .description("Writes the compatibility analysis of a change, as Markdown for its pull request.");
  withComparison(command, "look at")
    .option("--config <file>", "use this configuration, not the nearest grpc-evolution.yaml")
    .option("--comment <file>", "write it for a bot, which finds it by its first line")
    .option("--output <file>", "write to this file, not to standard output")
    .option("--quiet", "no remarks and no progress on standard error", false)
    .addHelpText("after", "\nExit status: 0 it was written, whatever was found, 2 it could not be.")
    .action(runAnalysis);
}

const leadsTo = "the release that comes next, x.y.z for a patch";

/** What is compared with what, and how grave a difference is. */
function withComparison(command: Command, verb: string): Command {
  return command
    .option("--head <ref>", `${verb} this revision instead of the working tree`)
    .option("--release <x.y>", leadsTo)
    .option("--against <ref>", "compare with this revision or descriptor set (repeatable)", collect, [])
    .option("--since <ref>", "where the change starts: what was true there is known")
    .addOption(new Option("--since-release", "… it starts at the release before").conflicts("since"))
    .option("--before <path>", "a folder or descriptor set, without git, to compare")
    .option("--after <path>", "… with this one")
    .option("--no-history", "compare only, do not read the history")
    .option("--ledger <file>", "use this exported ledger in place of the history")
    .addOption(
      new Option("--preset <preset>", "severities: strict (default) or standard")
        .choices(["strict", "standard"])
        .default("strict"),
    );
}

function addLedger(program: Command): void {
  withCommonOptions(
    program
      .command("ledger")
      .summary("spent numbers and names, and the next free number")
      .description("Lists all numbers and names that any revision ever used, and the next free number.")
      .argument("[element]", "only this message or enum, by its full name or the end of it")
      .option("--export <file>", "write the whole ledger, for history.include elsewhere"),
    "text (default) or json",
    ["text", "json"],
  ).action(runLedger);
}

function addReadiness(program: Command): void {
  withOutputOptions(
    program
      .command("readiness")
      .summary("when additions may be enabled and deprecations removed")
      .description("Lists for each addition when it may be enabled, for each deprecation when it may go.")
      .option("--head <ref>", "look at this revision instead of the working tree")
      .option("--release <x.y>", leadsTo),
    "text (default), json, markdown",
    ["text", "json", "markdown"],
  ).action(runReadiness);
}

function addBump(program: Command): void {
  withOutputOptions(
    program
      .command("bump")
      .summary("patch, minor or major for this change, and why")
      .description("Says which number a release of this state needs, and writes its notes on the protocol.")
      .option("--head <ref>", "look at this revision instead of the working tree")
      .option("--release <x.y>", leadsTo)
      .addOption(
        new Option("--max <number>", "end with 1 where a larger number is needed").choices(bumpKinds),
      ),
    "text (default), json, markdown (the release notes alone)",
    ["text", "json", "markdown"],
  ).action(runBump);
}

function addMatrix(program: Command): void {
  withCommonOptions(
    program
      .command("matrix")
      .summary("who may talk to whom, and with --run who does")
      .description("Shows which releases may talk to which. With --run it executes the supported pairs.")
      .option("--release <x.y>", "only pairs of this release, or of X.Y.Z that is not tagged")
      .option("--sample", "only pairs of the releases that stand for all others", false)
      .option("--include-unsupported", "also pairs outside of the window", false)
      .option("--run <command>", "run this for each pair: 'CMD {clientRef} {serverRef}'")
      .option("--jobs <n>", "run so many pairs at a time (default 1)")
      .option("--timeout <seconds>", "end a pair after this time (default 600)")
      .option("--results <dir>", "folder of logs and results (default matrix-results)")
      .option("--fresh", "do not go on with an interrupted run"),
    "text (default), json, markdown, github",
    matrixFormats,
  ).action(runMatrix);
}

function addExplain(program: Command): void {
  program
    .command("explain")
    .summary("what a rule or check means, and its page")
    .description("Explains a rule or a check; without an id it lists them all. Works offline.")
    .argument("[id]", "a rule such as R3, or a check such as R3/value-added")
    .action(runExplain);
}

function addInit(program: Command): void {
  program
    .command("init")
    .summary("writes a configuration from the repository's tags")
    .description("Writes grpc-evolution.yaml here, from the repository's tags and .proto folders.")
    .option("--adopt", "also what a project takes over: guides, owners, CI, policy, gate of a release", false)
    .action(runInit);
}

function withCommonOptions(command: Command, formatText: string, choices: readonly string[]): Command {
  return withOutputOptions(command, formatText, choices).addOption(
    new Option("--color <when>", "auto (default), always or never")
      .choices(["auto", "always", "never"])
      .default("auto"),
  );
}

function withOutputOptions(command: Command, formatText: string, choices: readonly string[]): Command {
  return command
    .option("--config <file>", "use this configuration, not the nearest grpc-evolution.yaml")
    .addOption(new Option("--format <format>", formatText).choices(choices).default("text"))
    .option("--output <file>", "write to this file, not to standard output")
    .option("--quiet", "no remarks and no progress on standard error", false);
}

function collect(value: string, before: string[]): string[] {
  return [...before, value];
}
