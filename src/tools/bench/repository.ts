import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { promisify } from "node:util";
import { seededRandom } from "../../random.js";
import { evolve, newProtocol, type Protocol, protocolText } from "./protocol.js";

/** What the repository of a benchmark looks like. */
export interface Size {
  commits: number;
  /** How many commits change a `.proto` file; each leaves one distinct version behind. */
  versions: number;
  /** `.proto` files, and fields in each of them at the beginning. */
  files: number;
  fields: number;
  /** Tags, spread evenly over the commits; the newest one is the tip. */
  releases: number;
}

/** What came out. */
export interface Made {
  folder: string;
  /** Megabytes of `.proto` text in all versions. */
  megabytes: number;
  /** The tag of the last release before the tip. */
  baseline: string;
}

/** Other files of the repository; most commits change one of them. */
const codeFiles = 2000;

/** Makes a repository in an empty folder, the same one for the same size and seed. */
export async function makeRepository(folder: string, size: Size, seed: number): Promise<Made> {
  await promisify(execFile)("git", ["init", "--quiet", "--initial-branch=main", folder]);
  const git = spawn("git", ["fast-import", "--quiet", "--done"], {
    cwd: folder,
    stdio: ["pipe", "ignore", "inherit"],
  });
  const closed = once(git, "close");
  let characters = 0;
  for (const part of importStream(size, seed)) {
    characters += part.proto;
    if (!git.stdin.write(part.text)) await once(git.stdin, "drain");
  }
  git.stdin.end("done\n");
  const [status] = await closed;
  if (status !== 0) throw new Error(`git fast-import ended with ${status} in ${folder}`);
  await promisify(execFile)("git", ["reset", "--quiet", "--hard", "main"], { cwd: folder });
  return { folder: path.resolve(folder), megabytes: characters / 1e6, baseline: `v1.${size.releases - 1}` };
}

/** A piece of the import, and how many characters of `.proto` text are in it. */
interface Part {
  text: string;
  proto: number;
}

/** Makes a pull request of what the last commit changed: a branch of it, for a main branch that ends before it. */
export async function openPullRequest({ folder }: Made): Promise<void> {
  const git = (...args: string[]) => promisify(execFile)("git", args, { cwd: folder });
  await git("switch", "--quiet", "--create", "change");
  await git("branch", "--quiet", "--force", "main", "change~1");
}

/** Source of the format: `git help fast-import`. */
function* importStream(size: Size, seed: number): Generator<Part> {
  const random = seededRandom(seed);
  const protocols = Array.from({ length: size.files }, (_, index) => newProtocol(index, size.fields));
  const start = protocols.map(protoChange);
  yield { text: commit(0) + start.map(({ text }) => text).join(""), proto: sum(start) };
  const evolving = Math.max(0, size.versions - size.files);
  const last = size.commits - 1;
  for (let number = 1; number <= last; number += 1) {
    if (isNth(number, evolving, last)) {
      const protocol = protocols[random(protocols.length)] as Protocol;
      evolve(protocol, random);
      const change = protoChange(protocol);
      yield { text: commit(number) + change.text, proto: change.proto };
    } else {
      const file = random(codeFiles);
      const text = `// ${number}\npackage p${file % 100}\n`;
      yield { text: `${commit(number)}M 644 inline src/p${file % 100}/f${file}.go\n${data(text)}`, proto: 0 };
    }
    if (isNth(number, size.releases, last)) {
      const tag = Math.floor((number * size.releases) / last);
      yield { text: `reset refs/tags/v1.${tag}\nfrom refs/heads/main\n\n`, proto: 0 };
    }
  }
}

/** Whether `number` is one of `count` numbers that are spread evenly over `total`. */
function isNth(number: number, count: number, total: number): boolean {
  return Math.floor((number * count) / total) !== Math.floor(((number - 1) * count) / total);
}

function sum(parts: Part[]): number {
  return parts.reduce((total, { proto }) => total + proto, 0);
}

/** A commit an hour after the one before it. Its changes follow. */
function commit(number: number): string {
  const date = 1_500_000_000 + number * 3600;
  return `commit refs/heads/main\ncommitter Bench <bench@example.com> ${date} +0000\n${data(`Change ${number}`)}`;
}

function protoChange(protocol: Protocol): Part {
  const text = protocolText(protocol);
  return { text: `M 644 inline ${protocol.path}\n${data(text)}`, proto: text.length };
}

/** All text is ASCII: a character is a byte. */
function data(text: string): string {
  return `data ${text.length}\n${text}\n`;
}
