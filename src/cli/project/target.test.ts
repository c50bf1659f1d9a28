import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { choiceIn } from "../../testing/checked-repository.js";
import { git } from "../../testing/git.js";
import { makeHistory } from "../../testing/made-history.js";
import type { Refs } from "../git/refs.js";
import { defaultBranch, targetBranch } from "./target.js";

/** Refs with these names; each stands for a commit that is called like it. */
function refsOf(names: string[], parts: Partial<Refs> = {}): Refs {
  const remotes = new Set(names.flatMap((name) => /^refs\/remotes\/([^/]+)\//.exec(name)?.[1] ?? []));
  return {
    commits: new Map(names.map((name) => [name, name])),
    symbolic: new Map(),
    upstreams: new Map(),
    remotes: [...remotes],
    current: null,
    ...parts,
  };
}

const remote = "refs/remotes/origin";
const plain = refsOf(["refs/heads/main", `${remote}/main`, `${remote}/release-2.8`, "refs/tags/v1"]);

describe("the branch that a change is for", () => {
  test.each<[env: Record<string, string>]>([
    [{ GITHUB_BASE_REF: "release-2.8" }],
    [{ CI_MERGE_REQUEST_TARGET_BRANCH_NAME: "release-2.8" }],
    [{ SYSTEM_PULLREQUEST_TARGETBRANCH: "refs/heads/release-2.8" }],
    [{ SYSTEM_PULLREQUEST_TARGETBRANCH: "release-2.8" }],
    [{ BITBUCKET_PR_DESTINATION_BRANCH: "release-2.8" }],
    [{ CHANGE_TARGET: "release-2.8" }],
    [{ BUILDKITE_PULL_REQUEST_BASE_BRANCH: "release-2.8" }],
    [{ GITHUB_BASE_REF: "", GITHUB_REF: "refs/heads/gh-readonly-queue/release-2.8/pr-7-0123456789abcdef" }],
  ])("is what the CI says: %j", (env) => {
    expect(targetBranch(plain, null, env)).toEqual({
      name: "origin/release-2.8",
      commit: `${remote}/release-2.8`,
    });
  });

  test("is the default branch where the CI runs for no pull request", () => {
    const env = {
      GITHUB_BASE_REF: "",
      BUILDKITE_PULL_REQUEST_BASE_BRANCH: "",
      GITHUB_REF: "refs/heads/main",
    };
    expect(targetBranch(plain, null, env)?.commit).toBe(`${remote}/main`);
  });

  test("may have slashes in its name", () => {
    const refs = refsOf([`${remote}/release/2.8`, `${remote}/main`]);
    const queue = { GITHUB_REF: "refs/heads/gh-readonly-queue/release/2.8/pr-7-0123456789abcdef" };
    expect(targetBranch(refs, null, queue)?.name).toBe("origin/release/2.8");
    expect(targetBranch(refs, null, { CHANGE_TARGET: "release/2.8" })?.name).toBe("origin/release/2.8");
  });

  test("is refused where the clone lacks it", () => {
    expect(() => targetBranch(plain, null, { CHANGE_TARGET: "release-9" })).toThrow(
      /"release-9" .*not in this clone/,
    );
    expect(() => targetBranch(plain, null, { CHANGE_TARGET: "v1" })).toThrow(/"v1"/);
    expect(() => targetBranch(plain, "trunk", {})).toThrow(/"trunk"/);
  });

  test("is the upstream where that has another name", () => {
    const upstreams = new Map([["refs/heads/mine", `${remote}/release-2.8`]]);
    const refs: Refs = { ...plain, upstreams, current: "refs/heads/mine" };
    expect(targetBranch(refs, null, {})?.name).toBe("origin/release-2.8");
    expect(targetBranch({ ...refs, current: "refs/heads/main" }, null, {})?.name).toBe("origin/main");
  });

  test("is not the upstream that only publishes the branch", () => {
    const names = ["refs/heads/mine", `${remote}/mine`, `${remote}/main`];
    const refs = refsOf(names, {
      upstreams: new Map([["refs/heads/mine", `${remote}/mine`]]),
      current: "refs/heads/mine",
    });
    expect(targetBranch(refs, null, {})?.name).toBe("origin/main");
  });
});

describe("the default branch", () => {
  const names = [
    `${remote}/main`,
    `${remote}/master`,
    `${remote}/trunk`,
    `${remote}/develop`,
    "refs/heads/main",
  ];
  const refs = refsOf(names, { symbolic: new Map([[`${remote}/HEAD`, `${remote}/trunk`]]) });

  test("is what the configuration says, the CI, the head of the remote, main, master: in this order", () => {
    const env = { CI_DEFAULT_BRANCH: "master" };
    expect(defaultBranch(refs, "develop", env)?.name).toBe("origin/develop");
    expect(defaultBranch(refs, null, env)?.name).toBe("origin/master");
    expect(defaultBranch(refs, null, {})?.name).toBe("origin/trunk");
    expect(defaultBranch(refsOf(names), null, {})?.name).toBe("origin/main");
    expect(defaultBranch(refsOf(["refs/heads/master", "refs/tags/main"]), null, {})?.name).toBe("master");
    expect(defaultBranch(refsOf(["refs/heads/mine", "refs/tags/main"]), null, {})).toBeNull();
  });

  test("is that of the remote before a local one, which may be old", () => {
    expect(defaultBranch(refsOf(["refs/heads/main", `${remote}/main`]), null, {})?.commit).toBe(
      `${remote}/main`,
    );
    const forks = refsOf(["refs/remotes/fork/main", `${remote}/main`], { remotes: ["origin", "fork"] });
    expect(defaultBranch(forks, null, {})?.commit).toBe(`${remote}/main`);
  });
});

describe("in a repository", () => {
  let folder: string;
  beforeAll(() => {
    folder = realpathSync(mkdtempSync(path.join(tmpdir(), "target-")));
    const files = { "a.proto": 'syntax = "proto3"; message M {}' };
    makeHistory(
      folder,
      [{ files, tags: ["old"] }, {}, { on: "mine", from: "main" }, { on: "alone", files }, { on: "main" }],
      "mine",
    );
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("tags and branches with the names of others shadow nothing", async () => {
    git(folder, "update-ref", "refs/remotes/origin/main", "main");
    const choice = await choiceIn(folder);
    git(folder, "tag", "main", "mine");
    git(folder, "tag", "origin/main", "mine");
    git(folder, "branch", "origin/main", "mine");
    expect(choice.reference).toBe("the merge base");
    expect(await choiceIn(folder)).toEqual(choice);
  });

  test("a history that has nothing in common with the target is refused, unless somebody says what counts", async () => {
    const head = { head: "refs/heads/alone" };
    await expect(choiceIn(folder, head)).rejects.toThrow(
      /This revision and origin\/main have no history in common/,
    );
    expect(await choiceIn(folder, { ...head, since: "old" })).toMatchObject({ reference: "old" });
    expect(await choiceIn(folder, { ...head, against: ["old"] })).toMatchObject({ baselines: ["old"] });
  });

  test("a target that the clone lacks is refused", async () => {
    const env = { GITHUB_BASE_REF: "release-9" };
    await expect(choiceIn(folder, { env })).rejects.toThrow(/"release-9"/);
  });
});
