import { readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { vi } from "vitest";
import { runCheck } from "../cli/commands/check.js";
import { type Compared, readFromRepository } from "../cli/project/check-input.js";
import { loadConfiguration } from "../cli/project/configuration.js";
import { UserError } from "../cli/terminal/user-error.js";

/** How a check is asked for, and what a CI says. */
export interface Asked extends Partial<Compared> {
  env?: Record<string, string>;
}

/** What a check compares. */
export interface Choice {
  /** Without the hash of a commit: `the merge base`. */
  baselines: string[];
  reference: string | null;
  /** What it says on standard error. */
  said: string[];
}

/** What the check in a repository compares, without comparing it. */
export async function choiceIn(folder: string, asked: Asked = {}): Promise<Choice> {
  return inside(folder, asked, async () => {
    const said: string[] = [];
    const notes = { say: (text: string) => void said.push(text), progress: () => {} };
    const compared: Compared = { against: [], history: false, ...asked };
    const input = await readFromRepository([], compared, loadConfiguration(folder, undefined), notes);
    const name = ({ label }: { label: string }) => label.replace(/ [0-9a-f]{7}$/, "");
    return {
      baselines: input.baselines.map(name),
      reference: input.reference && name(input.reference),
      said: said.filter((line) => !line.startsWith("no grpc-evolution.yaml")),
    };
  });
}

/** What a check in a repository ends with. */
export interface Outcome {
  status: number;
  /** `error R4/type-changed acme.M.a`; those that are known have `known` before them. */
  findings: string[];
  /** The same, with all that is reported as JSON. */
  reported: Reported[];
  /** Everything on standard error. */
  stderr: string;
}

/** Runs `check` in this process: for many small repositories that is much faster than to start the command in each. */
export async function checkIn(folder: string, asked: Asked = {}): Promise<Outcome> {
  const output = path.join(folder, ".git", "report.json");
  rmSync(output, { force: true });
  let stderr = "";
  const spy = vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    stderr += text;
    return true;
  });
  const { exitCode } = process;
  try {
    const { env: _, ...compared } = asked;
    await inside(folder, asked, () =>
      runCheck([], {
        ...{ against: [], history: true, ...compared },
        ...{
          preset: "strict",
          format: "json",
          output,
          color: "never",
          quiet: false,
          fix: false,
          all: false,
          verbose: false,
        },
      }),
    );
    const { findings } = JSON.parse(readFileSync(output, "utf8")) as { findings: Reported[] };
    return { status: Number(process.exitCode), findings: findings.map(lineOf), reported: findings, stderr };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { status: 2, findings: [], reported: [], stderr: `${stderr}${error.message} ${error.hint}` };
  } finally {
    process.exitCode = exitCode;
    spy.mockRestore();
  }
}

/** What the tests look at of a finding. */
export interface Reported {
  status: string;
  severity: string;
  check: string;
  element: string;
  message: string;
  published: string | null;
  breaks: { writer: string; reader: string; outcome: string }[];
  fix: { text: string } | null;
}

function lineOf({ status, severity, check, element }: Reported): string {
  return `${status === "known" ? "known " : ""}${severity} ${check} ${element}`;
}

/** Variables of the CI that runs the tests must not say what a test is for. */
const ofCi = /^(GITHUB_|CI_|SYSTEM_|BITBUCKET_|CHANGE_|BUILDKITE_)/;

async function inside<T>(folder: string, { env = {} }: Asked, run: () => Promise<T>): Promise<T> {
  const working = process.cwd();
  for (const name of Object.keys(process.env)) if (ofCi.test(name)) vi.stubEnv(name, undefined);
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  process.chdir(folder);
  try {
    return await run();
  } finally {
    process.chdir(working);
    vi.unstubAllEnvs();
  }
}
