/** Where something is not looked at, it is said or refused: it never passes because it could not look. */
import { symlinkSync } from "node:fs";
import path from "node:path";
import { git, write } from "../../testing/git.js";
import {
  checkEach,
  configured,
  count,
  countReused,
  id,
  label,
  labelChanged,
  policy,
  type RepositoryCase,
  schema,
  unbounded,
} from "../../testing/repository-cases.js";

const changed = "string id = 1; int64 label = 2;";
const keep = { "keep/k.proto": 'syntax = "proto3"; package keep; message Keep {}' };

checkEach([
  {
    title: "a glob that matches nothing",
    steps: [{ files: { "grpc-evolution.yaml": 'protos: ["protoz/*.proto"]\n', ...schema(id) } }],
    status: 2,
    stderr: /No \.proto file matches protoz/,
  },
  {
    title: "one of two globs that matches nothing",
    steps: [{ files: { "grpc-evolution.yaml": 'protos: ["*.proto", "protoz/*"]\n', ...schema(id) } }],
    status: 0,
    stderr: /the glob protoz\/\* matches nothing/,
  },
  {
    title: "another version of a package comes, which no glob chooses",
    steps: [
      {
        files: {
          "grpc-evolution.yaml": 'protos: ["proto/acme/v1/**/*.proto"]\n',
          "proto/acme/v1/a.proto": 'syntax = "proto3"; package acme.v1; message M {}',
          "proto/acme/v2/a.proto": 'syntax = "proto3"; package acme.v2; message M {}',
          "proto/other/v2/a.proto": 'syntax = "proto3"; package other.v2; message M {}',
        },
      },
    ],
    status: 0,
    stderr: /proto\/acme\/v2\/a\.proto is another version of what is compared: protos does not choose it/,
  },
  {
    title: "another version of a package is left out on purpose",
    steps: [
      {
        files: {
          "grpc-evolution.yaml": 'protos: ["proto/**/*.proto", "!proto/acme/v2/**"]\n',
          "proto/acme/v1/a.proto": 'syntax = "proto3"; package acme.v1; message M {}',
          "proto/acme/v2/a.proto": 'syntax = "proto3"; package acme.v2; message M {}',
        },
      },
    ],
    status: 0,
    stderr: /^(?!.*another version)/s,
  },
  {
    title: "the only chosen path is a link",
    steps: [
      {
        files: {
          "grpc-evolution.yaml": 'protos: ["proto/*.proto"]\n',
          ...schema(id, "src/a.proto"),
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
    steps: [{ files: schema(id) }],
    edit: (folder) => symlinkSync("gone.yaml", path.join(folder, "grpc-evolution.yaml")),
    status: 2,
    stderr: /grpc-evolution\.yaml/,
  },
  {
    title: "a named revision without a schema",
    steps: [{ files: { readme: "" } }, { files: schema(id) }],
    asked: { against: ["HEAD~1"] },
    status: 2,
    stderr: /HEAD~1 has no \.proto file/,
  },
  {
    title: "a named revision that cannot be read",
    steps: [{ files: schema("string id 1;") }, { files: schema(id) }],
    asked: { against: ["HEAD~1"] },
    status: 2,
    stderr: /HEAD~1 cannot be read in full, .*a\.proto:1:/,
  },
  {
    title: "a start that cannot be read, beside a named revision that can",
    steps: [{ files: schema("string id 1;") }, { files: schema(id) }, { files: schema("int64 id = 1;") }],
    asked: { since: "HEAD~2", against: ["HEAD~1"] },
    status: 2,
    stderr: /HEAD~2 cannot be read in full, .*a\.proto:1:/,
  },
  {
    title: "a merge base that cannot be read",
    steps: [{ files: schema("string id 1;") }, { on: "mine", from: "main", files: schema(id) }],
    on: "mine",
    status: 2,
    stderr: /the merge base [0-9a-f]{7} cannot be read in full/,
  },
  {
    title: "a merge base from before the protocol",
    steps: [{ files: { readme: "" } }, { on: "mine", from: "main", files: schema(id) }],
    on: "mine",
    status: 0,
  },
  {
    title: "a release that cannot be read",
    steps: [
      { files: { ...policy, ...schema("string id 1;") }, tags: ["v1.0.0"] },
      { files: schema("int64 id = 1;") },
    ],
    status: 1,
    has: ["error GL1/release-unreadable v1.0.0"],
  },
  {
    title: "everything deleted is told",
    steps: [{ files: { ...unbounded, ...schema(id) }, tags: ["v1.0.0"] }, { files: { "a.proto": null } }],
    status: 1,
    has: ["error GL2/service-removed lab.Bench"],
  },
  {
    title: "the chosen folder is a link",
    steps: [
      {
        files: { ...configured(["protos/**"]), ...schema(label, "shared/a.proto") },
        links: { protos: "shared" },
        tags: ["v1.0.0"],
      },
      { files: schema(changed, "shared/a.proto") },
    ],
    status: 2,
    stderr: /protos is a link/,
  },
  {
    title: "a glob in another case matches nothing, which is said",
    steps: [
      {
        files: { ...configured(["Proto/**", "keep/**"]), ...keep, ...schema(label, "proto/a.proto") },
        tags: ["v1.0.0"],
      },
      { files: schema(changed, "proto/a.proto") },
    ],
    status: 0,
    stderr: /the glob Proto\/\*\* matches nothing/,
  },
  {
    title: "a glob whose letters are composed otherwise than those of the folder",
    steps: [
      {
        files: {
          ...configured(["\u00e9t\u00e9/**", "keep/**"]),
          ...keep,
          ...schema(label, "e\u0301te\u0301/a.proto"),
        },
        tags: ["v1.0.0"],
      },
      { files: schema(changed, "e\u0301te\u0301/a.proto") },
    ],
    status: 0,
    stderr: /the glob \S+ matches nothing/,
  },
  {
    title: "a schema with another suffix alone",
    steps: [{ files: schema(label, "A.PROTO"), tags: ["v1.0.0"] }, { files: schema(changed, "A.PROTO") }],
    status: 2,
    stderr: /No \.proto file matches/,
  },
  {
    title: "a file name that is not UTF-8",
    steps: [
      { files: { ...keep, ...schema(label, '"\\351t.proto"') }, tags: ["v1.0.0"] },
      { files: schema(changed, '"\\351t.proto"') },
    ],
    status: 1,
    has: [labelChanged],
  },
  ...(
    [
      ["a file", "b.proto", ["*.proto"], "b.proto"],
      ["a folder that a glob leads to", "gen/", ["*.proto", "gen/**"], "gen/b.proto"],
      ["a folder below one that a glob names", "gen/", ["*.proto", "api/**"], "api/gen/b.proto"],
    ] as const
  ).map(
    ([what, ignored, globs, file]): RepositoryCase => ({
      title: `${what} that git ignores`,
      steps: [{ files: { ...configured([...globs]), ...schema(id), ".gitignore": ignored } }],
      edit: (folder) => write(folder, { [file]: "", "other/gen/c.proto": "" }),
      status: 0,
      stderr: new RegExp(`^grpc-evolution: ${file} is ignored by git: `, "m"),
    }),
  ),
  {
    title: "everything that the globs choose is ignored by git",
    steps: [{ files: { ".gitignore": "gen/" } }],
    edit: (folder) => write(folder, schema(id, "gen/a.proto")),
    status: 2,
    stderr: /No \.proto file matches .*gen\/a\.proto is ignored by git/,
  },
  {
    title: "the encoding that a user reads logs in changes nothing",
    steps: [
      { files: schema(label), tags: ["v1.0.0"] },
      { files: schema(id), tags: ["v2.0.0"] },
      { files: schema(count) },
    ],
    edit: (folder) => void git(folder, "config", "i18n.logOutputEncoding", "UTF-16"),
    status: 1,
    has: [countReused],
  },
]);
