import { isOffered, type Origin, runLine } from "./origin.js";

/** What stands where nobody said what belongs there: to be replaced by hand. None is a name that npm could look up. */
export const blanks = ["OWNER/REPOSITORY", "REPOSITORY", "REVISION", "ADDRESS/OF/PACKAGE.tgz"] as const;

/** A workflow of GitHub that checks every pull request. */
export function githubWorkflow(origin: Origin): string {
  return `name: Protocol
on: pull_request

permissions:
  contents: read

jobs:
  check:
    runs-on: ubuntu-latest
    timeout-minutes: 10
    steps:
      - uses: actions/checkout@11d5960a326750d5838078e36cf38b85af677262 # v4.4.0
        with:
          # The whole history: a number may have been used in any revision.
          fetch-depth: 0
          persist-credentials: false
      - uses: ${actionOf(origin)}
        with:
          analysis: "true"
`;
}

/** A job of GitLab that checks every merge request. */
export function gitlabJob(origin: Origin): string {
  const check = isOffered(origin)
    ? runLine(origin, "check")
    : "npx --yes --package=ADDRESS/OF/PACKAGE.tgz grpc-evolution check";
  return `protocol:
  image: node:20
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
  variables:
    # The whole history: a number may have been used in any revision.
    GIT_DEPTH: "0"
  script:
    - git fetch --tags origin '+refs/heads/*:refs/remotes/origin/*'
    - ${check} --format junit --output protocol.xml
  artifacts:
    when: always
    reports:
      junit: protocol.xml
`;
}

/** The configuration of pre-commit. */
export function preCommit({ repository, release }: Origin): string {
  const revision = release === null ? "REVISION" : `${release.commit} # frozen: v${release.version}`;
  return `repos:
  - repo: ${repository === "" ? "REPOSITORY" : repository}
    rev: ${revision}
    hooks:
      - id: grpc-evolution
`;
}

/** The owners of the protocol. Nobody is named until somebody says who: a name that is made up may be a stranger's. */
export function codeOwners(): string {
  return `# Who acknowledges changes to the protocol: people who together know both sides.
# Put their names in, then remove the # of these two lines.
# *.proto              @someone-for-the-client @someone-for-the-server
# grpc-evolution.yaml  @someone-for-the-client @someone-for-the-server
`;
}

/** What a workflow uses to check, pinned: GitHub finds an action in its own repositories only. */
export function actionOf({ repository, release }: Origin): string {
  const name = /^https:\/\/github\.com\/([\w.-]+\/[\w.-]+)$/.exec(repository)?.[1];
  if (name === undefined) return "OWNER/REPOSITORY@REVISION";
  return release === null ? `${name}@REVISION` : `${name}@${release.commit} # v${release.version}`;
}
