// cspell:ignore uote
import { execFileSync } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { ledgerToJson } from "@grpc-evolution/engine/ledger/json.js";
import type { Ledger } from "@grpc-evolution/engine/ledger/ledger.js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { commit, git, write } from "../../testing/git.js";
import { otherHolders } from "../../testing/ledger-of-commits.js";
import { someOf } from "../../testing/thorough.js";
import { globMatcher } from "../git/globs.js";
import { readRefs, repositoryState } from "../git/refs.js";
import { listReleases, type ReleaseTags } from "../git/release-tags.js";
import { defaultBranch } from "../project/target.js";
import { UserError } from "../terminal/user-error.js";
import { Cache } from "./cache.js";
import { type HistoryOptions, readHistory } from "./history.js";

let top: string;
beforeAll(() => {
  top = mkdtempSync(path.join(tmpdir(), "history-"));
});
afterAll(() => rmSync(top, { recursive: true, force: true }));

let folders = 0;
function newRepository(...init: string[]): string {
  folders += 1;
  const folder = path.join(top, `repository ${folders}`);
  git(top, "init", "--quiet", "--initial-branch=main", ...init, folder);
  return folder;
}

const file = "protos/a.proto";
const message = (body: string, name = "M", pkg = "p") =>
  `syntax = "proto3";\npackage ${pkg};\nmessage ${name} { ${body} }\n`;

/** Commits one file on top of what is there, on a day of January; an empty text deletes it. Returns the commit. */
function save(folder: string, text: string, { tag = "", name = file, day = 0 } = {}): string {
  if (text === "") git(folder, "rm", "--quiet", "--", name);
  commit(folder, tag, text === "" ? {} : { [name]: text });
  if (day > 0) dateBack(folder, tag, day);
  return git(folder, "rev-parse", "HEAD").trim();
}

/** Commits what was committed once more, on another day. */
function dateBack(folder: string, tag: string, day: number): void {
  const date = `2024-01-${String(day).padStart(2, "0")}T00:00:00Z`;
  const env = {
    ...process.env,
    GIT_COMMITTER_DATE: date,
    GIT_COMMITTER_NAME: "T",
    GIT_COMMITTER_EMAIL: "t@example.org",
  };
  execFileSync("git", ["commit", "--quiet", "--amend", "--allow-empty", "--no-edit"], { cwd: folder, env });
  if (tag !== "") git(folder, "tag", "--force", tag);
}

interface Reading extends Partial<Omit<HistoryOptions, "scope">> {
  globs?: string[];
  own?: string[];
  releases?: ReleaseTags;
}

/** Reads the history as the command does for what is checked out. */
async function read(
  folder: string,
  { globs = ["protos/**/*.proto"], own = [], releases = { tags: "v*" }, ...options }: Reading = {},
): Promise<Ledger> {
  const refs = await readRefs(folder);
  const head = options.head ?? refs.commits.get("HEAD") ?? "";
  const isChosen = globMatcher(globs);
  const files = git(folder, "ls-tree", "-r", "-z", "--name-only", "--full-tree", head).split("\0");
  const foreign = files.filter((each) => each.endsWith(".proto") && !isChosen(each) && !own.includes(each));
  return readHistory({
    ...{
      repository: await repositoryState(folder),
      refs,
      head,
      tagged: await listReleases(folder, releases),
      include: [],
      cache: false,
    },
    main: defaultBranch(refs, null, {}),
    scope: { globs, own, foreign },
    ...options,
  });
}

/** Who else had number 2, since when, and what shows it. */
const others = (ledger: Ledger, name: string, owner = "p.M") =>
  otherHolders(ledger, owner, 2, name).map(({ evidence, first }) => [
    evidence.name,
    first.commit,
    evidence.kind === "release" ? evidence.release : evidence.kind,
  ]);

async function refusal(reading: Promise<unknown>): Promise<string> {
  try {
    await reading;
  } catch (error) {
    if (error instanceof UserError) return `${error.message} ${error.hint}`;
    throw error;
  }
  return "read";
}

describe("a number that is used again", () => {
  test("after a release without it: the ledger names the commit and the release that spent it", async () => {
    const folder = newRepository();
    const spent = save(folder, message("string a = 1; string b = 2;"), { tag: "v1" });
    save(folder, message("string a = 1;"), { tag: "v2" });
    save(folder, message("string a = 1; int32 c = 2;"), { tag: "v3" });
    const ledger = await read(folder);
    expect(others(ledger, "c")).toEqual([["b", spent, "v1"]]);
    const [holder] = otherHolders(ledger, "p.M", 2, "c");
    expect(holder?.first.date).toMatch(/^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    expect(ledger.revisions).toBe(3);
  });

  test("one commit after its reservation was deleted", async () => {
    const folder = newRepository();
    const spent = save(folder, message("string a = 1; string b = 2;"));
    save(folder, message("string a = 1; reserved 2;"));
    save(folder, message("string a = 1;"));
    save(folder, message("string a = 1; int32 c = 2;"));
    expect(others(await read(folder), "c")).toEqual([["b", spent, "official"]]);
  });

  test("across a move of the file, a rename of the package and of the message", async () => {
    const folder = newRepository();
    const spent = save(folder, message("string a = 1; string b = 2; string z = 3;"));
    save(folder, message("string a = 1; string z = 3;"));
    git(folder, "mv", file, "protos/moved.proto");
    const moved = { name: "protos/moved.proto" };
    save(folder, message("string a = 1; string z = 3;", "M", "q"), moved);
    save(folder, message("string a = 1; string z = 3;", "N", "q"), moved);
    save(folder, message("string a = 1; int32 c = 2; string z = 3;", "N", "q"), moved);
    expect(others(await read(folder), "c", "q.N")).toEqual([["b", spent, "official"]]);
  });

  test("in a merge that resolves a conflict, with what only the merge contains", async () => {
    const folder = newRepository();
    save(folder, message("string a = 1;"));
    git(folder, "checkout", "--quiet", "-b", "side");
    save(folder, message("string a = 1; string left = 2;"));
    git(folder, "checkout", "--quiet", "main");
    save(folder, message("string a = 1; string right = 2;"));
    expect(() => git(folder, "merge", "--quiet", "side")).toThrow();
    const merge = save(folder, message("string a = 1; string right = 2; string left = 3; string own = 4;"));
    const ledger = await read(folder);
    expect(others(ledger, "right").map(([name]) => name)).toEqual(["left"]);
    expect(ledger.owners.get("p.M")?.numbers.get(4)?.[0]?.first.commit).toBe(merge);
  });
});

test("a revert is no re-use", async () => {
  const folder = newRepository();
  save(folder, message("string a = 1; string b = 2;"));
  save(folder, message("string a = 1;"));
  git(folder, "revert", "--no-edit", "HEAD");
  expect(others(await read(folder), "b")).toEqual([]);
});

test("a detached HEAD that no branch contains counts", async () => {
  const folder = newRepository();
  save(folder, message("string a = 1;"));
  git(folder, "checkout", "--quiet", "--detach");
  save(folder, message("string a = 1; string b = 2;"));
  expect(others(await read(folder), "c").map(([name]) => name)).toEqual(["b"]);
});

test("remote-tracking branches are remembered", async () => {
  const folder = newRepository();
  save(folder, message("string a = 1;"));
  git(folder, "checkout", "--quiet", "-b", "other");
  save(folder, message("string a = 1; string b = 2;"));
  git(folder, "checkout", "--quiet", "main");
  const clone = path.join(top, "clone");
  git(top, "clone", "--quiet", folder, clone);
  expect(others(await read(clone), "c").map(([name]) => name)).toEqual(["b"]);
});

test("a repository without .proto files has an empty ledger", async () => {
  const folder = newRepository();
  save(folder, "text", { name: "README" });
  expect(await read(folder)).toMatchObject({ revisions: 0, unreadable: 0, owners: new Map() });
});

test("a bare repository and a linked working tree have the same ledger", async () => {
  const folder = newRepository();
  save(folder, message("string a = 1; string b = 2;"), { tag: "v1" });
  save(folder, message("string a = 1;"));
  const expected = ledgerToJson(await read(folder));
  const bare = path.join(top, "bare.git");
  git(top, "clone", "--quiet", "--bare", folder, bare);
  expect(ledgerToJson(await read(bare, { cache: true }))).toBe(expected);
  const linked = path.join(top, "linked");
  git(folder, "worktree", "add", "--quiet", "--detach", linked);
  expect(ledgerToJson(await read(linked, { cache: true }))).toBe(expected);
  expect(readdirSync(path.join(folder, ".git", "grpc-evolution"))).not.toEqual([]);
});

describe("what cannot be looked at is refused", () => {
  test("a shallow clone", async () => {
    const folder = newRepository();
    save(folder, message("string a = 1;"));
    save(folder, message("string a = 1; string b = 2;"));
    const shallow = path.join(top, "shallow");
    git(top, "clone", "--quiet", "--depth=1", `file://${folder}`, shallow);
    expect(await refusal(read(shallow))).toMatch(/shallow.*git fetch --unshallow.*fetch-depth: 0/);
  });

  test("a blob that is missing", async () => {
    const folder = newRepository();
    save(folder, message("string a = 1; string b = 2;"));
    const blob = git(folder, "rev-parse", `HEAD:${file}`).trim();
    save(folder, message("string a = 1;"));
    rmSync(path.join(folder, ".git", "objects", blob.slice(0, 2), blob.slice(2)));
    expect(await refusal(read(folder))).toMatch(new RegExp(`${blob}.*missing.*git fsck`));
  });

  test("a clone without blobs, without asking its remote for them", async () => {
    const folder = newRepository();
    git(folder, "config", "uploadpack.allowFilter", "true");
    save(folder, message("string a = 1; string b = 2;"));
    save(folder, message("string a = 1;"));
    const partial = path.join(top, "partial");
    git(top, "clone", "--quiet", "--no-checkout", "--filter=blob:none", `file://${folder}`, partial);
    expect(await refusal(read(partial))).toMatch(/--refetch/);
    git(partial, "fetch", "--quiet", "--refetch", "--no-filter");
    expect(others(await read(partial), "c").map(([name]) => name)).toEqual(["b"]);
  });

  test("a folder that is in no repository, and one that does not exist", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "nothing-"));
    expect(await refusal(read(folder))).toMatch(/not in a git repository/);
    rmSync(folder, { recursive: true });
    expect(await refusal(read(folder))).toMatch(/check that the folder exists/);
  });
});

describe("files", () => {
  test("with odd names are read, also one that looks like an option, and magic in globs is text", async () => {
    const folder = newRepository();
    const names = [
      " a b.proto",
      'q"uote.proto',
      "line\nbreak.proto",
      "-dash.proto",
      ":colon.proto",
      "ü.proto",
      "tab\t.proto",
    ];
    write(
      folder,
      Object.fromEntries(
        names.map((name, index) => [name, message(`string a = ${index + 1};`, `M${index}`)]),
      ),
    );
    git(folder, "add", "--all");
    commit(folder, "", {});
    expect((await read(folder, { globs: ["*.proto"] })).owners.size).toBe(names.length);
    expect((await read(folder, { globs: ["-dash.proto", ":colon.proto"] })).owners.size).toBe(2);
    expect((await read(folder, { globs: [":(exclude)*"] })).owners.size).toBe(0);
    expect((await read(folder, { globs: ["ü.proto"] })).owners.size).toBe(1);
  });

  test("are those under the globs", async () => {
    const folder = newRepository();
    commit(folder, "", {
      "protos/deep/er/a.proto": message("string a = 1;", "Deep"),
      "protos/b.txt": message("string a = 1;", "Text"),
      "other/c.proto": message("string a = 1;", "Other"),
    });
    const names = async (globs: string[]) => [...(await read(folder, { globs })).owners.keys()];
    expect(await names(["protos/**/*.proto"])).toEqual(["p.Deep"]);
    expect(await names(["*/*.proto", "*.proto"])).toEqual(["p.Other"]);
    expect(await names(["**/*.proto", "!protos/**"])).toEqual(["p.Other"]);
  });

  test("that are links are not followed", async () => {
    const folder = newRepository();
    write(folder, { "outside.txt": message("string a = 1;") });
    write(folder, { "protos/b.proto": message("string b = 1;", "B") });
    symlinkSync("../outside.txt", path.join(folder, "protos", "link.proto"));
    commit(folder, "", {});
    expect([...(await read(folder)).owners.keys()]).toEqual(["p.B"]);
  });

  test("that cannot be read are counted, and what was renamed across them is followed", async () => {
    const folder = newRepository();
    save(folder, message("string a = 1; string b = 2;"));
    save(folder, "<<<<<<< HEAD\nmessage M {");
    save(folder, message("string a = 1; string renamed = 2;"));
    const ledger = await read(folder);
    expect(ledger).toMatchObject({ revisions: 3, unreadable: 1 });
    expect(others(ledger, "renamed")).toEqual([]);
  });

  test("that are too large are counted, and what comes after them is read", async () => {
    const folder = newRepository();
    commit(folder, "", {
      "protos/a.proto": `${" ".repeat(8_100_000)}${message("string a = 1;", "Large")}`,
      "protos/b.proto": message("string b = 1;", "Small"),
    });
    const ledger = await read(folder);
    expect(ledger.unreadable).toBe(1);
    expect([...ledger.owners.keys()]).toEqual(["p.Small"]);
  });
});

test("the release is the first one whose own tree has it", async () => {
  const folder = newRepository();
  const saveOn = (day: number, body: string, tag: string) => save(folder, message(body), { tag, day });
  saveOn(1, "string a = 1; string b = 2;", "v1.10");
  git(folder, "tag", "v1.9");
  git(folder, "tag", "nightly-v0");
  saveOn(2, "string a = 1; string b = 2; string tried = 5;", "");
  saveOn(3, "string a = 1; string b = 2; string d = 3;", "v2.0");
  saveOn(4, "string a = 1; string b = 2; string d = 3; string e = 4;", "");
  const evidence = async (number: number, tags: { tags: string } | string[] = { tags: "v*" }) =>
    (await read(folder, { releases: tags })).owners.get("p.M")?.numbers.get(number)?.[0]?.evidence;
  expect(await evidence(2)).toMatchObject({ release: "v1.9" });
  expect(await evidence(2, ["v1.10", "v2.0"])).toMatchObject({ release: "v1.10" });
  expect(await evidence(3)).toMatchObject({ release: "v2.0" });
  expect(await evidence(4)).toMatchObject({ kind: "official" });
  expect(await evidence(5)).toMatchObject({ kind: "official", name: "tried" });
});

test("an included ledger of another repository counts, and names where it came from", async () => {
  const old = newRepository();
  save(old, message("string a = 1; bool pidns = 2;"), { tag: "v1" });
  const exported = path.join(top, "agent.json");
  writeFileSync(exported, ledgerToJson(await read(old)));
  const folder = newRepository();
  save(folder, message("string a = 1; string mounts = 2;"));
  const ledger = await read(folder, { include: [exported] });
  const [other] = otherHolders(ledger, "p.M", 2, "mounts");
  expect(other).toMatchObject({
    names: ["pidns"],
    first: { source: "agent.json" },
    evidence: { release: "v1" },
  });
  writeFileSync(exported, "{}");
  expect(await refusal(read(folder, { include: [exported] }))).toMatch(/agent.json: This is not an exported/);
  expect(await refusal(read(folder, { include: [`${exported}.gone`] }))).toMatch(/cannot be read \(ENOENT\)/);
});

describe("the cache", () => {
  const cacheOf = (folder: string) => path.join(folder, ".git", "grpc-evolution");
  const both = async (folder: string, told: number[] = []) => {
    const onProgress = (done: number) => told.push(done);
    const cached = ledgerToJson(await read(folder, { cache: true, onProgress }));
    expect(cached).toBe(ledgerToJson(await read(folder)));
    return told.at(-1) ?? 0;
  };

  test("reads nothing twice, and only what was added", async () => {
    const folder = newRepository();
    save(folder, message("string a = 1; string b = 2;"), { tag: "v1" });
    save(folder, message("string a = 1;"));
    expect(await both(folder)).toBe(2);
    expect(await both(folder)).toBe(0);
    save(folder, message("string a = 1; int32 c = 2;"));
    expect(await both(folder)).toBe(2);
    git(folder, "tag", "v2");
    // What the release before it does not have.
    expect(await both(folder)).toBe(1);
  });

  test("forgets a branch that was deleted", async () => {
    const folder = newRepository();
    save(folder, message("string a = 1;"));
    git(folder, "checkout", "--quiet", "-b", "side");
    save(folder, message("string a = 1; string b = 2;"));
    git(folder, "checkout", "--quiet", "main");
    expect(await both(folder)).toBe(2);
    git(folder, "branch", "--quiet", "-D", "side");
    expect(await both(folder)).toBe(0);
    expect(others(await read(folder, { cache: true }), "c")).toEqual([]);
  });

  test("continues behind a version that cannot be read", async () => {
    const folder = newRepository();
    save(folder, message("string a = 1; string b = 2;"));
    save(folder, "message M {");
    await both(folder);
    save(folder, message("string a = 1; string renamed = 2;"));
    await both(folder);
  });

  test("knows a copy that was made before it is continued, on whichever branch", async () => {
    const folder = newRepository();
    const body = "string a = 1; string b = 2;";
    const copy = { name: "protos/b.proto" };
    save(folder, message(body), { day: 1 });
    git(folder, "checkout", "--quiet", "-b", "side");
    save(folder, message(body, "M", "q"), { ...copy, day: 2 });
    git(folder, "checkout", "--quiet", "main");
    await both(folder);
    git(folder, "rm", "--quiet", file);
    save(folder, message(body, "M", "q"), { ...copy, day: 3 });
    await both(folder);
    const names = async () => (await read(folder, { cache: true })).owners.get("q.M")?.names;
    // What others try does not change what happened here.
    expect(await names()).toEqual(["p.M", "q.M"]);
    git(folder, "merge", "--quiet", "--strategy=ours", "--message=merge", "side");
    await both(folder);
    expect(await names()).toEqual(["q.M"]);
  });

  test("is apart for other globs and other release tags", async () => {
    const folder = newRepository();
    save(folder, message("string a = 1;"), { tag: "v1" });
    await both(folder);
    expect((await read(folder, { cache: true, globs: ["none/*"] })).owners.size).toBe(0);
    const ledger = await read(folder, { cache: true, releases: { tags: "w*" } });
    expect(ledger.owners.get("p.M")?.numbers.get(1)?.[0]?.evidence.kind).toBe("official");
  });

  test("may be deleted, truncated, changed, or replaced by something else", async () => {
    const folder = newRepository();
    save(folder, message("string a = 1; string b = 2;"));
    save(folder, message("string a = 1; int32 c = 2;"));
    const damages: ((file: string) => void)[] = [
      (file) => rmSync(file),
      (file) => truncateSync(file, 100),
      (file) => truncateSync(file, 0),
      (file) => writeFileSync(file, readFileSync(file, "utf8").replace("string", "strong")),
      (file) => writeFileSync(file, Buffer.alloc(1000, 0xff)),
      (file) => writeFileSync(file, '{"__proto__":{}}'),
    ];
    for (const damage of someOf(damages, 2)) {
      await both(folder);
      for (const name of readdirSync(cacheOf(folder))) damage(path.join(cacheOf(folder), name));
      expect(await both(folder)).toBe(2);
    }
    rmSync(cacheOf(folder), { recursive: true });
    writeFileSync(cacheOf(folder), "a file where the folder should be");
    expect(await both(folder)).toBe(2);
    expect(await both(folder)).toBe(2);
  });

  test("touches nothing that it did not make, waits for nothing, and follows no link", async () => {
    const folder = newRepository();
    save(folder, message("string a = 1; string b = 2;"));
    await both(folder);
    const names = readdirSync(cacheOf(folder));
    for (let count = 0; count < 20; count += 1)
      writeFileSync(path.join(cacheOf(folder), `keep-${count}`), "theirs");
    const lookalike = `history-${"0".repeat(32)}`;
    writeFileSync(path.join(cacheOf(folder), lookalike), "theirs");
    for (let count = 0; count < 15; count += 1)
      await read(folder, { cache: true, globs: [`other${count}/*`] });
    const left = readdirSync(cacheOf(folder));
    expect(left.filter((name) => name.startsWith("keep-"))).toHaveLength(20);
    expect(left).toContain(lookalike);
    await both(folder);
    for (const name of names) {
      rmSync(path.join(cacheOf(folder), name), { force: true });
      execFileSync("mkfifo", [path.join(cacheOf(folder), name)]);
    }
    expect(await both(folder)).toBe(1);
    expect(statSync(path.join(cacheOf(folder), names[0] as string)).isFIFO()).toBe(true);
    rmSync(cacheOf(folder), { recursive: true });
    const elsewhere = path.join(folder, "elsewhere");
    mkdirSync(elsewhere);
    symlinkSync(elsewhere, cacheOf(folder));
    expect(await both(folder)).toBe(1);
    expect(readdirSync(elsewhere)).toEqual([]);
  });

  test("is read again where it is whole and says nonsense", async () => {
    const folder = newRepository();
    save(folder, message("string a = 1; string b = 2;"));
    await both(folder);
    const cache = new Cache(cacheOf(folder));
    const written = new Map(readdirSync(cacheOf(folder)).map((name) => [name, cache.read(name) as string]));
    expect(statSync(path.join(cacheOf(folder), [...written.keys()][0] as string)).mode & 0o777).toBe(0o600);
    const nonsense = ["{}", "null", "[]", '"text"', "{"];
    const damaged = [...written.values()].flatMap((text) => [
      text.replace(/\[\d[^[\]]*\]/, "[0]"),
      text.replace(/"texts":\[/, '"texts":[5,'),
      text.replace(/"(types|entries)":\[/, '"$1":[null,'),
    ]);
    for (const text of someOf([...nonsense, ...damaged], 3)) {
      for (const name of written.keys()) cache.write(name, text);
      await both(folder);
    }
  });

  test("does not grow without end", async () => {
    const folder = newRepository();
    save(folder, message("string a = 1;"));
    for (let count = 0; count < 9; count += 1) {
      await read(folder, { cache: true, globs: ["protos/*.proto", `other${count}/*`] });
    }
    expect(readdirSync(cacheOf(folder)).length).toBeLessThanOrEqual(12);
  });
});

test("variables that git sets for hooks, and settings of the user, do not lead elsewhere", async () => {
  const folder = newRepository();
  save(folder, message("string a = 1; string b = 2;"));
  for (const setting of [
    "log.showSignature=true",
    "log.showRoot=false",
    "diff.renames=copies",
    "color.ui=always",
    "log.follow=true",
    "core.fsmonitor=/bin/false",
  ]) {
    const [name = "", value = ""] = setting.split("=");
    git(folder, "config", name, value);
  }
  const other = newRepository();
  const saved = { ...process.env };
  Object.assign(process.env, {
    GIT_DIR: path.join(other, ".git"),
    GIT_LITERAL_PATHSPECS: "1",
    GIT_INDEX_FILE: "x",
  });
  try {
    expect([...(await read(folder)).owners.keys()]).toEqual(["p.M"]);
  } finally {
    for (const name of ["GIT_DIR", "GIT_LITERAL_PATHSPECS", "GIT_INDEX_FILE"]) {
      if (saved[name] === undefined) delete process.env[name];
    }
  }
});
