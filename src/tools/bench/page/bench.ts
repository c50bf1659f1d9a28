/** `npm run bench:page`: what the built site costs its readers, next to what they would use instead. */
import { mkdtemp, rm } from "node:fs/promises";
import { availableParallelism, cpus, tmpdir } from "node:os";
import path from "node:path";
import type { Page } from "playwright-core";
import { type BuiltSite, openSite } from "../../../testing/built-site.js";
import { newProtocol, protocolText } from "../protocol.js";
import { bufBreaking, exampleInTerminal, writeVersions } from "./rivals.js";
import { spread } from "./spread.js";
import { compareSchemas, editExample, exampleOn, runExample, typeLetter } from "./use.js";
import { Scales, type Weight } from "./weigh.js";

/** One example without calls, and one whose client and server talk over gRPC. */
const examples = [
  { id: "r1/reuse", address: "/rules/r1-field-numbers/" },
  { id: "gl2/method-removed", address: "/guidelines/gl2-scope/" },
];

const rounds = 7;

/** Nobody clicks again at once: readers look at the output first. In milliseconds. */
const pause = 500;

async function main(): Promise<void> {
  console.log(`${cpus()[0]?.model}, ${availableParallelism()} cores, Node ${process.version}`);
  const site = await openSite();
  try {
    console.log(`Chromium ${site.browser.version()}, the site on this machine`);
    await weigh(site);
    await timeRuns(site);
    await timeFindings(site);
  } finally {
    await site.close();
  }
}

/** Opens a page in a browser that has never seen it. */
async function visit(
  site: BuiltSite,
  address: string,
  look: (page: Page, scales: Scales) => Promise<void>,
): Promise<void> {
  const context = await site.browser.newContext();
  try {
    const scales = new Scales(context);
    const page = await context.newPage();
    await page.goto(site.origin + address, { waitUntil: "networkidle" });
    await look(page, scales);
  } finally {
    await context.close();
  }
}

/** What the pages fetch before anything is asked of them, and what each request adds. */
async function weigh(site: BuiltSite): Promise<void> {
  console.log(`\n${"kB, gzip".padEnd(44)}    all  scripts  of all, ahead for links`);
  for (const { id, address } of examples) {
    await visit(site, address, async (page, scales) => {
      report(`${address} before any click`, await scales.take());
      await runExample(exampleOn(page, id));
      report(`+ first Run of ${id}`, await scales.take());
      await editExample(exampleOn(page, id));
      report("+ Edit", await scales.take());
    });
  }
  await visit(site, "/try/", async (_page, scales) => report("/try/", await scales.take()));
}

function report(what: string, { all, scripts, ahead }: Weight): void {
  const [first, second, third] = [all, scripts, ahead].map((bytes) => (bytes / 1000).toFixed(1).padStart(7));
  console.log(`  ${what.padEnd(42)}${first}  ${second}  ${third}`);
}

/** From the click to the output, and from the command to its end. */
async function timeRuns(site: BuiltSite): Promise<void> {
  for (const { id, address } of examples) {
    const times: Record<"cold" | "warm" | "terminal", number[]> = { cold: [], warm: [], terminal: [] };
    for (let round = 0; round < rounds; round += 1) {
      await visit(site, address, async (page) => {
        times.cold.push(await runExample(exampleOn(page, id)));
        await page.waitForTimeout(pause);
        times.warm.push(await runExample(exampleOn(page, id)));
      });
      times.terminal.push(await exampleInTerminal(id));
    }
    heading(`${id}, to the output`);
    row("click, nothing fetched before", times.cold);
    row("click, half a second later", times.warm);
    row(`npm run example -- ${id}`, times.terminal);
  }
}

/** From a keystroke to the findings, and from the command to its end. */
async function timeFindings(site: BuiltSite): Promise<void> {
  const before = protocolText(newProtocol(0, 2000));
  const after = before.replace("field_1 = 1;", "field_1_ = 1;");
  const folder = await mkdtemp(path.join(tmpdir(), "bench-"));
  const times: Record<"keystroke" | "buf", number[]> = { keystroke: [], buf: [] };
  try {
    await writeVersions(folder, before, after);
    await visit(site, "/try/", async (page) => {
      await compareSchemas(page, before, after);
      const typed = "abcdefghijklmnopqrst";
      for (const [index, letter] of [...typed].entries())
        times.keystroke.push(await typeLetter(page, `field_1_${typed.slice(0, index)}`, letter));
    });
    for (let round = 0; round < rounds; round += 1) times.buf.push(await bufBreaking(folder));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  heading("2,000 fields, to the findings");
  row("keystroke in the workbench", times.keystroke);
  row("buf breaking", times.buf);
}

function heading(what: string): void {
  console.log(`\n${what.padEnd(44)} median    fastest   slowest`);
}

function row(what: string, milliseconds: readonly number[]): void {
  console.log(`  ${what.padEnd(40)}${spread(milliseconds)}`);
}

await main();
