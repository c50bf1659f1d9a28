/** Which commit a check compares with, whatever names are around it. */
import { appendFileSync, mkdirSync } from "node:fs";
import path from "node:path";
import { git } from "../../testing/git.js";
import type { Step } from "../../testing/made-history.js";
import {
  checkEach,
  count,
  countReused,
  id,
  label,
  labelRemoved,
  policy,
  type RepositoryCase,
  schema,
} from "../../testing/repository-cases.js";

/** What a CI sets in a build of a pull request for the branch `rel`. */
const pullRequests: Record<string, Record<string, string>> = {
  GitHub: { GITHUB_ACTIONS: "true", GITHUB_BASE_REF: "rel", GITHUB_REF: "refs/pull/3/merge" },
  "a merge queue of GitHub": {
    GITHUB_ACTIONS: "true",
    GITHUB_BASE_REF: "",
    GITHUB_REF: `refs/heads/gh-readonly-queue/rel/pr-3-${"a".repeat(40)}`,
  },
  GitLab: { GITLAB_CI: "true", CI_MERGE_REQUEST_TARGET_BRANCH_NAME: "rel", CI_DEFAULT_BRANCH: "main" },
  "Azure Pipelines": { TF_BUILD: "True", SYSTEM_PULLREQUEST_TARGETBRANCH: "refs/heads/rel" },
  "Azure Pipelines, with a short name": { TF_BUILD: "True", SYSTEM_PULLREQUEST_TARGETBRANCH: "rel" },
  Bitbucket: { BITBUCKET_BUILD_NUMBER: "1", BITBUCKET_PR_DESTINATION_BRANCH: "rel" },
  Jenkins: { CHANGE_ID: "3", CHANGE_TARGET: "rel" },
  Buildkite: { BUILDKITE_PULL_REQUEST: "3", BUILDKITE_PULL_REQUEST_BASE_BRANCH: "rel" },
};

/** The field that only the target has goes; a check for main would not see it. */
const forRelease: Step[] = [
  { files: schema(id), refs: ["refs/remotes/origin/main"] },
  { on: "refs/remotes/origin/rel", from: "main", files: schema(label) },
  { on: "mine", from: "refs/remotes/origin/rel", files: schema(id) },
];

/** A field comes with main's second commit and goes on a branch from there. */
const fromSecond: Step[] = [
  { files: schema(id), tags: ["first"] },
  { files: schema(label) },
  { on: "mine", from: "main", files: schema(id) },
  { on: "mine", files: { readme: "" } },
];
const first = (folder: string, ref: string) => void git(folder, "update-ref", ref, "refs/tags/first");
const second = (folder: string, ref: string) => void git(folder, "update-ref", ref, "refs/heads/main");

checkEach([
  ...Object.entries(pullRequests).map(
    ([ci, env]): RepositoryCase => ({
      title: `a pull request on ${ci} is compared with where it left its target`,
      steps: forRelease,
      on: "mine",
      edit: (folder) => void git(folder, "branch", "--quiet", "--delete", "--force", "main"),
      asked: { env },
      status: 1,
      has: [labelRemoved],
    }),
  ),
  {
    title: "the head of the remote says which branch a change is for",
    steps: fromSecond,
    on: "mine",
    edit: (folder) => {
      second(folder, "refs/remotes/origin/trunk");
      first(folder, "refs/remotes/origin/main");
      git(folder, "symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/trunk");
    },
    status: 1,
    has: [labelRemoved],
  },
  ...["refs/tags/main", "refs/heads/origin/main", "refs/tags/origin/main", "refs/heads/first"].map(
    (ref): RepositoryCase => ({
      title: `${ref} stands for no other ref of its name`,
      steps: fromSecond,
      on: "mine",
      edit: (folder) => {
        second(folder, "refs/remotes/origin/main");
        first(folder, ref);
      },
      status: 1,
      has: [labelRemoved],
    }),
  ),
  {
    title: "a branch with the name of a release does not stand for it",
    steps: [
      { files: { ...policy, ...schema(label) }, tags: ["v1.0.0"] },
      { files: schema(id), refs: ["refs/heads/v1.0.0"] },
      { files: { readme: "" } },
    ],
    status: 1,
    has: [labelRemoved],
  },
  {
    title: "a tag with the name of the remote's branch does not stand for the target of a pull request",
    steps: [...forRelease, { on: "old", from: "main", tags: ["origin/rel", "rel"] }],
    on: "mine",
    asked: { env: { GITHUB_BASE_REF: "rel" } },
    status: 1,
    has: [labelRemoved],
  },
  ...[{ against: ["main"] }, { since: "main" }].map(
    (asked): RepositoryCase => ({
      title: `a name that a tag and a branch share is refused: ${JSON.stringify(asked)}`,
      steps: fromSecond,
      on: "mine",
      edit: (folder) => first(folder, "refs/tags/main"),
      asked,
      status: 2,
      stderr: /"main" is the name of several revisions\. .*refs\/tags\/main or refs\/heads\/main/,
    }),
  ),
  {
    title: "a branch called worktree is a branch",
    steps: [{ files: schema(label), refs: ["refs/heads/worktree"] }, { files: schema(id) }],
    asked: { against: ["worktree"] },
    status: 1,
    has: [labelRemoved],
  },
  {
    title: "a clean checkout of a release is compared with the release before it",
    steps: [
      { files: { ...policy, ...schema(label) }, tags: ["v1.0.0"] },
      { files: schema(id), tags: ["v1.1.0"] },
    ],
    status: 1,
    has: [labelRemoved],
  },
  {
    title: "a target that the clone lacks is named",
    steps: forRelease,
    on: "mine",
    asked: { env: { GITHUB_BASE_REF: "rel-9" } },
    status: 2,
    stderr: /"rel-9"/,
  },
  ...[{ GITHUB_BASE_REF: "" }, { GITHUB_BASE_REF: "main" }].map(
    (env): RepositoryCase => ({
      title: `a branch without a history in common with the default branch is refused: ${JSON.stringify(env)}`,
      steps: [
        { files: schema("int64 other = 1;"), refs: ["refs/remotes/origin/main"] },
        { on: "alone", files: schema(label) },
        { on: "alone", files: schema(id) },
      ],
      on: "alone",
      asked: { env },
      status: 2,
      stderr: /no history in common/,
    }),
  ),
  {
    title: "grafts of one clone hide nothing",
    steps: [
      { files: schema(label) },
      { files: schema(id) },
      { files: { readme: "" } },
      { files: schema(count) },
    ],
    edit: (folder) => {
      mkdirSync(path.join(folder, ".git/info"), { recursive: true });
      appendFileSync(path.join(folder, ".git/info/grafts"), git(folder, "rev-parse", "HEAD~1"));
    },
    status: 1,
    has: [countReused],
  },
]);
