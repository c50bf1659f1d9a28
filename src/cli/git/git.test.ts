import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { commit, git, write } from "../../testing/git.js";
import { UserError } from "../terminal/user-error.js";
import { globMatcher } from "./globs.js";
import { historyBeyond, mergeBase, readRefs, repositoryState, resolveRef } from "./refs.js";
import { isoDate, listReleases, versionOf } from "./release-tags.js";
import { CommittedFiles, type StateFiles, workingFiles } from "./state-files.js";
import { listTree, listTrees, type Tree, treeFromIndex } from "./trees.js";

let top: string;
let folder: string;
let base: string;

/** `main` with v1.0 and v1.1, and a branch `side` that leaves it after v1.0. */
beforeAll(() => {
  top = realpathSync(mkdtempSync(path.join(tmpdir(), "repository-")));
  folder = path.join(top, "repository");
  git(top, "init", "--quiet", "--initial-branch=main", folder);
  commit(folder, "v1.0", { "protos/a.proto": "first", "protos/b.proto": "same", "README.md": "" });
  base = git(folder, "rev-parse", "HEAD").trim();
  git(folder, "branch", "side");
  commit(folder, "v1.1", { "protos/a.proto": "second", "protos/sub/copy.proto": "same" });
  git(folder, "checkout", "--quiet", "side");
  commit(folder, "", { "protos/side.proto": "side" });
  git(folder, "checkout", "--quiet", "main");
});
afterAll(() => rmSync(top, { recursive: true, force: true }));

async function refusal(reading: Promise<unknown>): Promise<string> {
  try {
    return `read ${JSON.stringify(await reading)}`;
  } catch (error) {
    if (error instanceof UserError) return `${error.message} ${error.hint}`;
    throw error;
  }
}

describe("refs", () => {
  test("are branches, tags, hashes and expressions", async () => {
    for (const ref of ["v1.0", "main~1", base, base.slice(0, 10), "refs/tags/v1.0", "side^", "HEAD~1"]) {
      expect(await resolveRef(folder, ref)).toBe(base);
    }
  });

  test("that several things are called alike are refused, but for versions, which are tags", async () => {
    const twins = path.join(top, "alike");
    git(top, "clone", "--quiet", folder, twins);
    const [old, tip] = await Promise.all(["main~1", "main"].map((ref) => resolveRef(twins, ref)));
    for (const ref of ["refs/tags/main", "refs/heads/origin/main", "refs/heads/v1.0", "refs/tags/HEAD"]) {
      git(twins, "update-ref", ref, ref === "refs/heads/v1.0" ? "refs/heads/main" : "refs/heads/main~1");
    }
    for (const ref of ["main", "main~0", "origin/main"]) {
      expect(await refusal(resolveRef(twins, ref))).toMatch(
        /is the name of several revisions\. .* or refs\//,
      );
    }
    expect(await resolveRef(twins, "refs/heads/main")).toBe(tip);
    expect(await resolveRef(twins, "HEAD")).toBe(tip);
    expect(await resolveRef(twins, "v1.0")).toBe(old);
    git(twins, "update-ref", "refs/tags/main", "refs/heads/main");
    expect(await resolveRef(twins, "main")).toBe(tip);
  });

  test.each([
    "--help",
    "-",
    "--output=/tmp/x",
    "",
    "no-such",
    "v1.0\nv1.1",
    "main\0",
    "HEAD:README.md",
    "main:protos",
    ":/",
    "a b",
    "$(id)",
    "\u001b[31m",
  ])("that name no commit are refused: %j", async (ref) => {
    const said = await refusal(resolveRef(folder, ref));
    expect(said).toMatch(/There is no revision/);
    expect(said).not.toMatch(/[\p{Cc}]/u);
  });

  test("have a merge base, or none", async () => {
    const [main, side] = await Promise.all([resolveRef(folder, "main"), resolveRef(folder, "side")]);
    expect(await mergeBase(folder, main, side)).toBe(base);
    const alone = git(folder, "commit-tree", "-m", "alone", "HEAD^{tree}").trim();
    expect(await mergeBase(folder, main, alone)).toBeNull();
  });
});

describe("all refs", () => {
  test("go by their full names, whatever short names they share", async () => {
    const twins = path.join(top, "twins");
    git(top, "clone", "--quiet", "--origin=upstream", folder, twins);
    git(twins, "tag", "main", "v1.0");
    git(twins, "branch", "--no-track", "upstream/main", "v1.0");
    git(twins, "branch", "--quiet", "--track", "mine", "upstream/side");
    git(twins, "tag", "of-a-file", "HEAD:README.md");
    const refs = await readRefs(twins);
    const head = git(twins, "rev-parse", "HEAD").trim();
    expect(refs.commits.get("refs/heads/main")).toBe(head);
    expect(refs.commits.get("refs/remotes/upstream/main")).toBe(head);
    expect(refs.commits.get("refs/tags/main")).toBe(base);
    expect(refs.commits.get("refs/heads/upstream/main")).toBe(base);
    expect(refs.commits.has("refs/tags/of-a-file")).toBe(false);
    expect(refs.commits.get("HEAD")).toBe(head);
    expect(refs.symbolic.get("refs/remotes/upstream/HEAD")).toBe("refs/remotes/upstream/main");
    expect(refs.upstreams.get("refs/heads/mine")).toBe("refs/remotes/upstream/side");
    expect(refs).toMatchObject({ remotes: ["upstream"], current: "refs/heads/main" });
    git(twins, "checkout", "--quiet", "--detach");
    expect((await readRefs(twins)).current).toBeNull();
  });

  test("know remotes by the names that the configuration gives them, with slashes too", async () => {
    const forked = path.join(top, "forked");
    git(top, "clone", "--quiet", folder, forked);
    git(forked, "remote", "add", "team/fork", folder);
    git(forked, "remote", "add", "never-fetched", folder);
    git(forked, "fetch", "--quiet", "team/fork");
    expect((await readRefs(forked)).remotes).toEqual(["origin", "team/fork"]);
  });

  test("keep the branches of a remote that is no longer configured", async () => {
    const left = path.join(top, "left");
    git(top, "clone", "--quiet", folder, left);
    git(left, "update-ref", "refs/remotes/old/main", "HEAD");
    expect((await readRefs(left)).remotes).toEqual(["origin", "old"]);
  });
});

describe("a state", () => {
  /** The files of a revision, of the working tree where none is named, that some globs choose. */
  async function readState(at: string, ref: string | null, patterns: string[]) {
    const state = ref === null ? await workingFiles(await repositoryState(at)) : await committed(at, ref);
    const isChosen = globMatcher(patterns);
    return state.read([...state.tree.keys()].filter(isChosen).sort());
  }

  async function committed(at: string, ref: string): Promise<StateFiles> {
    return new CommittedFiles(at).state(await listTree(at, await resolveRef(at, ref)));
  }

  const globs = ["protos/**/*.proto"];
  const paths = async (at: string, patterns = globs) =>
    (await readState(folder, at, patterns)).map((file) => file.path);

  test("of a revision has the files under the globs, sorted, copies too", async () => {
    expect(await readState(folder, "v1.0", globs)).toEqual([
      { path: "protos/a.proto", text: "first" },
      { path: "protos/b.proto", text: "same" },
    ]);
    expect(await paths("main")).toEqual(["protos/a.proto", "protos/b.proto", "protos/sub/copy.proto"]);
    expect(await paths("side", ["protos/*.proto"])).toContain("protos/side.proto");
    expect(await paths("main", ["nothing/**"])).toEqual([]);
  });

  test("of the working tree has what is on the disk: changed, new and deleted files, ignored ones not", async () => {
    const clone = path.join(top, "clone");
    git(top, "clone", "--quiet", folder, clone);
    write(clone, {
      "protos/a.proto": "changed",
      "protos/new.proto": "new",
      "protos/out.proto": "",
      ".gitignore": "out.proto",
    });
    rmSync(path.join(clone, "protos", "b.proto"));
    expect(await readState(clone, null, globs)).toEqual([
      { path: "protos/a.proto", text: "changed" },
      { path: "protos/new.proto", text: "new" },
      { path: "protos/sub/copy.proto", text: "same" },
    ]);
  });

  test("of the working tree follows no link, to a file or to a folder", async () => {
    const linked = path.join(top, "linked");
    git(top, "init", "--quiet", linked);
    writeFileSync(path.join(top, "secret.proto"), "secret");
    mkdirSync(path.join(top, "outside"));
    writeFileSync(path.join(top, "outside", "a.proto"), "outside");
    commit(linked, "", { "protos/a.proto": "inside", "kept/b.proto": "kept" });
    rmSync(path.join(linked, "protos"), { recursive: true });
    symlinkSync("../outside", path.join(linked, "protos"));
    symlinkSync("../../secret.proto", path.join(linked, "kept", "link.proto"));
    const found = await readState(linked, null, ["**/*.proto"]);
    expect(found).toEqual([{ path: "kept/b.proto", text: "kept" }]);
  });

  test("is read under a root that is itself reached through a link", async () => {
    const link = path.join(top, "link-to-repository");
    symlinkSync(folder, link);
    expect((await readState(link, null, globs)).length).toBe(3);
  });

  test("has odd names as they are", async () => {
    const odd = path.join(top, "odd");
    git(top, "init", "--quiet", odd);
    const names = [" a b.proto", 'q"u.proto', "l\nb.proto", "-d.proto", "ü.proto"].sort();
    commit(odd, "", Object.fromEntries(names.map((name) => [name, name])));
    const expected = names.map((name) => ({ path: name, text: name }));
    expect(await readState(odd, "HEAD", ["*.proto"])).toEqual(expected);
    expect(await readState(odd, null, ["*.proto"])).toEqual(expected);
  });

  test("refuses what it cannot look at", async () => {
    const odd = path.join(top, "large");
    git(top, "init", "--quiet", odd);
    commit(odd, "", { "a.proto": " ".repeat(8_000_001), "b/c.proto": "" });
    expect(await refusal(readState(odd, "HEAD", ["*.proto"]))).toMatch(/a\.proto is larger than 8 MB/);
    expect(await refusal(readState(odd, null, ["*.proto"]))).toMatch(/a\.proto is larger than 8 MB/);
    git(odd, "sparse-checkout", "set", "nothing");
    expect(await refusal(readState(odd, null, ["b/**"]))).toMatch(/left out of this sparse checkout/);
    expect(await refusal(readState(path.join(odd, ".git"), null, ["**"]))).toMatch(/fatal|bare|work tree/);
  });
});

describe("the trees of commits", () => {
  test("have what the pathspecs choose, in the order of the commits", async () => {
    const commits = await Promise.all(["v1.1", "v1.0", "v1.1"].map((ref) => resolveRef(folder, ref)));
    const trees = await listTrees(folder, commits, [":(glob)**/*.proto"]);
    expect(trees.map((tree) => [...tree.keys()].sort())).toEqual([
      ["protos/a.proto", "protos/b.proto", "protos/sub/copy.proto"],
      ["protos/a.proto", "protos/b.proto"],
      ["protos/a.proto", "protos/b.proto", "protos/sub/copy.proto"],
    ]);
    const [first, second] = trees.map((tree) => tree.get("protos/a.proto")?.id);
    expect(first).toBe(git(folder, "rev-parse", "v1.1:protos/a.proto").trim());
    expect(second).toBe(git(folder, "rev-parse", "v1.0:protos/a.proto").trim());
    expect(await listTrees(folder, [], ["*"])).toEqual([]);
  });

  test("are told from the index, whatever was done to it", async () => {
    const edited = path.join(top, "edited");
    git(top, "clone", "--quiet", folder, edited);
    const head = await resolveRef(edited, "HEAD");
    const told = async () =>
      treeFromIndex(edited, head, (await workingFiles(await repositoryState(edited))).index);
    const entries = (tree: Tree | null) => [...(tree?.entries() ?? [])].sort();
    const listed = entries(await listTree(edited, head));
    expect(entries(await told())).toEqual(listed);
    write(edited, { "protos/a.proto": "staged", "new.proto": "new", "meant.proto": "meant to be added" });
    git(edited, "add", "protos/a.proto", "new.proto");
    git(edited, "add", "--intent-to-add", "meant.proto");
    git(edited, "rm", "--quiet", "protos/b.proto");
    git(edited, "mv", "protos/sub/copy.proto", "moved.proto");
    symlinkSync("moved.proto", path.join(edited, "link.proto"));
    git(edited, "add", "link.proto");
    expect(entries(await told())).toEqual(listed);
  });

  test("are not told from an index with conflicts", async () => {
    const merging = path.join(top, "merging");
    git(top, "clone", "--quiet", folder, merging);
    git(merging, "checkout", "--quiet", "-b", "other", "v1.0");
    commit(merging, "", { "protos/a.proto": "other" });
    expect(() => git(merging, "merge", "--quiet", "origin/main")).toThrow();
    const { index } = await workingFiles(await repositoryState(merging));
    expect(await treeFromIndex(merging, await resolveRef(merging, "HEAD"), index)).toBeNull();
  });
});

test("what tips have beyond a revision is told with its parents", async () => {
  const [main, side] = await Promise.all([resolveRef(folder, "main"), resolveRef(folder, "side")]);
  expect(await historyBeyond(folder, side, [main, base])).toEqual(new Map([[main, [base]]]));
  expect(await historyBeyond(folder, main, [base])).toEqual(new Map());
  expect(await historyBeyond(folder, main, [])).toEqual(new Map());
});

describe("a repository", () => {
  test("says what it is", async () => {
    expect(await repositoryState(path.join(folder, "protos"))).toEqual({
      root: folder,
      data: path.join(folder, ".git"),
      bare: false,
      shallow: false,
    });
    const fresh = path.join(top, "fresh ");
    git(top, "init", "--quiet", fresh);
    expect(await repositoryState(fresh)).toMatchObject({ root: fresh, data: path.join(fresh, ".git") });
    const bare = path.join(top, "bare.git");
    git(top, "clone", "--quiet", "--bare", "--depth=1", `file://${folder}`, bare);
    expect(await repositoryState(bare)).toMatchObject({
      root: bare,
      data: bare,
      bare: true,
      shallow: true,
    });
  });
});

describe("releases", () => {
  test("are sorted by version, pre-releases first, and know their series", async () => {
    const tagged = path.join(top, "tagged");
    git(top, "init", "--quiet", tagged);
    commit(tagged, "", { a: "" });
    const tags = [
      "v2.0.0",
      "v1.10.0",
      "v1.9.1",
      "v1.9",
      "v2.0.0-rc10",
      "v2.0.0-rc2",
      "v2.0.0-alpha1",
      "v1",
      "vnext",
      "api/v3.0",
      "v1.2+build.5",
    ];
    for (const tag of tags) git(tagged, "tag", tag);
    git(tagged, "tag", "-a", "-m", "annotated", "v4.0");
    git(tagged, "-c", "advice.nestedTag=false", "tag", "-a", "-m", "of a tag", "v5.0", "v4.0");
    git(tagged, "tag", "v6.0", "HEAD^{tree}");
    const found = await listReleases(tagged, { tags: "v*" });
    expect(
      found.map(
        ({ tag, series, isPatch, isPreRelease }) =>
          `${tag} ${series}${isPatch ? " patch" : ""}${isPreRelease ? " pre" : ""}`,
      ),
    ).toEqual([
      "v1 1.0",
      "v1.2+build.5 1.2",
      "v1.9 1.9",
      "v1.9.1 1.9 patch",
      "v1.10.0 1.10",
      "v2.0.0-alpha1 2.0 pre",
      "v2.0.0-rc2 2.0 pre",
      "v2.0.0-rc10 2.0 pre",
      "v2.0.0 2.0",
      "v4.0 4.0",
      "v5.0 5.0",
    ]);
    expect(new Set(found.map(({ commit }) => commit)).size).toBe(1);
    expect((await listReleases(tagged, { tags: "api/v*" })).map(({ tag }) => tag)).toEqual(["api/v3.0"]);
    expect((await listReleases(tagged, ["v1", "v1.9"])).map(({ tag }) => tag)).toEqual(["v1", "v1.9"]);
    expect(await listReleases(tagged, [])).toEqual([]);
    expect(await refusal(listReleases(tagged, { tags: "v\0" }))).toMatch(/"v\\x00" cannot name a tag/);
  });

  test.each([
    ["v1.2.3", "1.2.3"],
    ["protocol2-1.2", "1.2.0"],
    ["1_2_3.rc1", "1.2.3 rc1"],
    ["v1.0-rc.1", "1.0.0 rc.1"],
    ["v1.2.3.4", ""],
    ["v2.0-1", ""],
    ["v1234567890.1", ""],
  ])("the version of %s is %j", (tag, version) => {
    const { numbers = [], suffix = "" } = versionOf(tag) ?? {};
    expect(`${numbers.join(".")} ${suffix}`.trim()).toBe(version);
  });

  test("have dates that any calendar knows", () => {
    expect(isoDate(0)).toBe("1970-01-01T00:00:00Z");
    expect(isoDate(1e18)).toBe("9999-12-31T23:59:59Z");
    expect(isoDate(-1e18)).toBe("0000-01-01T00:00:00Z");
  });
});
