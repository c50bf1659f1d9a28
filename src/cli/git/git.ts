import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { devNull } from "node:os";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { printable } from "@grpc-evolution/engine/report/printable.js";
import { UserError } from "../terminal/user-error.js";

/** How long one call of git may take, in milliseconds. */
export const timeLimit = 600_000;

/** How much a call may print that is collected, in bytes. */
const outputLimit = 512_000_000;

/** Settings of repository and user that run programs or change what commands print or read. */
const fixedSettings = [
  "--no-pager",
  "--no-replace-objects",
  ...["core.fsmonitor=false", "core.quotePath=false", "log.showRoot=true", "log.follow=false"].flatMap(
    (setting) => ["-c", setting],
  ),
  // The output is read as UTF-8, whatever encoding the user reads logs in.
  ...["-c", "i18n.logOutputEncoding=UTF-8", "-c", "advice.graftFileDeprecated=false"],
  // What is larger is not read: git need not hold it in memory either.
  ...["-c", "core.bigFileThreshold=8m"],
];

/** The caller's repository, when it is a hook of git, and variables that change how paths are understood. */
const inherited =
  /^GIT_(DIR|WORK_TREE|INDEX_FILE|COMMON_DIR|NAMESPACE|PREFIX|GRAFT_FILE|SHALLOW_FILE|EXTERNAL_DIFF|DIFF_OPTS|(LITERAL|GLOB|NOGLOB|ICASE)_PATHSPECS)$/;

/**
 * Never asks, never writes, never uses the network: what a partial clone lacks is missing. Grafts are off, as replace refs
 * are: they change the history of one clone alone.
 */
function environment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !inherited.test(name));
  return {
    ...Object.fromEntries(kept),
    LC_ALL: "C",
    GIT_OPTIONAL_LOCKS: "0",
    GIT_TERMINAL_PROMPT: "0",
    GIT_NO_LAZY_FETCH: "1",
    GIT_ALLOW_PROTOCOL: "",
    GIT_GRAFT_FILE: devNull,
  };
}

/** What a call of git left behind. */
export interface GitResult {
  status: number;
  stdout: Buffer;
  /** For messages: the first thing that it complained about, `fatal: bad object`. */
  complaint: string;
}

/**
 * Runs git in a folder with these arguments and this standard input, and returns what it printed and its status.
 * Throws a UserError where it cannot be started, takes too long or prints too much.
 */
export async function tryGit(folder: string, args: string[], input = ""): Promise<GitResult> {
  const chunks: Buffer[] = [];
  let size = 0;
  const { status, complaint } = await run(folder, args, [input], (chunk) => {
    size += chunk.length;
    if (size > outputLimit) throw new UserError(`git ${args[0]} printed too much.`, "Narrow down protos.");
    chunks.push(chunk);
  });
  return { status, stdout: Buffer.concat(chunks), complaint };
}

/** The same where every other status than 0 is an error. */
export async function gitBytes(folder: string, args: string[], input = ""): Promise<Buffer> {
  const { status, stdout, complaint } = await tryGit(folder, args, input);
  if (status !== 0) throw gitError(folder, args, complaint);
  return stdout;
}

/** The same for output that is text. */
export async function git(folder: string, args: string[], input = ""): Promise<string> {
  return (await gitBytes(folder, args, input)).toString();
}

/** Hands over what git prints as it comes, so that nothing has to fit into memory. */
export async function streamGit(
  folder: string,
  args: string[],
  input: Iterable<string>,
  take: (chunk: Buffer) => void,
): Promise<void> {
  const { status, complaint } = await run(folder, args, input, take);
  if (status !== 0) throw gitError(folder, args, complaint);
}

async function run(
  folder: string,
  args: string[],
  input: Iterable<string>,
  take: (chunk: Buffer) => void,
): Promise<{ status: number; complaint: string }> {
  const { child, complaint } = startGit(folder, args);
  const timer = setTimeout(() => child.kill("SIGKILL"), timeLimit);
  try {
    const [{ status, signal }] = await Promise.all([ended(child), feed(child, input), drain(child, take)]);
    if (signal !== null) throw stoppedError(args, signal);
    return { status: status ?? 1, complaint: complaint() };
  } catch (error) {
    child.kill("SIGKILL");
    throw startError(folder, error);
  } finally {
    clearTimeout(timer);
  }
}

/** Starts git; `complaint` is what it has said on standard error so far. Whoever starts it sees to it that it ends. */
export function startGit(
  folder: string,
  args: readonly string[],
): { child: ChildProcessWithoutNullStreams; complaint: () => string } {
  const child = spawn("git", [...fixedSettings, ...args], { cwd: folder, env: environment() });
  let complaint = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    if (complaint.length < 10_000) complaint += text;
  });
  return { child, complaint: () => complaint };
}

/** For a git that a signal ended, such as ours at the end of its time. */
export function stoppedError(args: readonly string[], signal: NodeJS.Signals): UserError {
  const seconds = timeLimit / 1000;
  return new UserError(
    `git ${args[0]} was stopped (${signal}).`,
    `It has ${seconds} s; is something else wrong?`,
  );
}

function ended(
  child: ChildProcessWithoutNullStreams,
): Promise<{ status: number | null; signal: NodeJS.Signals | null }> {
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (status, signal) => resolve({ status, signal }));
  });
}

/** A git that ends early does not read the rest: what it says then matters more than the closed pipe. */
async function feed(child: ChildProcessWithoutNullStreams, input: Iterable<string>): Promise<void> {
  try {
    await pipeline(Readable.from(input), child.stdin);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== "EPIPE" && code !== "ERR_STREAM_PREMATURE_CLOSE") throw error;
  }
}

async function drain(child: ChildProcessWithoutNullStreams, take: (chunk: Buffer) => void): Promise<void> {
  for await (const chunk of child.stdout) take(chunk as Buffer);
}

/** What is wrong where git could not be started; every other error stays as it is. */
export function startError(folder: string, error: unknown): unknown {
  const { code, syscall = "" } = error as NodeJS.ErrnoException;
  if (!syscall.startsWith("spawn")) return error;
  if (code !== "ENOENT") return new UserError(`git cannot be started (${code}).`, "Check that it runs.");
  return new UserError(
    `git cannot be started in ${printable(folder)}.`,
    "Install git, and check that the folder exists.",
  );
}

/** What git said, with advice where it is known. */
export function gitError(folder: string, args: readonly string[], complaint: string): UserError {
  const lines = complaint.split("\n").filter((line) => line.trim() !== "");
  const reason = lines.find((line) => /^(fatal|error):/.test(line)) ?? lines[0] ?? "it does not say why";
  const message = `git ${args[0]} failed: ${printable(reason.slice(0, 500))}.`;
  if (/dubious ownership/.test(complaint)) {
    return new UserError(message, `Run git config --global --add safe.directory ${printable(folder)}`);
  }
  if (/not a git repository/i.test(complaint)) {
    return new UserError(`${printable(folder)} is not in a git repository.`, "Call it inside of one.");
  }
  if (/promisor|missing|unable to read|bad object|could not fetch/i.test(complaint))
    return missingObjects(message);
  return new UserError(message, "Run git fsck to see whether the repository is whole.");
}

/** For a repository that does not have all that its history needs. */
export function missingObjects(message: string): UserError {
  return new UserError(
    message,
    'A partial clone becomes whole with "git fetch --refetch --no-filter"; otherwise run git fsck.',
  );
}
