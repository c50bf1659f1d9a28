/** `npm run bench`: what the memory of the whole history costs, next to `buf breaking` against one baseline. */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { availableParallelism, cpus, tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { build } from "esbuild";
import { root } from "../../root.js";
import { type Made, makeRepository, openPullRequest, type Size } from "./repository.js";
import { fastestOfEach, type Run, run } from "./run.js";

const usage = `npm run bench                     the comparisons, and growth over three sizes; about 3 minutes
npm run bench -- --large          60,000 versions, 1 GB of text; about 2 minutes more
npm run bench -- --commits 5000 --versions 100 --files 10 --fields 50 --seed 2
                                  the comparison with another repository`;

/** Few of many commits touch the protocol, as in most repositories. */
const usual: Size = { commits: 20_000, versions: 250, files: 25, fields: 200, releases: 20 };

/** How many releases the window of a pull request has. */
const windows = [1, 10, 60];

const growing = [2_500, 5_000, 10_000].map(
  (versions): Size => ({ commits: versions, versions, files: 50, fields: 160, releases: 20 }),
);

const large: Size = { commits: 60_000, versions: 60_000, files: 60, fields: 160, releases: 20 };

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      large: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
      commits: { type: "string" },
      versions: { type: "string" },
      files: { type: "string" },
      fields: { type: "string" },
      seed: { type: "string", default: "1" },
    },
  });
  if (values.help) return console.log(usage);
  const size: Size = {
    commits: count(values.commits, usual.commits),
    versions: count(values.versions, usual.versions),
    files: count(values.files, usual.files),
    fields: count(values.fields, usual.fields),
    releases: usual.releases,
  };
  console.log(`${cpus()[0]?.model}, ${availableParallelism()} cores, Node ${process.version}`);
  const folder = await mkdtemp(path.join(tmpdir(), "bench-"));
  try {
    const bench = new Bench(folder, count(values.seed, 1));
    await bench.prepare();
    await bench.compare(size);
    await bench.comparePullRequests({ ...size, releases: Math.max(...windows) + 1 });
    await bench.grow(values.large ? [...growing, large] : growing);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function count(text: string | undefined, otherwise: number): number {
  const number = text === undefined ? otherwise : Number(text);
  if (!Number.isInteger(number) || number < 1)
    throw new Error(`"${text}" is not a number of things.\n${usage}`);
  return number;
}

/** The run that finds what the one before it left in the cache. */
async function second<T>(once: () => Promise<T>): Promise<T> {
  await once();
  return once();
}

function printBesideFirst(times: [what: string, seconds: number][]): void {
  const [[, first] = ["", 1]] = times;
  for (const [what, seconds] of times) {
    const share = (seconds / first).toFixed(2);
    console.log(`  ${what.padEnd(40)} ${seconds.toFixed(2).padStart(7)} s  ${share.padStart(6)} × buf`);
  }
}

class Bench {
  readonly #ledger: string;
  readonly #command: string;
  #repositories = 0;

  constructor(
    readonly folder: string,
    readonly seed: number,
  ) {
    this.#ledger = path.join(folder, "ledger.mjs");
    this.#command = path.join(folder, "dist", "grpc-evolution.mjs");
  }

  /** Bundles what is measured, so that nothing is compiled while it runs. */
  async prepare(): Promise<void> {
    await build({
      entryPoints: [path.join(root, "src/tools/bench/ledger.ts")],
      outfile: this.#ledger,
      bundle: true,
      platform: "node",
      format: "esm",
      logLevel: "warning",
    });
    await run(process.execPath, [path.join(root, "src/cli/build.mjs"), path.dirname(this.#command)], root);
  }

  /** All programs on the same repository, each from its start to its end. */
  async compare(size: Size): Promise<void> {
    const made = await this.#make(size);
    const times = await fastestOfEach(3, {
      [`buf breaking against ${made.baseline}`]: () => this.#buf(made),
      "ledger of the whole history, no cache": () => this.#read(made, false),
      "ledger of the whole history, cache": () => second(() => this.#read(made, true)),
      "grpc-evolution check, no cache": () => this.#check(made, false),
      "grpc-evolution check, cache": () => second(() => this.#check(made, true)),
    });
    printBesideFirst(times);
    await this.#remove(made);
  }

  /** What a pull request costs with few and with many releases in the window, on a fresh clone and once more. */
  async comparePullRequests(size: Size): Promise<void> {
    const made = await this.#make(size);
    await openPullRequest(made);
    const rows = windows.flatMap((releases) => [
      [`check, ${releases} releases, fresh clone`, () => this.#checkWithin(made, releases, false)] as const,
      [
        `check, ${releases} releases, warm`,
        () => second(() => this.#checkWithin(made, releases, true)),
      ] as const,
    ]);
    const buf = [`buf breaking against ${made.baseline}`, () => this.#buf(made)] as const;
    printBesideFirst(await fastestOfEach(3, Object.fromEntries([buf, ...rows])));
    await this.#remove(made);
  }

  /** How time and memory of the ledger grow. */
  async grow(sizes: Size[]): Promise<void> {
    for (const size of sizes) {
      const made = await this.#make(size);
      const anew = await this.#read(made, false);
      const again = await second(() => this.#read(made, true));
      const speed = (made.megabytes / anew.seconds).toFixed(0);
      console.log(
        `  no cache ${anew.seconds.toFixed(2).padStart(7)} s, ${anew.peak.toFixed(0).padStart(4)} MB, ${speed} MB/s`,
      );
      console.log(
        `  cache    ${again.seconds.toFixed(2).padStart(7)} s, ${again.peak.toFixed(0).padStart(4)} MB`,
      );
      await this.#remove(made);
    }
  }

  async #make(size: Size): Promise<Made> {
    this.#repositories += 1;
    const folder = path.join(this.folder, `repository${this.#repositories}`);
    await mkdir(folder);
    const made = await makeRepository(folder, size, this.seed);
    const { commits, versions, files } = size;
    console.log(
      `\n${commits} commits, ${versions} versions of ${files} files, ${made.megabytes.toFixed(0)} MB of .proto text`,
    );
    return made;
  }

  async #remove({ folder }: Made): Promise<void> {
    await rm(folder, { recursive: true, force: true });
  }

  /** It ends with 100 where it finds something. */
  #buf({ folder, baseline }: Made): Promise<Run> {
    const program = path.join(root, "node_modules/.bin/buf");
    return run(program, ["breaking", "--against", `.git#ref=${baseline}`], folder, [0, 100]);
  }

  async #check(made: Made, cached: boolean, format: "json" | "text" = "json"): Promise<Run> {
    if (!cached) await this.#forget(made);
    return run(process.execPath, [this.#command, "check", "--format", format], made.folder, [0, 1]);
  }

  async #checkWithin(made: Made, releases: number, cached: boolean): Promise<Run> {
    const window = `window: { upgrade: ${releases}, downgrade: ${releases} }`;
    await writeFile(
      path.join(made.folder, "grpc-evolution.yaml"),
      `protos: ["protos/**/*.proto"]\n${window}\n`,
    );
    // As somebody runs it: what buf prints is for people, too.
    return this.#check(made, cached, "text");
  }

  async #read(made: Made, cached: boolean): Promise<Run & { peak: number }> {
    const done = await run(
      process.execPath,
      [this.#ledger, made.folder, cached ? "cache" : "no"],
      made.folder,
    );
    return { ...done, peak: (JSON.parse(done.stdout) as { peak: number }).peak };
  }

  async #forget({ folder }: Made): Promise<void> {
    await rm(path.join(folder, ".git", "grpc-evolution"), { recursive: true, force: true });
  }
}

await main();
