import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { evidenceText } from "@grpc-evolution/engine/ledger/evidence.js";
import { ledgerToJson } from "@grpc-evolution/engine/ledger/json.js";
import type { Ledger } from "@grpc-evolution/engine/ledger/ledger.js";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { git } from "../../testing/git.js";
import { someRuns } from "../../testing/thorough.js";
import { globMatcher } from "../git/globs.js";
import { readRefs, repositoryState } from "../git/refs.js";
import { listReleases } from "../git/release-tags.js";
import { defaultBranch } from "../project/target.js";
import { readHistory } from "./history.js";

let top: string;
beforeAll(() => {
  top = mkdtempSync(path.join(tmpdir(), "evidence-"));
});
afterAll(() => rmSync(top, { recursive: true, force: true }));

/** What a commit has: fields of `p.M` by path of the file, `string b = 2;`. */
type Files = Record<string, string>;

let repositories = 0;

/** A repository that is written without a working tree; each commit is a day younger than the one before. */
class Repository {
  readonly folder: string;
  #commits = 0;
  #pending: string[] = [];

  constructor() {
    repositories += 1;
    this.folder = path.join(top, `repository ${repositories}`);
    git(top, "init", "--quiet", "--bare", "--initial-branch=main", this.folder);
  }

  /** Commits on a branch; `from` are its parents where it is not what the branch stands at. */
  commit(branch: string, files: Files, from: string[] = []): string {
    this.#commits += 1;
    const [first, ...others] = from;
    const texts = Object.entries(files).map(([file, body]) => {
      const text = `syntax = "proto3"; package p; message M { ${body} }`;
      return `M 100644 inline ${file}\ndata ${text.length}\n${text}\n`;
    });
    const parents = [...(first ? [`from ${first}\n`] : []), ...others.map((parent) => `merge ${parent}\n`)];
    const time = 1_700_000_000 + this.#commits * 86_400;
    this.#pending.push(
      `commit refs/heads/${branch}\nmark :${this.#commits}\ncommitter T <t@example.org> ${time} +0000\ndata 0\n`,
      ...parents,
      "deleteall\n",
      ...texts,
      "\n",
    );
    return `:${this.#commits}`;
  }

  /** Lets a ref stand at a commit, `:3`. */
  point(ref: string, commit: string): void {
    this.#pending.push(`reset ${ref}\nfrom ${commit}\n\n`);
  }

  delete(branch: string): void {
    this.#write();
    git(this.folder, "update-ref", "-d", `refs/heads/${branch}`);
  }

  #write(): void {
    if (this.#pending.length === 0) return;
    const marks = path.join(this.folder, "marks");
    const args = [
      "fast-import",
      "--quiet",
      "--force",
      `--export-marks=${marks}`,
      `--import-marks-if-exists=${marks}`,
    ];
    execFileSync("git", args, { cwd: this.folder, input: this.#pending.join("") });
    this.#pending = [];
  }

  async read(head = "main", cache = false): Promise<Ledger> {
    this.#write();
    const { folder } = this;
    const refs = await readRefs(folder);
    const globs = ["protos/*.proto"];
    const commit = refs.commits.get(`refs/heads/${head}`) as string;
    const files = git(folder, "ls-tree", "-r", "--name-only", commit).split("\n");
    const foreign = files.filter((file) => file.endsWith(".proto") && !globMatcher(globs)(file));
    return readHistory({
      ...{
        repository: await repositoryState(folder),
        refs,
        cache,
        head: commit,
        tagged: await listReleases(folder, { tags: "v*" }),
        include: [],
      },
      main: defaultBranch(refs, null, {}),
      scope: { globs, own: [], foreign },
    });
  }
}

/** Who has or had number 2, with what shows it: `b: release v1`. */
function holders(ledger: Ledger): string[] {
  const all = ledger.owners.get("p.M")?.numbers.get(2) ?? [];
  return all.map(({ evidence }) => {
    const kind = evidence.kind === "official" || (evidence.kind === "other" && evidence.ref === null);
    return `${evidence.name}: ${kind ? evidence.kind : evidenceText(evidence)}`;
  });
}

const file = "protos/a.proto";
const plain = { [file]: "string a = 1;" };
const b = { [file]: "string a = 1; string b = 2;" };
const c = { [file]: "string a = 1; bytes c = 2;" };

test("what was tried inside of a merged branch is no more than that, what the merge brought is official", async () => {
  const repository = new Repository();
  const start = repository.commit("main", plain);
  repository.commit("feature", b, [start]);
  const feature = repository.commit("feature", c);
  repository.commit("main", c, [start, feature]);
  expect(holders(await repository.read())).toEqual(["b: other", "c: official"]);
});

test("what was tried before it was squashed is that of a branch, as long as there is one", async () => {
  const repository = new Repository();
  const start = repository.commit("main", plain);
  repository.commit("feature", b, [start]);
  repository.commit("feature", c);
  repository.commit("main", c);
  expect(holders(await repository.read())).toEqual(["c: official", "b: branch feature"]);
  repository.delete("feature");
  expect(holders(await repository.read())).toEqual(["c: official"]);
});

test("the work of the checked branch is its own, that of another one is told as such", async () => {
  const repository = new Repository();
  const start = repository.commit("main", plain);
  repository.commit("feature", b, [start]);
  repository.commit("feature", c);
  repository.commit("other", { [file]: "string a = 1; bool d = 2;" }, [start]);
  expect(holders(await repository.read("feature"))).toEqual(["b: other", "c: other", "d: branch other"]);
});

test("what another branch renames renames nothing here", async () => {
  const repository = new Repository();
  const start = repository.commit("main", b);
  repository.commit("feature", { [file]: "string a = 1; string renamed = 2;" }, [start]);
  repository.commit("main", plain);
  repository.commit("main", { [file]: "string a = 1; string renamed = 2;" });
  expect(holders(await repository.read())).toEqual(["b: official", "renamed: official"]);
});

test("a branch that the default branch is moved forward to becomes official", async () => {
  const repository = new Repository();
  const start = repository.commit("main", plain);
  repository.commit("feature", b, [start]);
  const tip = repository.commit("feature", c);
  expect(holders(await repository.read("main", true))).toEqual(
    ["c: branch feature", "b: branch feature"].sort(),
  );
  repository.point("refs/heads/main", tip);
  const continued = await repository.read("main", true);
  expect(holders(continued)).toEqual(["b: official", "c: official"]);
  expect(continued).toEqual(await repository.read());
});

test("merged work becomes official once a release stands on it, and so does what led there", async () => {
  const repository = new Repository();
  const start = repository.commit("main", plain);
  repository.commit("feature", b, [start]);
  const tried = repository.commit("feature", c);
  const feature = repository.commit("feature", { [file]: "string a = 1; bool d = 2;" });
  repository.commit("main", { [file]: "string a = 1; bool d = 2;" }, [start, feature]);
  expect(holders(await repository.read("main", true))).toEqual(["b: other", "c: other", "d: official"]);
  repository.point("refs/tags/v1.0-rc1", tried);
  const continued = await repository.read("main", true);
  expect(holders(continued)).toEqual(["b: official", "c: release v1.0-rc1", "d: official"]);
  expect(continued).toEqual(await repository.read());
});

test("a merge that comes later brings what is official, and nothing of what led there", async () => {
  const repository = new Repository();
  const start = repository.commit("main", plain);
  repository.commit("feature", b, [start]);
  const feature = repository.commit("feature", c);
  await repository.read("main", true);
  repository.commit("main", c, [start, feature]);
  const continued = await repository.read("main", true);
  expect(holders(continued)).toEqual(["b: other", "c: official"]);
  expect(continued).toEqual(await repository.read());
});

test("a branch with a release off the default branch is official, with what it has besides", async () => {
  const repository = new Repository();
  const start = repository.commit("main", plain);
  const patch = repository.commit("release-1", b, [start]);
  repository.point("refs/tags/v1.0.1", patch);
  repository.commit("release-1", { [file]: "string a = 1; string b = 2; int32 backport = 3;" });
  repository.commit("main", plain);
  const ledger = await repository.read();
  expect(holders(ledger)).toEqual(["b: release v1.0.1"]);
  expect(ledger.owners.get("p.M")?.numbers.get(3)?.[0]?.evidence.kind).toBe("official");
});

test("a release beside the history counts, and one that only contains a commit does not show what that tried", async () => {
  const repository = new Repository();
  const start = repository.commit("main", plain);
  repository.commit("beside", b, [start]);
  const beside = repository.commit("beside", c);
  repository.point("refs/tags/v1.0.0", beside);
  repository.delete("beside");
  expect(holders(await repository.read())).toEqual(["b: official", "c: release v1.0.0"]);
});

test("a folder that moved under the globs loses nothing", async () => {
  const repository = new Repository();
  const old = repository.commit("main", { "old/a.proto": "string a = 1; string b = 2;" });
  repository.point("refs/tags/v1.0.0", old);
  repository.commit("main", { "old/a.proto": "string a = 1;" });
  repository.commit("main", plain);
  repository.commit("main", c);
  expect(holders(await repository.read())).toEqual(["b: release v1.0.0", "c: official"]);
});

test("a copy beside the protocol counts nothing, whether it is still there or not", async () => {
  const repository = new Repository();
  repository.commit("main", plain);
  repository.commit("main", { ...plain, "vendor/a.proto": "string b = 2;", "tests/a.proto": "bool t = 2;" });
  repository.commit("main", { ...c, "tests/a.proto": "bool t = 2;" });
  expect(holders(await repository.read())).toEqual(["c: official"]);
});

test("where no default branch is known, what is checked takes its place", async () => {
  const repository = new Repository();
  repository.commit("trunk", b);
  repository.commit("trunk", c);
  expect(holders(await repository.read("trunk"))).toEqual(["b: official", "c: official"]);
});

test("a name that something new gets after a rename is not what had it, in a continued history as well", async () => {
  const labels = "string a = 1; string b = 2;";
  // The braces close one message and open the next.
  const withMessages = (...more: string[]) => ({ [file]: ["string m = 1;", ...more].join(" } ") });
  const renamed = `message Annotations { ${labels}`;
  const repository = new Repository();
  repository.commit("main", withMessages(`message Meta { ${labels}`));
  await repository.read("main", true);
  repository.commit("main", withMessages(renamed));
  await repository.read("main", true);
  const reused = withMessages(renamed, "message Meta { bytes x = 1; int32 y = 2; bool z = 3;");
  repository.point("refs/tags/v1.0.0", repository.commit("main", reused));
  const atRelease = await repository.read("main", true);
  expect(atRelease).toEqual(await repository.read());
  repository.commit(
    "main",
    withMessages(`${renamed} string c = 3;`, "message Meta { bytes x = 1; int32 y = 2;"),
  );
  const continued = await repository.read("main", true);
  expect(continued).toEqual(await repository.read());
  const namesOf = (owner: string) =>
    [...(continued.owners.get(owner)?.numbers.values() ?? [])].map((all) => all.map(({ names }) => names));
  expect(namesOf("p.Annotations")).toEqual([[["a"]], [["b"]], [["c"]]]);
  expect(namesOf("p.Meta")).toEqual([[["x"]], [["y"]], [["z"]]]);
});

/** One thing that happens to a repository. */
type Event =
  | { kind: "commit"; branch: number; body: number; isElsewhere: boolean }
  | { kind: "fork" | "delete" | "forward" | "release"; branch: number }
  | { kind: "merge"; branch: number; into: number; takes: boolean };

const branch = fc.nat(3);
const event: fc.Arbitrary<Event> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("commit" as const),
      branch,
      body: fc.nat(5),
      isElsewhere: fc.integer({ min: 0, max: 5 }).map((roll) => roll === 0),
    }),
  },
  fc.record({ kind: fc.constantFrom("fork" as const, "delete", "forward", "release"), branch }),
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("merge" as const),
      branch,
      into: fc.constantFrom(0, 0, 1, 2),
      takes: fc.boolean(),
    }),
  },
);

const bodies = [
  "string a = 1;",
  "string a = 1; string b = 2;",
  "string a = 1; bytes c = 2;",
  "string a = 1; string renamed = 2;",
  "string a = 1; reserved 2; bool d = 3;",
  "string a = 1; bool b = 3; string c = 2;",
];

/** A repository to which events happen, with what they need to know of it. Only `main` and `release` bear releases. */
class Story {
  readonly repository = new Repository();
  readonly tips = new Map<string, string>();
  readonly #files = new Map<string, Files>();
  readonly #parents = new Map<string, string[]>();
  #releases = 0;

  constructor() {
    this.#commit("main", plain, []);
    const start = [this.tips.get("main") as string];
    this.#commit("release", plain, start);
    this.#commit("feature", b, start);
    this.#commit("other", c, start);
  }

  #commit(name: string, files: Files, parents: string[]): void {
    const commit = this.repository.commit(name, files, parents);
    this.tips.set(name, commit);
    this.#files.set(commit, files);
    this.#parents.set(commit, parents);
  }

  tell(event: Event): void {
    const name = (at: number) => ["main", "release", "feature", "other"][at] as string;
    const one = name(event.branch);
    const tip = this.tips.get(one);
    const main = this.tips.get("main") as string;
    if (event.kind === "fork") {
      if (!tip) this.#forward(one, main);
    } else if (!tip) return;
    else if (event.kind === "commit") {
      const body = bodies[event.body] as string;
      this.#commit(one, { [event.isElsewhere ? "old/a.proto" : file]: body }, [tip]);
    } else if (event.kind === "merge") {
      const into = name(event.into);
      const target = this.tips.get(into);
      if (!target || into === one || this.#contains(target, tip)) return;
      this.#commit(into, this.#files.get(event.takes ? tip : target) as Files, [target, tip]);
    } else if (event.kind === "forward") {
      if (this.#contains(tip, main)) this.#forward("main", tip);
    } else if (event.kind === "release") {
      if (event.branch > 1) return;
      this.#releases += 1;
      this.repository.point(`refs/tags/v1.${this.#releases}`, tip);
    } else if (event.branch > 1) this.remove(one);
  }

  #forward(name: string, commit: string): void {
    this.repository.point(`refs/heads/${name}`, commit);
    this.tips.set(name, commit);
  }

  remove(name: string): void {
    if (this.tips.delete(name)) this.repository.delete(name);
  }

  #contains(commit: string, other: string): boolean {
    return (
      commit === other || (this.#parents.get(commit) ?? []).some((parent) => this.#contains(parent, other))
    );
  }
}

const chapters = fc.array(fc.tuple(fc.array(event, { minLength: 1, maxLength: 5 }), branch), {
  minLength: 2,
  maxLength: 4,
});

/**
 * A ledger without the last revision that had each number: where branches lived beside each other, a continued history may
 * name another one of them than one that is read anew.
 */
function withoutLast(ledger: Ledger): unknown {
  const owners = [...ledger.owners].map(([name, { numbers, ...owner }]) => {
    const holders = [...numbers].map(([number, all]) => [
      number,
      all.map(({ last: _, ...holder }) => holder),
    ]);
    return [name, { ...owner, holders }];
  });
  return { ...ledger, owners };
}

test("a history that is continued is the same as one that is read anew, and branches change nothing that is spent", async () => {
  const property = fc.asyncProperty(chapters, async (chapters) => {
    const story = new Story();
    for (const [events, at] of chapters) {
      for (const event of events) story.tell(event);
      const name = ["main", "release", "feature", "other"][at] as string;
      const head = story.tips.has(name) ? name : "main";
      const ledger = await story.repository.read(head, true);
      expect(withoutLast(ledger)).toEqual(withoutLast(await story.repository.read(head)));
    }
    const before = ledgerToJson(await story.repository.read());
    story.remove("feature");
    story.remove("other");
    expect(ledgerToJson(await story.repository.read())).toBe(before);
  });
  await fc.assert(property, { numRuns: someRuns(12, 6), seed: 1 });
}, 120_000);
