import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Asked, type Choice, choiceIn } from "../../testing/checked-repository.js";
import { git, write } from "../../testing/git.js";
import { makeHistory, type Step } from "../../testing/made-history.js";

let top: string;
beforeAll(() => {
  top = realpathSync(mkdtempSync(path.join(tmpdir(), "releases-")));
});
afterAll(() => rmSync(top, { recursive: true, force: true }));

const proto = { "a.proto": 'syntax = "proto3"; message M { string a = 1; }' };
/** All releases of the past are in such a window. */
const files = { ...proto, "grpc-evolution.yaml": "window: { upgrade: unbounded, downgrade: unbounded }\n" };

function made(steps: Step[], checkedOut?: string): string {
  const folder = mkdtempSync(path.join(top, "of-"));
  makeHistory(folder, steps, checkedOut);
  return folder;
}

function choice(steps: Step[], checkedOut?: string, asked?: Asked): Promise<Choice> {
  return choiceIn(made(steps, checkedOut), asked);
}

describe("tags on trunk", () => {
  const steps = [{ files, tags: ["v1.0.0"] }, { tags: ["v1.1.0"] }, { tags: ["v1.1.1"] }, {}];

  test("all are past, the newest is the reference, patches are folded", async () => {
    expect(await choice(steps)).toEqual({ baselines: ["v1.0.0", "v1.1.1"], reference: "v1.1.1", said: [] });
  });

  test("a clean checkout of a release is compared with those before it", async () => {
    expect(await choice(steps.slice(0, 2))).toEqual({ baselines: ["v1.0.0"], reference: "v1.0.0", said: [] });
  });

  test("edits on a release stand on that release", async () => {
    const folder = made(steps.slice(0, 2));
    write(folder, { "a.proto": 'syntax = "proto3"; message M {}' });
    expect(await choiceIn(folder)).toEqual({
      baselines: ["v1.0.0", "v1.1.0"],
      reference: "v1.1.0",
      said: [],
    });
  });

  test("edits on what came behind the newest release are compared with that commit, too", async () => {
    const folder = made(steps);
    write(folder, { "a.proto": 'syntax = "proto3"; message M {}' });
    expect(await choiceIn(folder)).toEqual({
      baselines: ["v1.0.0", "v1.1.1", "the last commit"],
      reference: "v1.1.1",
      said: [],
    });
  });

  test("a branch starts where it left the trunk, and what was tagged since is named", async () => {
    const branched = [
      ...steps.slice(0, 2),
      {},
      { on: "mine", from: "main" },
      { on: "main", tags: ["v1.2.0"] },
    ];
    const { baselines, reference, said } = await choice(branched, "mine");
    expect({ baselines, reference }).toEqual({
      baselines: ["v1.0.0", "v1.1.0", "the merge base"],
      reference: "the merge base",
    });
    expect(said).toEqual([expect.stringMatching(/^v1\.2\.0 is newer and not compared: /)]);
  });

  test("an old revision of the trunk names what comes after it", async () => {
    const { baselines, said } = await choice([{}, ...steps], "main", { head: "v1.0.0" });
    expect(baselines).toEqual(["the previous revision"]);
    expect(said).toEqual([
      expect.stringMatching(/^v1\.1\.1 is newer and not compared: this revision is part of its past/),
    ]);
  });
});

describe("a branch for each minor release", () => {
  const steps: Step[] = [
    { files },
    { on: "release-1.0", from: "main", tags: ["v1.0.0"] },
    {},
    { on: "release-1.1", from: "main", tags: ["v1.1.0"] },
    { on: "main" },
    // A cherry-pick.
    { on: "release-1.0", tags: ["v1.0.1"] },
    { on: "main" },
  ];

  test("trunk is past the releases whose branches left it, patches included", async () => {
    expect(await choice(steps)).toEqual({ baselines: ["v1.0.1", "v1.1.0"], reference: "v1.1.0", said: [] });
  });

  test("a release branch goes on from its own newest release, and newer ones are named", async () => {
    const { baselines, reference, said } = await choice([...steps, { on: "release-1.0" }], "release-1.0");
    expect({ baselines, reference }).toEqual({ baselines: ["v1.0.1"], reference: "v1.0.1" });
    expect(said).toEqual([
      expect.stringMatching(/^v1\.1\.0 is newer and not compared: it comes from a point/),
    ]);
  });

  test("so does a change that starts from a release branch", async () => {
    const fix: Step[] = [...steps, { on: "release-1.0" }, { on: "fix", from: "release-1.0" }];
    const folder = made(fix, "fix");
    expect(await choiceIn(folder)).toMatchObject({ baselines: ["v1.0.1"], reference: "v1.0.1" });
    write(folder, { "a.proto": 'syntax = "proto3"; message M {}' });
    expect((await choiceIn(folder)).baselines).toEqual(["v1.0.1", "the last commit"]);
    const env = { GITHUB_BASE_REF: "release-1.0" };
    expect(await choiceIn(folder, { env })).toMatchObject({
      baselines: ["v1.0.1", "the merge base"],
      reference: "the merge base",
    });
  });

  test("a branch that merges a release branch starts where it left trunk", async () => {
    const back: Step[] = [...steps, { on: "back", from: "main" }, { on: "back", merge: "release-1.0" }, {}];
    expect(await choice(back, "back")).toMatchObject({
      baselines: ["v1.0.1", "v1.1.0", "the merge base"],
      reference: "the merge base",
    });
  });

  test("a change that left trunk before a release branch does not know that release", async () => {
    const early: Step[] = [
      { files },
      { on: "release-1.0", from: "main", tags: ["v1.0.0"] },
      { on: "mine", from: "main" },
      { on: "main" },
      { on: "release-1.1", from: "main", tags: ["v1.1.0"] },
    ];
    const { baselines, said } = await choice(early, "mine");
    expect(baselines).toEqual(["v1.0.0", "the merge base"]);
    expect(said).toEqual([expect.stringContaining("v1.1.0 is newer and not compared")]);
  });

  test("several newer tags make one line", async () => {
    const more: Step[] = [
      ...steps,
      { on: "release-1.2", from: "main", tags: ["v1.2.0"] },
      { on: "release-1.0" },
    ];
    const { said } = await choice(more, "release-1.0");
    expect(said).toEqual([expect.stringMatching(/^v1\.2\.0 and 1 more before it are newer/)]);
  });
});

describe("git-flow", () => {
  const steps: Step[] = [
    { files, tags: ["v1.0.0"] },
    { on: "develop", from: "main" },
    { on: "release/1.1", from: "develop" },
    { on: "main", merge: "release/1.1", tags: ["v1.1.0"] },
    { on: "develop", merge: "release/1.1" },
    { on: "hotfix", from: "main" },
    { on: "main", merge: "hotfix", tags: ["v1.1.1"] },
    { on: "develop" },
  ];

  test("develop is past the releases that were merged into main only", async () => {
    const { baselines } = await choice(steps, "develop");
    expect(baselines).toContain("v1.0.0");
  });

  test("a hotfix merged back into develop is past", async () => {
    const merged: Step[] = [...steps, { on: "develop", merge: "main" }, { on: "develop" }];
    const { baselines, said } = await choice(merged, "develop");
    expect(baselines).toEqual(expect.arrayContaining(["v1.0.0", "v1.1.1"]));
    expect(said).toEqual([]);
  });
});

test("tags that are merged back are past", async () => {
  const steps: Step[] = [
    { files },
    { on: "release", from: "main", tags: ["v1.0.0"] },
    { on: "main", merge: "release" },
    { on: "main" },
  ];
  expect(await choice(steps)).toEqual({ baselines: ["v1.0.0"], reference: "v1.0.0", said: [] });
});

describe("pre-releases on main", () => {
  test("one says that main is past the release before, wherever that was tagged", async () => {
    const steps: Step[] = [
      { files },
      { on: "release-3.7", from: "main", tags: ["v3.7.0"] },
      { on: "main", tags: ["v3.8.0-alpha.0"] },
      {},
    ];
    expect(await choice(steps)).toEqual({
      baselines: ["v3.7.0"],
      reference: "v3.7.0",
      said: ["v3.8.0-alpha.0 is a pre-release: it is not compared, and the next release is taken for 3.8."],
    });
  });

  test("also where the release has a history of its own", async () => {
    const steps: Step[] = [
      { on: "published", files, tags: ["v3.7.0"] },
      { files },
      { tags: ["v3.8.0-alpha.0"] },
      {},
    ];
    expect((await choice(steps)).baselines).toEqual(["v3.7.0"]);
  });

  test("it says nothing of its own release, nor of later ones", async () => {
    const steps: Step[] = [
      { on: "published", files, tags: ["v3.7.0"] },
      { on: "published", tags: ["v3.8.0"] },
      { files, tags: ["v3.8.0-alpha.0"] },
      {},
    ];
    const { baselines, said } = await choice(steps);
    expect(baselines).toEqual(["v3.7.0"]);
    expect(said).toEqual([expect.stringContaining("v3.8.0 is newer and not compared")]);
  });

  test("is no release itself", async () => {
    const steps = [{ files }, { tags: ["v1.0.0-rc.1"] }, {}];
    expect(await choice(steps)).toEqual({
      baselines: ["the previous revision"],
      reference: "the previous revision",
      said: ["v1.0.0-rc.1 is a pre-release: it is not compared, and the next release is taken for 1.0."],
    });
  });
});

describe("other names of tags", () => {
  const releases = (pattern: string) => ({
    ...files,
    "grpc-evolution.yaml": `${files["grpc-evolution.yaml"]}releases: { tags: "${pattern}" }\n`,
  });

  test("dates are versions", async () => {
    const steps = [
      { files: releases("20*"), tags: ["2024.09.30"] },
      { tags: ["2024.10.01"] },
      { tags: ["2025.01.15"] },
      {},
    ];
    const { baselines, reference } = await choice(steps);
    expect({ baselines, reference }).toEqual({
      baselines: ["2024.09.30", "2024.10.01", "2025.01.15"],
      reference: "2025.01.15",
    });
  });

  test("of several prefixes in one repository the pattern chooses one", async () => {
    const steps = [
      { files: releases("api/v*"), tags: ["api/v1.0.0"] },
      { tags: ["web/v9.0.0"] },
      { tags: ["api/v1.1.0"] },
      { tags: ["web/v10.0.0"] },
      {},
    ];
    expect(await choice(steps)).toEqual({
      baselines: ["api/v1.0.0", "api/v1.1.0"],
      reference: "api/v1.1.0",
      said: [],
    });
  });
});

describe("without tags", () => {
  test("a fork is compared with the revision before", async () => {
    const steps = [{ files: proto }, {}, {}];
    expect(await choice(steps)).toEqual({
      baselines: ["the previous revision"],
      reference: "the previous revision",
      said: [],
    });
  });

  test("edits stand on the last commit", async () => {
    const folder = made([{ files: proto }, {}]);
    write(folder, { "a.proto": 'syntax = "proto3"; message M {}' });
    expect(await choiceIn(folder)).toMatchObject({
      baselines: ["the last commit"],
      reference: "the last commit",
    });
  });

  test("at the first commit everything is new, and it is said", async () => {
    expect(await choice([{ files: proto }])).toEqual({
      baselines: [],
      reference: null,
      said: [expect.stringContaining("this is the first revision")],
    });
  });
});

describe("what somebody names", () => {
  const steps = [{ files, tags: ["v1.0.0"] }, { tags: ["v1.1.0"] }, { tags: ["v1.2.0"] }, {}];

  test("the newest of it is the reference, in whatever order it stands", async () => {
    const { baselines, reference, said } = await choice(steps, "main", { against: ["v1.2.0", "v1.0.0"] });
    expect({ baselines, reference, said }).toEqual({
      baselines: ["v1.2.0", "v1.0.0"],
      reference: "v1.2.0",
      said: [],
    });
  });

  test("--since is the reference, and compared with as well", async () => {
    const { baselines, reference } = await choice(steps, "main", { since: "main~2" });
    expect({ baselines, reference }).toEqual({
      baselines: ["v1.0.0", "v1.1.0", "v1.2.0"],
      reference: "main~2",
    });
  });

  test("worktree is a name as any other", async () => {
    const folder = made(steps);
    await expect(choiceIn(folder, { against: ["worktree"] })).rejects.toThrow(
      'There is no revision "worktree"',
    );
    git(folder, "branch", "worktree", "v1.0.0");
    expect(await choiceIn(folder, { against: ["worktree"] })).toMatchObject({ baselines: ["worktree"] });
  });
});
