/**
 * `npm run compare:buf`: runs buf and our own checks on the same small changes and records what each says,
 * for the page "With buf". Nothing in the record is written by hand.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { check } from "@grpc-evolution/engine/check/check.js";
import { requestFor } from "@grpc-evolution/engine/check/request.js";
import { type BufCase, type BufComparison, bufCategories } from "../../content/buf-comparison.js";
import { buf } from "../buf/buf.js";
import { type Case, cases } from "./cases.js";
import { recordFile } from "./record.js";

/** Our side of a line. */
function ourChecks({ before, after }: Case): string[] {
  const files = (text: string) => [{ path: "a.proto", text }];
  const { findings } = check(
    requestFor({ label: "before", files: files(before) }, { label: "after", files: files(after) }),
  );
  return [...new Set(findings.map((finding) => `${finding.check} ${finding.severity}`))];
}

/** Both sides of all lines, with the buf that is installed. */
export function compareAll(): BufComparison {
  const folder = mkdtempSync(path.join(tmpdir(), "with-buf-"));
  try {
    const bufVersion = execFileSync(buf, ["--version"], { encoding: "utf8" }).trim();
    const categoriesOf = readCategories();
    return {
      bufVersion,
      cases: cases.map((each, index) => ({
        what: each.what,
        buf: byCategory(runBuf(path.join(folder, String(index)), each), categoriesOf),
        ours: ourChecks(each),
      })),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** JSON is YAML, too. */
const allCategories = JSON.stringify({ version: "v2", breaking: { use: bufCategories } });

/** Rules that buf reports in any category, once each. */
function runBuf(folder: string, { before, after }: Case): string[] {
  for (const [side, text] of Object.entries({ before, after })) {
    mkdirSync(path.join(folder, side), { recursive: true });
    writeFileSync(path.join(folder, side, "a.proto"), text);
    writeFileSync(path.join(folder, side, "buf.yaml"), allCategories);
  }
  const args = ["breaking", "after", "--against", "before", "--error-format", "json"];
  const { stdout, stderr, status } = spawnSync(buf, args, { cwd: folder, encoding: "utf8", timeout: 20_000 });
  if (status !== 0 && status !== 100) throw new Error(`buf failed: ${stderr}`);
  const lines = stdout.split("\n").filter((line) => line !== "");
  return [...new Set(lines.map((line) => (JSON.parse(line) as { type: string }).type))];
}

/** The categories of each rule, as buf lists them. */
function readCategories(): Map<string, string[]> {
  const out = execFileSync(buf, ["config", "ls-breaking-rules", "--version", "v2", "--format", "json"], {
    encoding: "utf8",
  });
  const rules = out
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as { id: string; categories: string[] });
  return new Map(rules.map(({ id, categories }) => [id, categories]));
}

function byCategory(ids: string[], categoriesOf: Map<string, string[]>): BufCase["buf"] {
  const of = (category: string) => ids.filter((rule) => categoriesOf.get(rule)?.includes(category));
  return Object.fromEntries(bufCategories.map((category) => [category, of(category)])) as BufCase["buf"];
}

if (process.argv[1]?.endsWith("compare.ts")) {
  const comparison = compareAll();
  writeFileSync(recordFile, `${JSON.stringify(comparison, null, 2)}\n`);
  console.log(
    `${comparison.cases.length} changes, buf ${comparison.bufVersion}: recorded in docs/tool/with-buf.json`,
  );
}
