/** The workflow that makes a release of this repository: its scripts run here in their order, in a made one. */
// cspell:ignore noprofile norc pipefail
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { root } from "../root.js";
import { CommandFixture } from "./command.js";
import { git, write } from "./git.js";
import { type Run, runProgram } from "./run-program.js";

interface Step {
  id?: string;
  run?: string;
  env?: Record<string, string>;
}

interface Job {
  if?: string;
  needs?: string;
  permissions: Record<string, string>;
  steps: Step[];
}

const workflow: { permissions: object; jobs: Record<string, Job> } = parse(
  readFileSync(path.join(root, ".github/workflows/release.yml"), "utf8"),
);

const tag = "v1.2.3";

/** Scripts that make small files in place of the real ones. */
const manifest = {
  name: "top",
  workspaces: ["src/cli"],
  scripts: {
    "build:command": "node make.mjs bundle",
    build: "node make.mjs site",
    changelog: "echo changes of",
  },
};

const maker = `import { mkdirSync, writeFileSync } from "node:fs";
const [folder, file, text] = process.argv[2] === "site"
  ? ["build", "index.html", "the site"]
  : ["src/cli/dist", "grpc-evolution.mjs", "console.log('the bundle', process.argv.slice(2).join(' '))"];
mkdirSync(folder, { recursive: true });
writeFileSync(folder + "/" + file, text);
`;

/** A repository with the tag of a release, the one that it is pushed to, and the runner's folder. */
class MadeRepository {
  readonly remote: string;
  readonly clone: string;
  readonly runner: string;

  constructor(fixture: CommandFixture) {
    this.remote = fixture.folder();
    this.clone = fixture.folder({
      ".gitignore": "dist/\nbuild/\n*.tgz\n*.gz\n",
      "make.mjs": maker,
      "package.json": JSON.stringify(manifest),
      "src/cli/package.json": '{ "name": "grpc-evolution", "version": "1.2.3", "files": ["dist"] }',
    });
    this.runner = fixture.folder({ output: "" });
    git(this.remote, "init", "--quiet", "--bare");
    git(this.clone, "init", "--quiet", "--initial-branch=main");
    for (const file of ["action.yml", ".pre-commit-hooks.yaml", "LICENSE", "src/cli/from-clone.mjs"]) {
      mkdirSync(path.dirname(path.join(this.clone, file)), { recursive: true });
      cpSync(path.join(root, file), path.join(this.clone, file));
    }
    git(this.clone, "add", "--all");
    git(this.clone, "commit", "--quiet", "--message", "Begin");
    git(this.clone, "tag", tag);
    git(this.clone, "push", "--quiet", this.remote, "main", tag);
    this.replace("gh", `if [ "$2" = download ]; then cp grpc-evolution-*.tgz package.tgz; fi`);
  }

  /** Runs the script of a step as `shell: bash` does; programs of the runner come before those of the machine. */
  run(job: string, id: string, more: Record<string, string> = {}): Promise<Run> {
    const step = workflow.jobs[job]?.steps.find((each) => each.id === id);
    if (!step?.run) throw new Error(`The job ${job} has no script ${id}.`);
    const given = Object.entries(step.env ?? {}).map(([name, value]) => [name, this.#evaluate(value)]);
    const env = {
      PATH: `${this.runner}${path.delimiter}${process.env.PATH}`,
      GITHUB_REF_NAME: tag,
      GITHUB_SHA: git(this.clone, "rev-parse", tag).trim(),
      GITHUB_ACTOR: "acme-bot",
      GITHUB_OUTPUT: path.join(this.runner, "output"),
      RUNNER_TEMP: this.runner,
      ...Object.fromEntries(given),
      ...more,
    };
    const bash = ["--noprofile", "--norc", "-eo", "pipefail", "-c", step.run];
    return runProgram("bash", bash, this.clone, env, 60_000);
  }

  /** What the host puts in place of an expression. */
  #evaluate(value: string): string {
    const values: Record<string, string> = {
      "steps.pages.outputs.base_url": "https://acme.example.org/guide/",
      "steps.ready.outputs.commit": /^commit=(.*)$/m.exec(this.#output())?.[1] ?? "",
      "github.server_url": "https://git.example.org",
      "github.repository": "acme/guide",
      "github.token": "a-token",
      "github.event.repository.default_branch": "main",
      "vars.NPM_PACKAGE": "grpc-evolution",
    };
    return value.replace(/\$\{\{ ([\w.]+) \}\}/g, (expression, name: string) => {
      const known = values[name];
      if (known === undefined) throw new Error(`an expression that the test does not know: ${expression}`);
      return known;
    });
  }

  #output(): string {
    return readFileSync(path.join(this.runner, "output"), "utf8");
  }

  /** Puts a program in place of the machine's, which writes down how it is called. */
  replace(program: string, script: string): void {
    const text = `#!/usr/bin/env bash\necho "$*" >> "$RUNNER_TEMP/${program}.calls"\n${script}\n`;
    write(this.runner, { [program]: text });
    chmodSync(path.join(this.runner, program), 0o755);
  }

  /** What a replaced program was called with, a line a call. */
  calls(program: string): string[] {
    const file = path.join(this.runner, `${program}.calls`);
    return existsSync(file) ? readFileSync(file, "utf8").trimEnd().split("\n") : [];
  }

  manifest(): Record<string, unknown> {
    return JSON.parse(readFileSync(path.join(this.clone, "src/cli/package.json"), "utf8"));
  }
}

let fixture: CommandFixture;
let made: MadeRepository;

beforeAll(() => {
  fixture = new CommandFixture();
  made = new MadeRepository(fixture);
});

afterAll(() => fixture.remove());

test("each job has no more rights than it needs, and what runs other people's programs cannot publish at npm", () => {
  expect(workflow.permissions).toEqual({ contents: "read" });
  expect(
    Object.fromEntries(Object.entries(workflow.jobs).map(([name, job]) => [name, job.permissions])),
  ).toEqual({
    release: { contents: "write", pages: "read" },
    npm: { contents: "read", "id-token": "write" },
    site: { actions: "write" },
  });
  const published = workflow.jobs.npm?.steps.map(({ run = "" }) => run).join("\n");
  expect(published).not.toMatch(/npm (?:ci|install|run)/);
});

describe("a release", () => {
  test("is refused where the package has another version than its tag", async () => {
    const { status, stdout } = await made.run("release", "origin", { GITHUB_REF_NAME: "v1.2.4" });
    expect(status).toBe(1);
    expect(stdout).toBe("::error::The tag is v1.2.4, and src/cli/package.json says 1.2.3.\n");
    expect(made.manifest()).not.toHaveProperty("homepage");
  });

  test("has a commit with the bundle, from which the hook runs without installing anything", async () => {
    expect(await made.run("release", "origin")).toMatchObject({ status: 0 });
    expect(await made.run("release", "ready")).toMatchObject({ status: 0 });
    const ready = git(made.clone, "rev-parse", `ready-${tag}`).trim();
    expect(git(made.clone, "rev-parse", `${ready}^`)).toBe(git(made.clone, "rev-parse", tag));
    expect(git(made.clone, "ls-tree", "-r", "--name-only", ready).trim().split("\n")).toEqual([
      ".pre-commit-hooks.yaml",
      "LICENSE",
      "action.yml",
      "src/cli/dist/grpc-evolution.mjs",
      "src/cli/from-clone.mjs",
    ]);
    const pinned = path.join(fixture.folder(), "pinned");
    git(
      made.clone,
      "-c",
      "advice.detachedHead=false",
      "clone",
      "--quiet",
      "--branch",
      `ready-${tag}`,
      made.clone,
      pinned,
    );
    const hook = path.join(pinned, "src/cli/from-clone.mjs");
    expect(await runProgram(hook, ["check"], pinned, {})).toEqual({
      status: 0,
      stdout: "the bundle check\n",
      stderr: "",
    });
    // Only the other index was written: the checkout has nothing staged.
    expect(git(made.clone, "diff", "--cached", "--name-only")).toBe("");
  });

  test("has a package that says where it comes from, and pins that commit", async () => {
    expect(await made.run("release", "package")).toMatchObject({ status: 0 });
    expect(made.manifest()).toMatchObject({
      homepage: "https://acme.example.org/guide/",
      gitHead: git(made.clone, "rev-parse", `ready-${tag}`).trim(),
      repository: { type: "git", url: "git+https://git.example.org/acme/guide.git" },
    });
    expect(readdirSync(made.clone)).toContain("grpc-evolution-1.2.3.tgz");
  });

  test("has the site and the changelog, and gives all of it to the host", async () => {
    for (const step of ["site", "changelog"])
      expect(await made.run("release", step)).toMatchObject({ status: 0 });
    const archive = `evolving-grpc-apis-site-${tag}.tar.gz`;
    const unpacked = fixture.folder();
    expect(
      await runProgram("tar", ["--extract", "--file", path.join(made.clone, archive)], unpacked, {}),
    ).toMatchObject({ status: 0 });
    expect(readFileSync(path.join(unpacked, "index.html"), "utf8")).toBe("the site");
    expect(readFileSync(path.join(made.runner, "changelog.md"), "utf8")).toBe(`changes of ${tag}\n`);
    expect(await made.run("release", "push", { REMOTE: made.remote })).toMatchObject({ status: 0 });
    expect(git(made.remote, "rev-parse", `ready-${tag}`)).toBe(git(made.clone, "rev-parse", `ready-${tag}`));
    expect(made.calls("gh")).toEqual([
      `release create ${tag} grpc-evolution-1.2.3.tgz ${archive} --verify-tag --notes-file ${made.runner}/changelog.md`,
    ]);
  });

  test("is made known by the next build of the site", async () => {
    expect(workflow.jobs.site?.needs).toBe("release");
    expect(await made.run("site", "build")).toMatchObject({ status: 0 });
    expect(made.calls("gh").at(-1)).toBe("workflow run pages.yml --ref main");
  });
});

describe("at npm", () => {
  test("nothing is published as long as no variable says that the name is ours", () => {
    expect(workflow.jobs.npm).toMatchObject({ needs: "release", if: "vars.NPM_PACKAGE != ''" });
    const others = Object.entries(workflow.jobs).filter(([name]) => name !== "npm");
    for (const [, { steps }] of others)
      for (const { run = "" } of steps) expect(run).not.toContain("npm publish");
  });

  test("the package of the release is published with its provenance, under that name only", async () => {
    made.replace("npm", "");
    const refused = await made.run("npm", "publish", { NPM_PACKAGE: "@acme/grpc-evolution" });
    expect(refused.status).toBe(1);
    expect(refused.stdout).toContain("The package is called grpc-evolution");
    expect(made.calls("npm")).toEqual([]);
    expect(await made.run("npm", "publish")).toMatchObject({ status: 0 });
    expect(made.calls("npm")).toEqual(["publish ./package.tgz --provenance --access public"]);
  });
});
