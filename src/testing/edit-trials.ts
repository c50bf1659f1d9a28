import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { check } from "@grpc-evolution/engine/check/check.js";
import { editedSources } from "@grpc-evolution/engine/check/edits.js";
import { withFixes } from "@grpc-evolution/engine/check/fixes.js";
import type { CheckRequest } from "@grpc-evolution/engine/check/request.js";
import { readSchema } from "@grpc-evolution/engine/schema/read.js";
import { buf, bufEnvironment } from "../evidence/buf/buf.js";

/** What a fix made of its file. */
interface Result {
  name: string;
  check: string;
  text: string;
}

/** Applies every edit of every finding, each fix alone, and collects the texts for a compiler. */
export class EditTrials {
  /** What each fix made. */
  readonly results: Result[] = [];

  /** Returns what is wrong with the edits of a request's findings; nothing where all of them help. */
  try(request: CheckRequest, name: string): string[] {
    const { files } = request.head;
    return withFixes(check(request), request).flatMap((finding) => {
      const edits = finding.fix?.edits ?? [];
      if (edits.length === 0) return [];
      const what = `${name}: ${finding.check} ${finding.element.fullName}`;
      const edited = editedSources(files, edits);
      if (edited === null) return [`${what}: its edits touch each other`];
      if (readSchema(edited).problems.length > 0) return [`${what}: cannot be read`];
      const after = check({ ...request, head: { ...request.head, files: edited } });
      if (after.findings.some(({ fingerprint }) => fingerprint === finding.fingerprint)) {
        return [`${what}: is still reported`];
      }
      const [text = "", ...others] = edited.map((file) => file.text);
      // buf gets each text as a module of its own, in which an import would lead nowhere.
      const isAlone = others.length === 0 && !/\bimport\s+"/.test(text);
      if (isAlone) this.results.push({ name: what, check: finding.check, text });
      return [];
    });
  }

  /** What buf says of all results, empty where it accepts them: one process for all, each in a module of its own. */
  async refusedByBuf(): Promise<string> {
    const results = [...new Map(this.results.map((result) => [result.text, result])).values()];
    for (let from = 0; from < results.length; from += atOnce) {
      const said = await refused(results.slice(from, from + atOnce));
      if (said !== "") return said;
    }
    return "";
  }
}

/** How many modules buf gets in one workspace: what it takes grows faster than their number. */
const atOnce = 25;

/** What buf says of the first of these texts that it refuses; empty where it takes all. */
async function refused(results: readonly Result[]): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), "edits-"));
  try {
    for (const [index, { text }] of results.entries()) {
      mkdirSync(path.join(folder, `m${index}`));
      writeFileSync(path.join(folder, `m${index}`, `file${index}.proto`), text);
    }
    const modules = results.map((_, index) => `  - path: m${index}`).join("\n");
    // Every module is compiled before its files are looked at, for the one thing that none of them does.
    const lint = "lint:\n  use: [IMPORT_NO_PUBLIC]";
    writeFileSync(path.join(folder, "buf.yaml"), `version: v2\nmodules:\n${modules}\n${lint}\n`);
    await promisify(execFile)(buf, ["lint"], { cwd: folder, env: bufEnvironment, timeout: 280_000 });
    return "";
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string };
    const said = `${stdout}${stderr}` || String(error);
    const index = /file(\d+)\.proto/.exec(said)?.[1];
    const result = index === undefined ? undefined : results[Number(index)];
    return `${said}\n${result?.name}\n${result?.text}`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
