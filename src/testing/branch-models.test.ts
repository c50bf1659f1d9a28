import { writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readRefs } from "../cli/git/refs.js";
import { listReleases } from "../cli/git/release-tags.js";
import { chooseStates } from "../cli/project/baselines.js";
import { releaseBefore } from "../cli/project/release-before.js";
import { pastOf, type RepositoryTimeline, timelineOf } from "../cli/project/releases.js";
import { defaultBranch, targetBranch } from "../cli/project/target.js";
import {
  type BranchModel,
  branchModels,
  type DrawnCommit,
  type DrawnRole,
} from "../content/branch-models.js";
import { CommandFixture } from "./command.js";
import { git } from "./git.js";

const fixture = new CommandFixture();

afterAll(() => fixture.remove());

/** Makes the history of a model and checks out its head. Returns its folder, and the hash of each commit by its name. */
function build({ commits }: BranchModel): { folder: string; hashes: Map<string, string> } {
  const folder = fixture.folder();
  git(folder, "init", "--quiet", "--initial-branch=main");
  writeFileSync(path.join(folder, "a.proto"), 'syntax = "proto3";\n');
  git(folder, "add", ".");
  const tree = git(folder, "write-tree").trim();
  const hashes = new Map<string, string>();
  for (const { name, isTag, branch, parents } of commits) {
    const lineage = parents.flatMap((parent) => ["-p", hashes.get(parent) ?? ""]);
    const hash = git(folder, "commit-tree", tree, ...lineage, "-m", name).trim();
    hashes.set(name, hash);
    git(folder, "update-ref", `refs/heads/${branch}`, hash);
    if (isTag) git(folder, "tag", name, hash);
  }
  git(folder, "checkout", "--quiet", headOf(commits).branch);
  return { folder, hashes };
}

function headOf(commits: readonly DrawnCommit[]): DrawnCommit {
  return commits.find(({ role }) => role === "head") as DrawnCommit;
}

/** What the command makes of the head, with a window that has no limits. */
async function chosenFor(model: BranchModel) {
  const { folder, hashes } = build(model);
  const commit = hashes.get(headOf(model.commits).name) as string;
  const refs = await readRefs(folder);
  const main = defaultBranch(refs, null, {});
  const tagged = await listReleases(folder, { tags: "v*" });
  const timeline = timelineOf(tagged, commit, await pastOf(folder, tagged, commit, main), true);
  const window = { upgrade: "unbounded", downgrade: "unbounded" } as const;
  const states = await chooseStates(
    { against: null, since: null },
    {
      root: folder,
      head: { commit, isWorkingTree: false, isChanged: false },
      timeline,
      target: targetBranch(refs, null, { GITHUB_BASE_REF: model.target }),
      pairs: [{ client: "client", server: "server", window, services: [] }],
    },
  );
  const nameOf = (hash: string | undefined) => [...hashes].find(([, other]) => other === hash)?.[0];
  const compared = states.baselines.filter(({ releaseIndex }) => releaseIndex !== null);
  return {
    reference: nameOf(states.reference?.commit),
    compared: compared.map(({ label }) => label),
    newer: newerIn(timeline),
    before: releaseBefore(commit, timeline, tagged, timeline.isRelease).tag,
  };
}

function newerIn({ newer }: RepositoryTimeline): string[] {
  return newer.map(({ release }) => release.tag);
}

describe.each(Object.entries<BranchModel>(branchModels))("the drawn model %s", (_, model) => {
  const tagsThatAre = (role: DrawnRole) =>
    model.commits.filter((commit) => commit.role === role).map(({ name }) => name);

  it("shows what the command chooses", async () => {
    expect(await chosenFor(model)).toEqual({
      reference: model.commits.find(({ isReference }) => isReference)?.name,
      compared: tagsThatAre("compared"),
      newer: tagsThatAre("newer"),
      before: tagsThatAre("compared").at(-1),
    });
  });

  it("names each commit once, and its parents before it", () => {
    const names = model.commits.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const [at, { parents }] of model.commits.entries()) {
      expect(names.slice(0, at)).toEqual(expect.arrayContaining([...parents]));
    }
  });
});
