import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { pagePath, rules } from "@grpc-evolution/engine/rules/index.js";
import type { Limit } from "@grpc-evolution/engine/window/window.js";
import { describe, expect, it, test } from "vitest";
import { parse } from "yaml";
import { root } from "../../root.js";
import { unpinned } from "../../testing/pinned.js";
import { initText } from "../commands/init-text.js";
import { parseConfiguration } from "../project/configuration.js";
import { installLines, type Origin, runLine, sharedLine, unknownOrigin } from "./origin.js";
import { adoptTexts, blanksOf } from "./texts.js";
import { firstPairs, promiseText } from "./window-text.js";

const released: Origin = {
  isPublished: false,
  repository: "https://github.com/acme/guide",
  release: { version: "1.2.3", commit: "0123456789abcdef0123456789abcdef01234567" },
  homepage: "https://guide.example.org/evolution",
};
const archive = "https://github.com/acme/guide/releases/download/v1.2.3/grpc-evolution-1.2.3.tgz";

describe("where the command is installed from", () => {
  it("is the file of a release, as long as the name is nobody's", () => {
    expect(installLines(released)).toBe(`npm install --save-dev ${archive}`);
    expect(runLine(released, "check")).toBe(`npx --yes --package=${archive} grpc-evolution check`);
    expect(sharedLine(released, "check")).toBe(runLine(released, "check"));
  });

  it("is the name of a published package", () => {
    const published = { ...released, isPublished: true };
    expect(installLines(published)).toBe("npm install --save-dev grpc-evolution@1.2.3");
    expect(runLine(published, "check")).toBe("npx --yes --package=grpc-evolution@1.2.3 grpc-evolution check");
  });

  it("is a clone where the repository offers no release", () => {
    const clone = "../evolving-grpc-apis";
    const lines = installLines({ ...released, release: null }).split("\n");
    expect(lines).toEqual([
      `git clone https://github.com/acme/guide ${clone} && (cd ${clone} && npm ci)`,
      `npm install --save-dev ${clone}/src/cli`,
    ]);
    expect(sharedLine({ ...released, release: null }, "check")).toBe("grpc-evolution check");
  });

  it("is the clone of whoever reads it where nobody named the repository", () => {
    for (const release of [null, released.release]) {
      const lines = installLines({ ...unknownOrigin, release });
      expect(lines).toMatch(/^# In a clone [^\n]+\nnpm install --save-dev path\/to\/clone\/src\/cli$/);
      expect(lines).not.toContain("1.2.3");
    }
  });
});

const textOf = (name: string, origin: Origin) =>
  adoptTexts(origin).find((text) => text.name === name)?.text ?? "";

describe("what is left to fill in", () => {
  it("is nothing where the release is known", () => {
    for (const { text } of adoptTexts(released)) expect(blanksOf(text)).toEqual([]);
  });

  it("is what nobody said", () => {
    const blanks = adoptTexts(unknownOrigin).map(({ name, text }) => [name, blanksOf(text)]);
    expect(Object.fromEntries(blanks.filter(([, names]) => names?.length))).toEqual({
      workflow: ["OWNER/REPOSITORY", "REVISION"],
      "gitlab-job": ["ADDRESS/OF/PACKAGE.tgz"],
      "pre-commit": ["REPOSITORY", "REVISION"],
      "release-workflow": ["ADDRESS/OF/PACKAGE.tgz"],
      "pairs-workflow": ["ADDRESS/OF/PACKAGE.tgz"],
    });
  });

  it("is the revision where the repository offers no release", () => {
    const unreleased = { ...released, release: null };
    expect(textOf("workflow", unreleased)).toContain("uses: acme/guide@REVISION\n");
    for (const name of ["workflow", "pre-commit"]) {
      expect(blanksOf(textOf(name, unreleased))).toEqual(["REVISION"]);
    }
  });

  it("is the action where GitHub cannot find it", () => {
    const elsewhere = { ...released, repository: "https://git.example.org/acme/guide" };
    expect(blanksOf(textOf("workflow", elsewhere))).toEqual(["OWNER/REPOSITORY", "REVISION"]);
    expect(blanksOf(textOf("pre-commit", elsewhere))).toEqual([]);
  });
});

describe("the texts for machines", () => {
  test("the workflow pins what it uses, may only read, and sets inputs that the action has", () => {
    const text = textOf("workflow", released);
    expect(unpinned(text)).toEqual([]);
    expect(unpinned(textOf("workflow", { ...released, release: null }))).toEqual([]);
    const { permissions, jobs } = parse(text);
    expect(permissions).toEqual({ contents: "read" });
    const [checkout, check] = jobs.check.steps;
    expect(checkout.with["fetch-depth"]).toBe(0);
    expect(check.uses).toBe("acme/guide@0123456789abcdef0123456789abcdef01234567");
    const { inputs } = parse(readFileSync(path.join(root, "action.yml"), "utf8"));
    expect(Object.keys(inputs)).toEqual(expect.arrayContaining(Object.keys(check.with)));
  });

  test("the job of GitLab fetches everything and keeps the report of a failed run", () => {
    const { protocol } = parse(textOf("gitlab-job", released));
    expect(protocol.variables.GIT_DEPTH).toBe("0");
    expect(protocol.script.at(-1)).toBe(
      `${runLine(released, "check")} --format junit --output ${protocol.artifacts.reports.junit}`,
    );
    expect(protocol.artifacts.when).toBe("always");
  });

  test("the configuration of pre-commit names the hook of this repository, at a commit", () => {
    const [hook] = parse(readFileSync(path.join(root, ".pre-commit-hooks.yaml"), "utf8"));
    expect(parse(textOf("pre-commit", released))).toEqual({
      repos: [{ repo: released.repository, rev: released.release?.commit, hooks: [{ id: hook.id }] }],
    });
  });

  test("with something to fill in do nothing, and say so first", () => {
    const texts = ["workflow", "gitlab-job", "pre-commit"].map((name) => textOf(name, unknownOrigin));
    for (const text of texts)
      expect(text).toMatch(/^# This (workflow|job|hook) .*yet: nobody has said where/);
    const [workflow, job, hook] = texts.map((text) => parse(text));
    expect(workflow).toMatchObject({ on: "workflow_dispatch", jobs: { check: { steps: [{}] } } });
    expect(workflow.jobs.check.steps).toHaveLength(1);
    expect(job.protocol.rules).toEqual([{ when: "never" }]);
    expect(hook).toEqual({ repos: [] });
    for (const name of ["workflow", "gitlab-job", "pre-commit", "release-workflow", "pairs-workflow"]) {
      expect(textOf(name, released)).not.toMatch(/^#/);
    }
    for (const name of ["release-workflow", "pairs-workflow"]) {
      expect(textOf(name, unknownOrigin)).toMatch(
        /^# This workflow does not pass yet: nobody has said where/,
      );
    }
    expect(parse(textOf("workflow", released)).on).toBe("pull_request");
  });

  test.each<{ name: string; read: (text: string) => unknown; event: unknown }>([
    { name: "workflow", read: (text) => parse(text).on, event: "pull_request" },
    {
      name: "gitlab-job",
      read: (text) => parse(text).protocol.rules,
      event: [{ if: '$CI_PIPELINE_SOURCE == "merge_request_event"' }],
    },
  ])("$name names the line to replace and the one to paste", ({ name, read, event }) => {
    const text = textOf(name, unknownOrigin);
    const [, replaced = "", pasted = ""] = /replace the line "(.*)" by this one:\n# (.*)\n/.exec(text) ?? [];
    expect(text.split("\n").filter((line) => line === replaced)).toHaveLength(1);
    expect(read(text.replace(`\n${replaced}\n`, `\n${pasted}\n`))).toEqual(event);
  });

  test("the hook says which revision starts at once", () => {
    expect(textOf("pre-commit", unknownOrigin)).toMatch(/^# REVISION is .* a tag named ready-v/m);
    expect(textOf("pre-commit", released)).not.toContain("ready-v");
  });

  test.each(["release-workflow", "pairs-workflow"])(
    "%s runs the command from a source, not by its name",
    (name) => {
      const sources = (origin: Origin) =>
        [...textOf(name, origin).matchAll(/^ +PACKAGE: (\S+)$/gm)].map(([, each]) => each);
      expect(sources(released)).toEqual([archive]);
      expect(sources(unknownOrigin)).toEqual(["ADDRESS/OF/PACKAGE.tgz"]);
      expect(unpinned(textOf(name, released))).toEqual([]);
    },
  );

  test("the script of a pair fails until somebody has written it", () => {
    const { status, stderr } = spawnSync("bash", [
      "-c",
      textOf("pair-script", released),
      "pair.sh",
      "v1.0",
      "HEAD",
    ]);
    expect({ status, stderr: String(stderr) }).toEqual({
      status: 1,
      stderr: "client v1.0, server HEAD: nobody has written yet how they run\n",
    });
  });

  test("the script of a pair starts with the server's own release, and reads its state back", () => {
    const steps = textOf("pair-script", released).match(/^# \d\. .*\n/gm);
    expect(steps).toEqual([
      expect.stringContaining('a client of "$server", its own release, with the state in "$work/state"'),
      expect.stringContaining('the client of "$client" on the same server and state'),
    ]);
  });

  test("no stranger becomes an owner of the protocol", () => {
    const lines = textOf("code-owners", released).trimEnd().split("\n");
    expect(lines.filter((line) => !line.startsWith("#"))).toEqual([]);
    expect(lines).toContainEqual(expect.stringMatching(/^# \*\.proto /));
  });
});

describe("the texts for people", () => {
  test("name every rule, with its page where the site has an address", () => {
    for (const rule of rules) {
      const link = `[${rule.id}](${released.homepage}/${pagePath(rule)}): ${rule.sentence}`;
      expect(textOf("contributor-guide", released)).toContain(link);
      expect(textOf("contributor-guide", unknownOrigin)).toContain(`- ${rule.id}: ${rule.sentence}`);
    }
  });

  test("without an address lead nowhere, and name the command that explains", () => {
    for (const { text } of adoptTexts(unknownOrigin)) expect(text).not.toMatch(/\]\(|https?:/);
    expect(textOf("contributor-guide", unknownOrigin)).toContain("grpc-evolution explain R1");
    expect(textOf("review-guide", unknownOrigin)).toContain("grpc-evolution explain");
  });

  test("promise the window that a first configuration has", () => {
    const { window, components } = parseConfiguration(
      initText([], [{ path: "a.proto", packageName: "" }]),
      "grpc-evolution.yaml",
    );
    expect(firstPairs).toEqual([{ ...components, window, services: [] }]);
    expect(textOf("support-policy", released)).toContain(`## The window

- **Upgrades.** The client works with the server of every earlier release.
- **Downgrades.** The client works with the server of the next release.

These two sentences are the \`window\` in \`grpc-evolution.yaml\`: change them together.
`);
  });

  test.each<[Limit, string, string]>([
    [0, "no earlier release", "no later release"],
    [1, "the previous release", "the next release"],
    [3, "each of the previous 3 releases", "each of the next 3 releases"],
    ["unbounded", "every earlier release", "every later release"],
  ])("promise what a configuration says: %s", (limit, earlier, later) => {
    const pair = { client: "controller", server: "agent", services: [] };
    const promised = promiseText([{ ...pair, window: { upgrade: limit, downgrade: 0 } }]);
    expect(promised).toContain(`The controller works with the agent of ${earlier}.\n`);
    expect(promised).toContain("The controller works with the agent of no later release.\n");
    const other = promiseText([{ ...pair, window: { upgrade: 0, downgrade: limit } }]);
    expect(other).toContain(`The controller works with the agent of ${later}.\n`);
  });

  test("promise each pair what its own window says, and nothing where none is declared", () => {
    const agent = { client: "controller", server: "agent", window: null, services: [] };
    const promised = promiseText([
      agent,
      { ...agent, server: "store", window: { upgrade: 0, downgrade: 0 } },
    ]);
    expect(promised).toBe(`### controller and agent

Nothing is promised yet: \`grpc-evolution.yaml\` declares no \`window\` for controller and agent.
Decide it there, then say here which earlier and which later releases of the agent the controller works with.

### controller and store

- **Upgrades.** The controller works with the store of no earlier release.
- **Downgrades.** The controller works with the store of no later release.

The sentences on upgrades and downgrades are the \`window\` in \`grpc-evolution.yaml\`: change them together.`);
  });

  test("ask the two questions of the analysis", () => {
    const template = textOf("change-template", released);
    expect(template).toMatch(/^#+ Future releases, when the field is absent$/m);
    expect(template).toMatch(/^#+ Past releases, blind to the field$/m);
  });
});
