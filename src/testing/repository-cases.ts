import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Asked, checkIn, type Outcome } from "./checked-repository.js";
import { makeHistory, type Step } from "./made-history.js";

/** A small repository, with what a check in it has to end with. */
export interface RepositoryCase {
  /** What comes out, as a sentence that a reader of the failing test understands. */
  title: string;
  steps: Step[];
  /** The branch that is checked out, `main` where left out. */
  on?: string;
  /** What is done to the repository afterwards. */
  edit?(folder: string): void;
  asked?: Asked;
  /** Exit status 0, 1, or 2. */
  status: number;
  /** Findings that have to be there. */
  has?: string[];
  /** What no finding may match. */
  hasNot?: RegExp;
  stderr?: RegExp;
  /** What else is expected. */
  also?(outcome: Outcome): void;
}

/** A test for each of these repositories. */
export function checkEach(cases: readonly RepositoryCase[]): void {
  let top: string;
  beforeAll(() => {
    top = realpathSync(mkdtempSync(path.join(tmpdir(), "repositories-")));
  });
  afterAll(() => rmSync(top, { recursive: true, force: true }));

  test.each(cases)("$title", async ({ steps, on, edit, asked, status, has = [], hasNot, stderr, also }) => {
    const folder = mkdtempSync(path.join(top, "of-"));
    makeHistory(folder, steps, on);
    edit?.(folder);
    const outcome = await checkIn(folder, asked);
    expect(outcome).toMatchObject({ status, findings: expect.arrayContaining(has) });
    if (hasNot) expect(outcome.findings.filter((line) => hasNot.test(line))).toEqual([]);
    if (stderr) expect(outcome.stderr).toMatch(stderr);
    also?.(outcome);
  });
}

/** A configuration with a window of one release each way. */
export const policy = { "grpc-evolution.yaml": "window: { upgrade: 1, downgrade: 1 }\n" };
/** The same without limits. */
export const unbounded = { "grpc-evolution.yaml": "window: { upgrade: unbounded, downgrade: unbounded }\n" };

/** A configuration with this window and these globs. */
export function configured(protos: string[], window = policy["grpc-evolution.yaml"]) {
  return { "grpc-evolution.yaml": `${window}protos: ${JSON.stringify(protos)}\n` };
}

/** A schema with one service, whose method takes and returns a message with these fields. */
export function schemaText(fields: string, more = "", rpc = "rpc Run(Probe) returns (Probe);"): string {
  return `syntax = "proto3"; package lab; ${more} service Bench { ${rpc} } message Probe { ${fields} }`;
}

/** Such a schema as the file `a.proto`, or another one. */
export const schema = (fields: string, file = "a.proto", more = "") => ({ [file]: schemaText(fields, more) });

/** Fields of the message: without and with the one that most tests are about, and another one with its number. */
export const id = "string id = 1;";
export const label = "string id = 1; string label = 2;";
export const count = "string id = 1; int32 count = 2;";

/** What becomes of them. */
export const labelRemoved = "error R1/removed-without-reserved lab.Probe.label";
export const countReused = "error R1/number-reused lab.Probe.count";
export const labelChanged = "error R4/type-changed lab.Probe.label";
