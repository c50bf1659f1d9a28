/** Small repositories, each with what a check in it has to end with. */
import { mkdtempSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Asked, checkIn } from "../testing/checked-repository.js";
import { git, write } from "../testing/command.js";
import { makeHistory, type Step } from "../testing/made-history.js";

let top: string;
beforeAll(() => {
  top = realpathSync(mkdtempSync(path.join(tmpdir(), "repositories-")));
});
afterAll(() => rmSync(top, { recursive: true, force: true }));

const note = "string id = 1; string note = 2;";
const id = "string id = 1;";
const size = "string id = 1; int32 size = 2;";
const policy = { "grpc-evolution.yaml": "window: { upgrade: 1, downgrade: 1 }\n" };
const unbounded = { "grpc-evolution.yaml": "window: { upgrade: unbounded, downgrade: unbounded }\n" };

/** A schema with a service and this message. */
function text(body: string, more = "", rpc = "rpc Get(Order) returns (Order);"): string {
  return `syntax = "proto3"; package shop; ${more} service Store { ${rpc} } message Order { ${body} }`;
}
const at = (file: string, body: string, more = "") => ({ [file]: text(body, more) });
const a = (body: string) => at("a.proto", body);

const noteRemoved = "error R1/removed-without-reserved shop.Order.note";
const sizeReused = "error R1/number-reused shop.Order.size";
const noteChanged = "error R4/type-changed shop.Order.note";

interface Case {
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
}

const known: Case[] = [
  {
    title: "what a branch changed that begins at the head was not taken away by the head",
    steps: [
      { files: { ...unbounded, ...a(id) }, tags: ["v1.0.0", "start"] },
      { files: a(`${id} bool paid = 9;`) },
      { on: "release-1.1", from: "main", files: a(`${note} bool paid = 9;`), tags: ["v1.1.0"] },
    ],
    asked: { head: "refs/heads/main", since: "start" },
    status: 0,
    has: [`known ${noteRemoved}`],
  },
  {
    title: "what was released since and is gone again is new, though the start did not have it",
    steps: [
      { files: { ...unbounded, ...a(id) }, tags: ["v1.0.0", "start"] },
      { files: a(note) },
      { on: "release-1.1", from: "main", files: {}, tags: ["v1.1.0"] },
      { files: a(id) },
    ],
    asked: { since: "start" },
    status: 1,
    has: [noteRemoved],
  },
  {
    title: "what a release published long ago reddens no harmless change",
    steps: [
      { files: { ...policy, ...a("string old = 1;") }, tags: ["v1.0.0"] },
      { files: a("int64 fresh = 1;"), tags: ["v1.1.0"] },
      { files: a("int64 fresh = 1; bool paid = 2;") },
    ],
    status: 0,
    has: ["known error R1/number-reused shop.Order.fresh"],
  },
  {
    title: "a new re-use is red only for itself",
    steps: [
      { files: { ...policy, ...a("string old = 1; bool gone = 2;") }, tags: ["v1.0.0"] },
      { files: a("int64 fresh = 1;"), tags: ["v1.1.0"] },
      { files: a("int64 fresh = 1; string note = 2;") },
    ],
    status: 1,
    has: ["error R1/number-reused shop.Order.note", "known error R1/number-reused shop.Order.fresh"],
  },
  {
    title: "a branch is judged from where it left main",
    steps: [
      { files: { ...policy, ...a(note) }, tags: ["v1.0.0"] },
      { files: a(id) },
      { on: "mine", from: "main", files: a("string id = 1; bool paid = 3;") },
    ],
    on: "mine",
    status: 0,
    has: [`known ${noteRemoved}`],
  },
  {
    title: "--since sets what is known",
    steps: [
      { files: { ...policy, ...a(note) }, tags: ["v1.0.0"] },
      { files: a(id) },
      { files: a("string id = 1; bool paid = 3;") },
    ],
    asked: { since: "HEAD~1" },
    status: 0,
    has: [`known ${noteRemoved}`],
  },
  {
    title: "an edit that is not committed is judged as any other change",
    steps: [{ files: a(note) }, {}],
    edit: (folder) => write(folder, a(id)),
    status: 1,
    has: [noteRemoved],
  },
  {
    title: "what a stable branch published is known on that branch",
    steps: [
      { files: { ...policy, ...a(note), other: "" }, tags: ["v1.0.0"] },
      { on: "stable", from: "main", files: a(id), tags: ["v1.0.1"] },
      { files: { other: "1" } },
      { on: "stable", files: { other: "2" } },
    ],
    on: "stable",
    status: 0,
  },
];

const branches: Case[] = [
  {
    title: "a release on its branch counts, not the one that happens to be in the history",
    steps: [
      { files: { ...policy, ...a(id) }, tags: ["v0.9.0"] },
      { files: a(note) },
      { on: "release-1.0", from: "main", tags: ["v1.0.0"] },
      { on: "main", files: a("string id = 1; int64 note = 2;") },
    ],
    status: 1,
    has: [noteChanged],
  },
  {
    title: "a field that only a release branch has is spent",
    steps: [
      { files: { ...policy, ...a(id) } },
      { on: "release-1.0", from: "main", files: a(note), tags: ["v1.0.0"] },
      { on: "main", files: a(size) },
    ],
    status: 1,
    has: [sizeReused],
  },
  {
    title: "git-flow: a hotfix that develop does not have is spent",
    steps: [
      { files: { ...policy, ...a(id) }, tags: ["v1.0.0"] },
      { on: "develop", from: "main" },
      { on: "main", files: a(note), tags: ["v1.0.1"] },
      { on: "develop", files: a(size) },
    ],
    on: "develop",
    status: 1,
    has: [sizeReused],
  },
  {
    title: "a pre-release on main says that main is past the release before",
    steps: [
      { files: { ...policy, ...a(note) } },
      { on: "release-3.7", from: "main", tags: ["v3.7.0"] },
      { on: "main", tags: ["v3.8.0-alpha.0"] },
      { files: a(id) },
    ],
    status: 1,
    has: [noteRemoved],
  },
  {
    title: "tags of another product do not count",
    steps: [
      {
        files: {
          "grpc-evolution.yaml": `${policy["grpc-evolution.yaml"]}releases: { tags: "api/v*" }\n`,
          ...a(id),
        },
      },
      { files: a(note), tags: ["web/v9.0.0"] },
      { files: a(`${note} bool paid = 3;`), tags: ["api/v1.1.0"] },
      { files: a(note) },
    ],
    status: 1,
    has: ["error R1/removed-without-reserved shop.Order.paid"],
  },
  {
    title: "newer releases are named",
    steps: [
      { files: { ...policy, ...a(id) }, tags: ["v1.0.0"] },
      { files: a(note), tags: ["v1.1.0"] },
      { on: "fix", from: "v1.0.0", files: { other: "" } },
    ],
    on: "fix",
    status: 0,
    stderr: /v1\.1\.0 is newer and not compared/,
  },
  {
    title: "a clean main without tags is compared with the revision before",
    steps: [{ files: a(note) }, { files: a(id) }],
    status: 1,
    has: [noteRemoved],
  },
];

const names: Case[] = [
  {
    title: "a folder that moved together with the globs",
    steps: [
      { files: { ...policy, ...at("proto/a.proto", note) }, tags: ["v1.0.0"] },
      {
        files: {
          "grpc-evolution.yaml": `${policy["grpc-evolution.yaml"]}protos: ["api/**/*.proto"]\n`,
          "proto/a.proto": null,
          ...at("api/v1/a.proto", "int64 id = 1;"),
        },
      },
    ],
    status: 1,
    has: ["error R4/type-changed shop.Order.id", noteRemoved],
  },
  {
    title: "a number that was spent where the protocol once lay",
    steps: [
      { files: { "grpc-evolution.yaml": 'protos: ["api/*.proto"]\n', ...at("old/a.proto", note) } },
      { files: at("old/a.proto", id) },
      { files: { "old/a.proto": null, ...at("api/a.proto", id) }, tags: ["v1.0.0"] },
      { files: at("api/a.proto", size) },
    ],
    status: 1,
    has: [sizeReused],
  },
  ...["common/part.proto", "common/part.protodevel"].map(
    (part): Case => ({
      title: `a file outside of the globs that a chosen one imports: ${part}`,
      steps: [
        {
          files: {
            "grpc-evolution.yaml": `${policy["grpc-evolution.yaml"]}protos: ["api/*.proto"]\n`,
            ...at("api/a.proto", "Part part = 1;", `import "${part}";`),
            [part]: 'syntax = "proto3"; package shop; message Part { string note = 1; }',
          },
          tags: ["v1.0.0"],
        },
        { files: { [part]: 'syntax = "proto3"; package shop; message Part { int64 note = 1; }' } },
      ],
      status: 1,
      has: ["error R4/type-changed shop.Part.note"],
    }),
  ),
  {
    title: "what a glob with ! leaves out resolves, and is not judged",
    steps: [
      {
        files: {
          "grpc-evolution.yaml": `${policy["grpc-evolution.yaml"]}protos: ["**/*.proto", "!vendor/**"]\n`,
          ...at("api/a.proto", "Part part = 1;", 'import "vendor/part.proto";'),
          "vendor/part.proto": 'syntax = "proto3"; package shop; message Part { string note = 1; }',
        },
        tags: ["v1.0.0"],
      },
      { files: { "vendor/part.proto": 'syntax = "proto3"; package shop; message Part { int64 note = 1; }' } },
    ],
    status: 0,
    hasNot: /Part/,
  },
  ...["aaa/m.proto", "zzz/m.proto"].map(
    (copy): Case => ({
      title: `the head's own file counts in a release with two declarations: ${copy}`,
      steps: [
        {
          files: { ...policy, ...at("proto/m.proto", "string id = 1; int64 note = 2;"), ...at(copy, note) },
          tags: ["v1.0.0"],
        },
        { files: { [copy]: null, ...at("proto/m.proto", note) } },
      ],
      status: 1,
      has: [noteChanged],
    }),
  ),
  {
    title: "two files that declare one name in the head, and nothing decides",
    steps: [{ files: { ...at("x/m.proto", note), ...at("y/m.proto", id) } }],
    status: 2,
    stderr: /shop\.Order is declared in x\/m\.proto and in y\/m\.proto/,
  },
  {
    title: "of two files in the head that inside of the globs counts",
    steps: [
      {
        files: {
          "grpc-evolution.yaml": 'protos: ["api/*.proto"]\n',
          ...at("api/a.proto", note, 'import "copy/b.proto";'),
          "copy/b.proto":
            'syntax = "proto3"; package shop; message Order { int64 note = 2; } message Other {}',
        },
      },
      { files: { other: "" } },
    ],
    status: 0,
    hasNot: /error/,
  },
];

const blind: Case[] = [
  {
    title: "a glob that matches nothing",
    steps: [{ files: { "grpc-evolution.yaml": 'protos: ["protoz/*.proto"]\n', ...a(id) } }],
    status: 2,
    stderr: /No \.proto file matches protoz/,
  },
  {
    title: "one of two globs that matches nothing",
    steps: [{ files: { "grpc-evolution.yaml": 'protos: ["*.proto", "protoz/*"]\n', ...a(id) } }],
    status: 0,
    stderr: /the glob protoz\/\* matches nothing/,
  },
  {
    title: "the only chosen path is a link",
    steps: [
      {
        files: {
          "grpc-evolution.yaml": 'protos: ["proto/*.proto"]\n',
          ...at("src/a.proto", id),
          "proto/x": "",
        },
      },
    ],
    edit: (folder) => symlinkSync("../src/a.proto", path.join(folder, "proto/a.proto")),
    status: 2,
    stderr: /proto\/a\.proto is a link/,
  },
  {
    title: "everything lies in a submodule",
    steps: [{ files: { readme: "" } }],
    edit: (folder) => {
      const commit = git(folder, "rev-parse", "HEAD").trim();
      git(folder, "update-index", "--add", "--cacheinfo", `160000,${commit},proto`);
    },
    status: 2,
    stderr: /proto is a submodule/,
  },
  {
    title: "a configuration that is a link to nothing",
    steps: [{ files: a(id) }],
    edit: (folder) => symlinkSync("gone.yaml", path.join(folder, "grpc-evolution.yaml")),
    status: 2,
    stderr: /grpc-evolution\.yaml/,
  },
  {
    title: "a named revision without a schema",
    steps: [{ files: { readme: "" } }, { files: a(id) }],
    asked: { against: ["HEAD~1"] },
    status: 2,
    stderr: /HEAD~1 has no \.proto file/,
  },
  {
    title: "a named revision that cannot be read",
    steps: [{ files: a("string id 1;") }, { files: a(id) }],
    asked: { against: ["HEAD~1"] },
    status: 2,
    stderr: /HEAD~1 cannot be read in full, .*a\.proto:1:/,
  },
  {
    title: "a start that cannot be read, beside a named revision that can",
    steps: [{ files: a("string id 1;") }, { files: a(id) }, { files: a("int64 id = 1;") }],
    asked: { since: "HEAD~2", against: ["HEAD~1"] },
    status: 2,
    stderr: /HEAD~2 cannot be read in full, .*a\.proto:1:/,
  },
  {
    title: "a merge base that cannot be read",
    steps: [{ files: a("string id 1;") }, { on: "mine", from: "main", files: a(id) }],
    on: "mine",
    status: 2,
    stderr: /the merge base [0-9a-f]{7} cannot be read in full/,
  },
  {
    title: "a merge base from before the protocol",
    steps: [{ files: { readme: "" } }, { on: "mine", from: "main", files: a(id) }],
    on: "mine",
    status: 0,
  },
  {
    title: "a release that cannot be read",
    steps: [{ files: { ...policy, ...a("string id 1;") }, tags: ["v1.0.0"] }, { files: a("int64 id = 1;") }],
    status: 1,
    has: ["error GL1/release-unreadable v1.0.0"],
  },
  {
    title: "everything deleted is told",
    steps: [{ files: { ...unbounded, ...a(id) }, tags: ["v1.0.0"] }, { files: { "a.proto": null } }],
    status: 1,
    has: ["error GL2/service-removed shop.Store"],
  },
];

const methods: Case[] = [
  {
    title: "a method with another type breaks new clients, too",
    steps: [
      {
        files: { "grpc-evolution.yaml": "window: { upgrade: 0, downgrade: 1 }\n", ...a(id) },
        tags: ["v1.0.0"],
      },
      {
        files: { "a.proto": text(id, "message Other { bytes id = 1; }", "rpc Get(Other) returns (Order);") },
      },
    ],
    status: 1,
    has: ["error GL2/method-changed shop.Store.Get"],
  },
];

test.each([...known, ...branches, ...names, ...blind, ...methods])(
  "$title",
  async ({ steps, on, edit, asked, status, has = [], hasNot, stderr }) => {
    const folder = mkdtempSync(path.join(top, "of-"));
    makeHistory(folder, steps, on);
    edit?.(folder);
    const outcome = await checkIn(folder, asked);
    expect(outcome).toMatchObject({ status, findings: expect.arrayContaining(has) });
    if (hasNot) expect(outcome.findings.filter((line) => hasNot.test(line))).toEqual([]);
    if (stderr) expect(outcome.stderr).toMatch(stderr);
  },
);
