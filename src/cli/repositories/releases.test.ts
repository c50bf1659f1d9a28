/** Which releases a check compares with, in the ways in which people make releases. */
import {
  checkEach,
  count,
  countReused,
  id,
  label,
  labelChanged,
  labelRemoved,
  policy,
  schema,
} from "../../testing/repository-cases.js";

checkEach([
  {
    title: "a release on its branch counts, not the one that happens to be in the history",
    steps: [
      { files: { ...policy, ...schema(id) }, tags: ["v0.9.0"] },
      { files: schema(label) },
      { on: "release-1.0", from: "main", tags: ["v1.0.0"] },
      { on: "main", files: schema("string id = 1; int64 label = 2;") },
    ],
    status: 1,
    has: [labelChanged],
  },
  {
    title: "a field that only a release branch has is spent",
    steps: [
      { files: { ...policy, ...schema(id) } },
      { on: "release-1.0", from: "main", files: schema(label), tags: ["v1.0.0"] },
      { on: "main", files: schema(count) },
    ],
    status: 1,
    has: [countReused],
  },
  {
    title: "git-flow: a hotfix that develop does not have is spent",
    steps: [
      { files: { ...policy, ...schema(id) }, tags: ["v1.0.0"] },
      { on: "develop", from: "main" },
      { on: "main", files: schema(label), tags: ["v1.0.1"] },
      { on: "develop", files: schema(count) },
    ],
    on: "develop",
    status: 1,
    has: [countReused],
  },
  {
    title: "a pre-release on main says that main is past the release before",
    steps: [
      { files: { ...policy, ...schema(label) } },
      { on: "release-3.7", from: "main", tags: ["v3.7.0"] },
      { on: "main", tags: ["v3.8.0-alpha.0"] },
      { files: schema(id) },
    ],
    status: 1,
    has: [labelRemoved],
    stderr:
      /v3\.8\.0-alpha\.0 is a pre-release: it is not compared, and the next release is taken for 3\.8\./,
  },
  {
    title: "tags of another product do not count",
    steps: [
      {
        files: {
          "grpc-evolution.yaml": `${policy["grpc-evolution.yaml"]}releases: { tags: "api/v*" }\n`,
          ...schema(id),
        },
      },
      { files: schema(label), tags: ["web/v9.0.0"] },
      { files: schema(`${label} bool paid = 3;`), tags: ["api/v1.1.0"] },
      { files: schema(label) },
    ],
    status: 1,
    has: ["error R1/removed-without-reserved lab.Probe.paid"],
  },
  {
    title: "newer releases are named",
    steps: [
      { files: { ...policy, ...schema(id) }, tags: ["v1.0.0"] },
      { files: schema(label), tags: ["v1.1.0"] },
      { on: "fix", from: "v1.0.0", files: { other: "" } },
    ],
    on: "fix",
    status: 0,
    stderr: /v1\.1\.0 is newer and not compared/,
  },
  {
    title: "a clean main without tags is compared with the revision before",
    steps: [{ files: schema(label) }, { files: schema(id) }],
    status: 1,
    has: [labelRemoved],
  },
  {
    title: "tags on the trunk: what went since the newest one is told",
    steps: [
      { files: { ...policy, ...schema(label) }, tags: ["v1.0.0"] },
      { files: schema(id) },
      { files: { readme: "" } },
    ],
    status: 1,
    has: [labelRemoved],
  },
  {
    title:
      "a stable branch is compared with its own newest release, and says which newer one is not compared",
    steps: [
      { files: { ...policy, ...schema(label) }, tags: ["v1.0.0"] },
      { on: "stable", from: "main", files: schema(`${label} bool own = 9;`), tags: ["v1.0.1"] },
      { files: schema(`${label} bool paid = 3;`), tags: ["v2.0.0"] },
      { on: "stable", files: schema(label) },
    ],
    on: "stable",
    status: 1,
    has: ["error R1/removed-without-reserved lab.Probe.own"],
    hasNot: /paid/,
    stderr: /v2\.0\.0 is newer and not compared/,
  },
]);
