/** What is official is spent; what somebody only tries reddens nobody. */
import { expect } from "vitest";
import { git } from "../../testing/git.js";
import type { Step } from "../../testing/made-history.js";
import {
  checkEach,
  count,
  countReused,
  id,
  label,
  policy,
  type RepositoryCase,
  schema,
} from "../../testing/repository-cases.js";

const start: Step = { files: { ...policy, ...schema(id) }, tags: ["v1.0.0"] };
/** Nobody is told of a number that is used again, or only as an information. */
const alarm = /(error|warning) R1\/number-reused/;

/** Somebody else's branch takes number 2 for something else than main does then. */
const collision: Step[] = [
  start,
  { on: "feature", from: "main", files: schema(label) },
  { files: schema(count) },
];
/** A release that was made on its branch. */
const released: Step[] = [
  { files: { ...policy, ...schema(id) } },
  { on: "release-1.0", from: "main", files: { version: "1.0" }, tags: ["v1.0.0"] },
];
const moveFeature = (ref: string) => (folder: string) => {
  git(folder, "update-ref", ref, "refs/heads/feature");
  git(folder, "update-ref", "-d", "refs/heads/feature");
};
const namesFeature: RepositoryCase["also"] = ({ reported }) => {
  const told = reported.filter(({ check }) => check === "R1/number-reused");
  expect(told).toEqual([
    expect.objectContaining({ severity: "info", message: expect.stringMatching(/feature/) }),
  ]);
};

checkEach([
  {
    title: "a number that main gave to something else between two releases",
    steps: [start, { files: schema(label) }, { files: schema(count) }],
    status: 1,
    has: [countReused],
  },
  {
    title: "a field that only a merge commit added",
    steps: [
      start,
      { on: "side", from: "main", files: { side: "" } },
      { files: { main: "" } },
      { merge: "side", files: { side: "", ...schema(label) } },
      { files: schema(id) },
      { files: schema(count) },
    ],
    status: 1,
    has: [countReused],
  },
  {
    title: "a release whose commit was rewritten afterwards",
    steps: [
      { files: { ...policy, ...schema(id) } },
      { on: "rewritten", from: "main", files: schema(label), tags: ["v1.0.0"] },
      { files: schema(count) },
    ],
    edit: (folder) => void git(folder, "branch", "--quiet", "--delete", "--force", "rewritten"),
    status: 1,
    has: [countReused],
  },
  {
    title: "a first idea inside of a branch that was merged",
    steps: [
      start,
      { on: "feature", from: "main", files: schema(label) },
      { on: "feature", files: schema(count) },
      { merge: "feature", files: schema(count) },
    ],
    status: 0,
    hasNot: alarm,
  },
  {
    title: "a first idea on the branch itself",
    steps: [
      start,
      { on: "feature", from: "main", files: schema(label) },
      { on: "feature", files: schema(count) },
    ],
    on: "feature",
    status: 0,
    hasNot: alarm,
  },
  {
    title: "a first idea on a branch that was squashed and deleted",
    steps: [
      start,
      { on: "feature", from: "main", files: schema(label) },
      { on: "feature", files: schema(count) },
      { files: schema(count) },
    ],
    edit: (folder) => void git(folder, "branch", "--quiet", "--delete", "--force", "feature"),
    status: 0,
    hasNot: /number-reused/,
  },
  {
    title: "a branch that is not merged collides: it is named, as an information",
    steps: collision,
    status: 0,
    also: namesFeature,
  },
  {
    title: "a first idea on a branch off a release branch",
    steps: [
      ...released,
      { on: "fix", from: "release-1.0", files: schema(label) },
      { on: "fix", files: schema(count) },
    ],
    on: "fix",
    status: 0,
    hasNot: alarm,
  },
  {
    title: "a branch off a release branch carries its release, and is work all the same",
    steps: [
      ...released,
      { on: "feature", from: "release-1.0", files: schema(label) },
      { files: schema(count) },
    ],
    status: 0,
    also: namesFeature,
  },
  {
    title: "what was merged into a release branch is no more than work, either",
    steps: [
      ...released,
      { on: "fix", from: "release-1.0", files: schema(label) },
      { on: "fix", files: schema(id) },
      { on: "release-1.0", merge: "fix" },
      { files: schema(count) },
    ],
    status: 0,
    hasNot: alarm,
  },
  {
    title: "a backport on the release branch is official, also beside a branch off it",
    steps: [
      ...released,
      { on: "fix", from: "release-1.0" },
      { on: "release-1.0", files: schema(label) },
      { files: schema(count) },
    ],
    status: 1,
    has: [countReused],
  },
  {
    title: "so is a branch that was only fetched",
    steps: collision,
    edit: moveFeature("refs/remotes/origin/feature"),
    status: 0,
    also: namesFeature,
  },
  ...["refs/pull/7/head", "refs/stash", "refs/notes/feature", "refs/original/refs/heads/feature"].map(
    (ref): RepositoryCase => ({
      title: `${ref} is no branch`,
      steps: collision,
      edit: moveFeature(ref),
      status: 0,
      hasNot: /number-reused/,
    }),
  ),
]);
