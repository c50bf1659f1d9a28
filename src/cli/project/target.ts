import { printable } from "@grpc-evolution/engine/report/printable.js";
import type { Refs } from "../git/refs.js";
import { UserError } from "../terminal/user-error.js";

/** A branch, by its full ref, and where it stands. */
export interface Branch {
  /** What messages call it: `origin/main`. */
  name: string;
  commit: string;
}

/**
 * The branch that a change is for: what the CI says, else the upstream where its branch has another name than this one,
 * else the default branch. Null where none of these is known.
 * Throws a UserError where the CI names a branch that this clone does not have: compared with another one the change would
 * be another change.
 */
export function targetBranch(refs: Refs, configured: string | null, env: NodeJS.ProcessEnv): Branch | null {
  const named = targetOfPullRequest(env);
  if (named !== null) return branchNamed(refs, named) ?? refuseMissing(named);
  return upstreamOfOtherName(refs) ?? defaultBranch(refs, configured, env);
}

/**
 * The default branch: what the configuration says, else the CI, else the head of the remote, else `main` or `master`.
 * Null where there is none of them.
 * Throws a UserError where the configuration names a branch that this clone does not have.
 */
export function defaultBranch(refs: Refs, configured: string | null, env: NodeJS.ProcessEnv): Branch | null {
  if (configured !== null) return branchNamed(refs, configured) ?? refuseMissing(configured);
  const ofCi = env.CI_DEFAULT_BRANCH ?? "";
  const names = [...(ofCi === "" ? [] : [ofCi]), ...headsOfRemotes(refs), "main", "master"];
  for (const name of names) {
    const branch = branchNamed(refs, name);
    if (branch) return branch;
  }
  return null;
}

/**
 * The variables in which a CI names the branch that a pull request is for, with or without `refs/heads/`.
 * Sources: https://docs.github.com/actions/reference/workflows-and-actions/variables,
 * https://docs.gitlab.com/ci/variables/predefined_variables/,
 * https://learn.microsoft.com/azure/devops/pipelines/build/variables,
 * https://support.atlassian.com/bitbucket-cloud/docs/variables-and-secrets/,
 * https://www.jenkins.io/doc/book/pipeline/multibranch/, https://buildkite.com/docs/pipelines/configure/environment-variables
 */
const targetVariables = [
  "GITHUB_BASE_REF",
  "CI_MERGE_REQUEST_TARGET_BRANCH_NAME",
  "SYSTEM_PULLREQUEST_TARGETBRANCH",
  "BITBUCKET_PR_DESTINATION_BRANCH",
  "CHANGE_TARGET",
  "BUILDKITE_PULL_REQUEST_BASE_BRANCH",
];

/** The name of a branch that GitHub makes for a merge queue says what it is for. */
const mergeQueue = /^refs\/heads\/gh-readonly-queue\/(.+)\/pr-\d+-[0-9a-f]+$/;

function targetOfPullRequest(env: NodeJS.ProcessEnv): string | null {
  const named = targetVariables.map((variable) => env[variable] ?? "").find((value) => value !== "");
  const target = named ?? mergeQueue.exec(env.GITHUB_REF ?? "")?.[1];
  return target === undefined ? null : target.replace(/^refs\/heads\//, "");
}

/** Of the remotes first, since a local branch may be old; `origin` before the others. Nothing but a branch counts. */
function branchNamed(refs: Refs, name: string): Branch | null {
  const places = [...refs.remotes.map((remote) => `refs/remotes/${remote}/${name}`), `refs/heads/${name}`];
  const ref = places.find((place) => refs.commits.has(place));
  const commit = ref && refs.commits.get(ref);
  return commit ? { name: shortName(ref), commit } : null;
}

function shortName(ref: string): string {
  return ref.replace(/^refs\/(heads|remotes)\//, "");
}

/** Where the heads of the remotes lead, `origin` first: names of branches. */
function headsOfRemotes(refs: Refs): string[] {
  return refs.remotes.flatMap((remote) => {
    const branch = refs.symbolic.get(`refs/remotes/${remote}/HEAD`);
    return branch === undefined ? [] : [branch.slice(`refs/remotes/${remote}/`.length)];
  });
}

/** A branch that follows one of the same name only publishes itself. */
function upstreamOfOtherName({ current, upstreams, commits, remotes }: Refs): Branch | null {
  const upstream = current === null ? undefined : upstreams.get(current);
  const commit = upstream && commits.get(upstream);
  if (!current || !commit) return null;
  const own = current.replace(/^refs\/heads\//, "");
  const isOwn = remotes.some((remote) => upstream === `refs/remotes/${remote}/${own}`);
  return isOwn ? null : { name: shortName(upstream), commit };
}

function refuseMissing(name: string): never {
  throw new UserError(
    `The branch "${printable(name)}" that the change is for is not in this clone.`,
    "Fetch it, with its history, or name what the change starts from with --since.",
  );
}
