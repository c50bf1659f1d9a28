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
import { provideCommonFiles } from "@grpc-evolution/engine/schema/common-files.js";
import { commonSources } from "@grpc-evolution/engine/schema/common-sources.js";
import { type BufCase, type BufComparison, bufCategories } from "../../content/buf-comparison.js";
import { root } from "../../root.js";
import { buf } from "../buf/buf.js";
import { writeRules } from "../buf/imports.js";
import { git } from "../demo/git.js";
import { type Case, type Texts, topics } from "./cases.js";
import { readers } from "./readers.js";
import { recordFile } from "./record.js";

provideCommonFiles(commonSources);

/** Both sides of all lines, with the buf that is installed. */
export function compareAll(): BufComparison {
  const folder = mkdtempSync(path.join(tmpdir(), "with-buf-"));
  try {
    const bufVersion = execFileSync(buf, ["--version"], { encoding: "utf8" }).trim();
    const reported = runBuf(
      path.join(folder, "buf"),
      topics.flatMap(({ cases }) => cases),
    );
    const categoriesOf = readCategories();
    const record = (each: Case): BufCase => ({
      what: each.what,
      buf: byCategory(reported.get(each) ?? [], categoriesOf),
      ours:
        each.earlier === undefined ? ourChecks(each) : ourChecksOfCommits(path.join(folder, "ours"), each),
      readers: readers[each.what] ?? null,
    });
    return {
      bufVersion,
      topics: topics.map(({ title, cases }) => ({ title, cases: cases.map(record) })),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function filesOf(texts: Texts): Record<string, string> {
  return typeof texts === "string" ? { "a.proto": texts } : texts;
}

/** What our checks say of two states. */
function ourChecks({ before, after }: Case): string[] {
  const state = (label: string, texts: Texts) => ({
    label,
    files: Object.entries(filesOf(texts)).map(([path, text]) => ({ path, text })),
  });
  return summaryOf(check(requestFor(state("before", before), state("after", after))).findings);
}

/** What the command says of the last of three commits. */
function ourChecksOfCommits(folder: string, { earlier = "", before, after }: Case): string[] {
  mkdirSync(folder);
  git(folder, 0, "init", "--quiet", "--initial-branch=main");
  [earlier, before, after].forEach((texts, day) => {
    writeFiles(folder, filesOf(texts));
    git(folder, day, "add", "--all");
    git(folder, day, "commit", "--quiet", "--message", `State ${day}`);
  });
  const command = path.join(root, "src", "cli", "dist", "grpc-evolution.mjs");
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [command, "check", "--since", "HEAD~1", "--format", "json"],
    { cwd: folder, encoding: "utf8", timeout: 60_000 },
  );
  rmSync(folder, { recursive: true, force: true });
  if (status === 2 || status === null) throw new Error(`grpc-evolution failed: ${stderr}`);
  return summaryOf(JSON.parse(stdout).findings);
}

type Reported = { check: string; severity: string; status: string; element: string | { kind: string } };

/** The findings about the protocol that the change brought, each check once. */
function summaryOf(findings: readonly Reported[]): string[] {
  const fresh = findings.filter(({ status, check: id }) => status === "new" && !id.startsWith("GL1/"));
  return [...new Set(fresh.map(({ check: id, severity }) => `${id} ${severity}`))].sort();
}

/** JSON is YAML, too. */
const allCategories = JSON.stringify({ version: "v2", breaking: { use: bufCategories } });

/** Rules that buf reports in any category, by case. Each case has a folder and a package of its own in one module. */
function runBuf(folder: string, cases: readonly Case[]): Map<Case, string[]> {
  for (const side of ["before", "after"] as const) {
    writeFiles(path.join(folder, side), { "buf.yaml": allCategories });
    writeRules(path.join(folder, side));
    cases.forEach((each, at) => {
      writeFiles(path.join(folder, side, nameOf(at)), inPackage(filesOf(each[side]), at));
    });
  }
  const args = ["breaking", "after", "--against", "before", "--error-format", "json"];
  const { stdout, stderr, status } = spawnSync(buf, args, { cwd: folder, encoding: "utf8", timeout: 60_000 });
  if (status !== 0 && status !== 100) throw new Error(`buf failed: ${stderr}${stdout}`);
  const annotations = stdout
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as { type: string; path?: string; message: string });
  return new Map(
    cases.map((each, at) => {
      const isAbout = ({ path: file, message }: (typeof annotations)[number]) =>
        file ? file.split("/").includes(nameOf(at)) : message.includes(`"${nameOf(at)}"`);
      return [each, [...new Set(annotations.filter(isAbout).map(({ type }) => type))].sort()];
    }),
  );
}

function nameOf(at: number): string {
  return `c${at}`;
}

/** The packages `a` and `b` of the cases, as those of this case alone. */
function inPackage(texts: Record<string, string>, at: number): Record<string, string> {
  const renamed = (text: string) =>
    text
      .replace("package a;", `package ${nameOf(at)};`)
      .replace("package b;", `package ${nameOf(at)}renamed;`);
  return Object.fromEntries(Object.entries(texts).map(([file, text]) => [file, renamed(text)]));
}

function writeFiles(folder: string, texts: Record<string, string>): void {
  mkdirSync(folder, { recursive: true });
  for (const [file, text] of Object.entries(texts)) writeFileSync(path.join(folder, file), text);
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
  const count = comparison.topics.flatMap(({ cases }) => cases).length;
  console.log(`${count} changes, buf ${comparison.bufVersion}: recorded in docs/tool/with-buf.json`);
}
