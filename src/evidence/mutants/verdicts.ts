import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { readFiles } from "@grpc-evolution/engine/schema/read.js";
import { countUnimported } from "@grpc-evolution/engine/schema/unimported-types.js";
import { wellKnownFiles } from "@grpc-evolution/engine/schema/well-known-files.js";
import { buf } from "../buf/buf.js";

/** Why a text is refused, empty where it is not. */
export type Verdict = string;

/**
 * What the reader of this project says. It is generous with imports, which a repository often does not contain: what it
 * only tells about them counts here as refused.
 */
export function ownVerdict(text: string): Verdict {
  const source = { path: "a.proto", text };
  const { parsed, problems } = readFiles([source]);
  const [problem] = problems;
  if (problem) return `${problem.line}:${problem.column}: ${problem.message}`;
  const missing = parsed[0]?.file.imports.find(({ path: imported }) => !wellKnownFiles.has(imported));
  if (missing) return `"${missing.path}" is not at hand`;
  return countUnimported(parsed, new Set([source.path])) > 0 ? "a type is not imported" : "";
}

/** More texts are not compiled by one process. */
const batchSize = 100;

/**
 * What buf says of texts. Many are compiled at once, each in a package of its own; those that extend what protobuf itself
 * declares by themselves, since there they would take each other's numbers.
 */
export function verdictsOfBuf(texts: readonly string[]): Verdict[] {
  const verdicts: Verdict[] = texts.map(() => "");
  for (const batch of batchesOf(texts)) {
    for (const [at, verdict] of compiled(batch.map((at) => texts[at] as string))) {
      verdicts[batch[at] as number] ||= verdict;
    }
  }
  return verdicts;
}

function batchesOf(texts: readonly string[]): number[][] {
  const batches: number[][] = [];
  let open: number[] = [];
  texts.forEach((text, at) => {
    if (/extend\s+\.?google/.test(text)) batches.push([at]);
    else open.push(at);
    if (open.length === batchSize) {
      batches.push(open);
      open = [];
    }
  });
  return open.length > 0 ? [...batches, open] : batches;
}

/** The first problem of each text that has one. */
function compiled(texts: readonly string[]): Map<number, Verdict> {
  const folder = mkdtempSync(path.join(tmpdir(), "mutants-"));
  try {
    texts.forEach((text, at) => {
      mkdirSync(path.join(folder, `${at}`));
      writeFileSync(path.join(folder, `${at}`, "a.proto"), text);
    });
    const { stderr, error } = spawnSync(buf, ["build", folder, "-o", "/dev/null"], { encoding: "utf8" });
    if (error) throw error;
    const problems = stderr.split("\n").filter((line) => line !== "");
    return new Map(
      problems.reverse().map((line) => {
        const [, at, problem = ""] = /(\d+)\/a\.proto:(.*)$/.exec(line) ?? [];
        if (at === undefined) throw new Error(`buf said: ${line}`);
        return [Number(at), problem];
      }),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}
