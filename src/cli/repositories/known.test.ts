/** What the change did, and what was so before it. */

import { readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { expect } from "vitest";
import { git, write } from "../../testing/git.js";
import {
  checkEach,
  configured,
  count,
  id,
  label,
  labelRemoved,
  policy,
  type RepositoryCase,
  schema,
  schemaText,
  unbounded,
} from "../../testing/repository-cases.js";

/** Number 1 was given to something else in a release of the past. */
const oldDebt: RepositoryCase["steps"] = [
  { files: { ...policy, ...schema("string old = 1;") }, tags: ["v1.0.0"] },
  { files: schema("int64 fresh = 1;"), tags: ["v1.1.0"] },
];
const ofOldDebt = "known error R1/number-reused lab.Probe.fresh";

/** Whoever gets the finding is told since when it is published, and not to write this. */
function isPublished(check: string, notAdvised: string): RepositoryCase["also"] {
  return ({ reported }) => {
    const finding = reported.find((each) => each.check === check);
    expect(finding).toMatchObject({ published: "v1.1.0" });
    expect(JSON.stringify(finding?.fix)).not.toContain(notAdvised);
  };
}

checkEach([
  {
    title: "what a branch changed that begins at the head was not taken away by the head",
    steps: [
      { files: { ...unbounded, ...schema(id) }, tags: ["v1.0.0", "start"] },
      { files: schema(`${id} bool paid = 9;`) },
      { on: "release-1.1", from: "main", files: schema(`${label} bool paid = 9;`), tags: ["v1.1.0"] },
    ],
    asked: { head: "refs/heads/main", since: "start" },
    status: 0,
    has: [`known ${labelRemoved}`],
  },
  {
    title: "what was released since and is gone again is new, though the start did not have it",
    steps: [
      { files: { ...unbounded, ...schema(id) }, tags: ["v1.0.0", "start"] },
      { files: schema(label) },
      { on: "release-1.1", from: "main", files: {}, tags: ["v1.1.0"] },
      { files: schema(id) },
    ],
    asked: { since: "start" },
    status: 1,
    has: [labelRemoved],
  },
  {
    title: "what a release published long ago reddens no harmless change",
    steps: [
      { files: { ...policy, ...schema("string old = 1;") }, tags: ["v1.0.0"] },
      { files: schema("int64 fresh = 1;"), tags: ["v1.1.0"] },
      { files: schema("int64 fresh = 1; bool paid = 2;") },
    ],
    status: 0,
    has: ["known error R1/number-reused lab.Probe.fresh"],
  },
  {
    title: "a new re-use is red only for itself",
    steps: [
      { files: { ...policy, ...schema("string old = 1; bool gone = 2;") }, tags: ["v1.0.0"] },
      { files: schema("int64 fresh = 1;"), tags: ["v1.1.0"] },
      { files: schema("int64 fresh = 1; string label = 2;") },
    ],
    status: 1,
    has: ["error R1/number-reused lab.Probe.label", "known error R1/number-reused lab.Probe.fresh"],
  },
  {
    title: "a branch is judged from where it left main",
    steps: [
      { files: { ...policy, ...schema(label) }, tags: ["v1.0.0"] },
      { files: schema(id) },
      { on: "mine", from: "main", files: schema("string id = 1; bool paid = 3;") },
    ],
    on: "mine",
    status: 0,
    has: [`known ${labelRemoved}`],
  },
  {
    title: "--since sets what is known",
    steps: [
      { files: { ...policy, ...schema(label) }, tags: ["v1.0.0"] },
      { files: schema(id) },
      { files: schema("string id = 1; bool paid = 3;") },
    ],
    asked: { since: "HEAD~1" },
    status: 0,
    has: [`known ${labelRemoved}`],
  },
  {
    title: "an edit that is not committed is judged as any other change",
    steps: [{ files: schema(label) }, {}],
    edit: (folder) => write(folder, schema(id)),
    status: 1,
    has: [labelRemoved],
  },
  {
    title: "a file that is deleted and not committed yet was there in the release that the edit stands on",
    steps: [
      { files: { ...policy, ...schema(id) }, tags: ["v1.0.0"] },
      {
        files: {
          "b.proto": 'syntax = "proto3"; package lab; service Extra { rpc Run(Probe) returns (Probe); }',
        },
        tags: ["v1.1.0"],
      },
    ],
    edit: (folder) => rmSync(path.join(folder, "b.proto")),
    status: 1,
    has: ["error GL2/service-removed lab.Extra"],
  },
  {
    title: "an imported file that is deleted and not committed yet, too",
    steps: [
      { files: { ...configured(["api/*"]), ...schema(id, "api/a.proto") }, tags: ["v1.0.0"] },
      {
        files: {
          ...schema(`${id} Part part = 3;`, "api/a.proto", 'import "common/part.inc";'),
          "common/part.inc":
            'syntax = "proto3"; package lab; message Part {} service Extra { rpc Run(Part) returns (Part); }',
        },
        tags: ["v1.1.0"],
      },
    ],
    edit: (folder) => rmSync(path.join(folder, "common/part.inc")),
    status: 1,
    has: ["error GL2/service-removed lab.Extra"],
    stderr: /imports common\/part\.inc, which is not in this repository/,
  },
  {
    title: "a release with an import of another suffix is not edited where nobody edited it",
    steps: [
      {
        files: {
          ...policy,
          ...schema("Part part = 1;", "a.proto", 'import "part.inc";'),
          "part.inc": 'syntax = "proto3"; package lab; message Part { string label = 1; }',
        },
        tags: ["v1.0.0"],
      },
      {
        files: { "part.inc": 'syntax = "proto3"; package lab; message Part { int64 label = 1; }' },
        tags: ["v1.1.0"],
      },
    ],
    status: 1,
    has: ["error R4/type-changed lab.Part.label"],
  },
  {
    title: "a release is not edited where git only wrote other line ends than it keeps",
    steps: [
      { files: { ...policy, "a.proto": `${schemaText(label)}\n` }, tags: ["v1.0.0"] },
      { files: { "a.proto": `${schemaText(id)}\n` }, tags: ["v1.1.0"] },
    ],
    edit: (folder) => {
      rmSync(path.join(folder, "a.proto"));
      git(folder, "-c", "core.autocrlf=true", "checkout", "--quiet", "--", "a.proto");
      expect(readFileSync(path.join(folder, "a.proto"), "utf8")).toContain("\r\n");
    },
    status: 1,
    has: [labelRemoved],
  },
  {
    title: "what a stable branch published is known on that branch",
    steps: [
      { files: { ...policy, ...schema(label), other: "" }, tags: ["v1.0.0"] },
      { on: "stable", from: "main", files: schema(id), tags: ["v1.0.1"] },
      { files: { other: "1" } },
      { on: "stable", files: { other: "2" } },
    ],
    on: "stable",
    status: 0,
  },
  {
    title: "a branch is not red for what was published before it, either",
    steps: [...oldDebt, { on: "mine", from: "main", files: schema("int64 fresh = 1; bool done = 3;") }],
    on: "mine",
    status: 0,
    has: [ofOldDebt],
  },
  {
    title: "a value that the newest release has came with that release, whatever older ones do not know",
    steps: [
      {
        files: {
          ...unbounded,
          ...schema("Mode mode = 1;", "a.proto", "enum Mode { MODE_UNSPECIFIED = 0; }"),
        },
        tags: ["v1.0.0"],
      },
      {
        files: schema("Mode mode = 1;", "a.proto", "enum Mode { MODE_UNSPECIFIED = 0; MODE_FAST = 1; }"),
        tags: ["v1.1.0"],
      },
      { files: { readme: "" } },
    ],
    status: 0,
    hasNot: /error/,
  },
  {
    title: "a method that changed two releases ago is known",
    steps: [
      { files: { ...unbounded, ...schema(id) }, tags: ["v1.0.0"] },
      {
        files: {
          "a.proto": schemaText(id, "message Other { int64 id = 1; }", "rpc Run(Other) returns (Probe);"),
        },
        tags: ["v1.1.0"],
      },
      { files: { other: "1" }, tags: ["v1.2.0"] },
      { files: { other: "2" } },
    ],
    status: 0,
    has: ["known error GL2/method-changed lab.Bench.Run"],
  },
  {
    title: "a number that today's release gave away is not advised to be another one",
    steps: [
      { files: { ...unbounded, ...schema(label) }, tags: ["v1.0.0"] },
      { files: schema(count), tags: ["v1.1.0"] },
      { files: { readme: "" } },
    ],
    asked: { against: ["v1.0.0"] },
    status: 1,
    also: isPublished("R1/number-reused", "int32 count ="),
  },
  {
    title: "a type that today's release has is not advised to be the old one",
    steps: [
      { files: { ...unbounded, ...schema(label) }, tags: ["v1.0.0"] },
      { files: schema("string id = 1; int64 label = 2;"), tags: ["v1.1.0"] },
      { files: { readme: "" } },
    ],
    asked: { against: ["v1.0.0"] },
    status: 1,
    also: isPublished("R4/type-changed", "string label ="),
  },
]);
