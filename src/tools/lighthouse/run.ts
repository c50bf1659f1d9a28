/**
 * `npm run lighthouse`: the medians of three runs of Lighthouse, as a phone, for each kind of page of the built site. With
 * folders as arguments it measures each of these builds instead, in turns, so that a table compares them on one machine.
 */
import { execFile, execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { availableParallelism, cpus } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { root } from "../../root.js";
import { findBrowser } from "../../testing/browser.mjs";
import { median } from "../median.js";
import { serveCompressed } from "./serve.js";

/** One page of each kind. */
const pages = [
  "/",
  "/rules/r1-field-numbers/",
  "/guidelines/gl1-windows/",
  "/changes/",
  "/changes/remove-a-field/",
  "/policy/",
  "/libraries/",
  "/checklist/",
  "/try/",
];

const runs = 3;

/** What `measure.mjs` prints: scores of 100, milliseconds, and bytes as they were sent. */
interface Figures {
  performance: number;
  accessibility: number;
  practices: number;
  seo: number;
  lcp: number;
  blocking: number;
  shift: number;
  scripts: number;
  all: number;
}

const runner = path.join(root, "src", "tools", "lighthouse", "runner");

async function main(folders: readonly string[]): Promise<void> {
  const browser = findBrowser();
  if (!browser) throw new Error("No Chromium was found: install one, or name it in CHROMIUM.");
  for (const folder of folders)
    if (!existsSync(path.join(folder, "index.html")))
      throw new Error(`${folder} holds no built site: run "npm run build" first.`);
  if (!existsSync(path.join(runner, "node_modules")))
    execFileSync("npm", ["ci", "--prefix", runner, "--no-audit", "--no-fund"], { stdio: "inherit" });

  console.log(`${cpus()[0]?.model}, ${availableParallelism()} cores, Node ${process.version}`);
  const builds = await Promise.all(
    folders.map(async (folder) => ({ folder, ...(await serveCompressed(folder)) })),
  );
  try {
    for (const page of pages) {
      console.log(`\n${page}\n${heading}`);
      const figures = new Map<string, Figures[]>(folders.map((folder) => [folder, []]));
      for (let run = 0; run < runs; run += 1)
        for (const { folder, origin } of builds)
          figures.get(folder)?.push(await measure(origin + page, browser));
      for (const [folder, each] of figures) console.log(row(path.basename(folder), medians(each)));
    }
  } finally {
    for (const { server } of builds) server.close();
  }
}

/** In a process of its own, which the server of this one answers meanwhile. */
async function measure(address: string, browser: string): Promise<Figures> {
  const { stdout } = await promisify(execFile)("node", [path.join(runner, "measure.mjs"), address, browser], {
    timeout: 180_000,
  });
  return JSON.parse(stdout) as Figures;
}

function medians(each: readonly Figures[]): Figures {
  const keys = Object.keys(each[0] as Figures) as (keyof Figures)[];
  return Object.fromEntries(keys.map((key) => [key, median(each.map((figures) => figures[key]))])) as never;
}

const heading =
  "  build            performance  access.  practices  SEO   LCP s  blocking ms  shift  scripts kB  all kB";

function row(build: string, each: Figures): string {
  const kilobytes = (bytes: number) => (bytes / 1000).toFixed(0);
  return [
    `  ${build.padEnd(16)}`,
    String(each.performance).padStart(11),
    String(each.accessibility).padStart(8),
    String(each.practices).padStart(10),
    String(each.seo).padStart(4),
    (each.lcp / 1000).toFixed(2).padStart(7),
    each.blocking.toFixed(0).padStart(12),
    each.shift.toFixed(3).padStart(6),
    kilobytes(each.scripts).padStart(11),
    kilobytes(each.all).padStart(7),
  ].join(" ");
}

const named = process.argv.slice(2);
await main(named.length > 0 ? named : [path.join(root, "build")]);
