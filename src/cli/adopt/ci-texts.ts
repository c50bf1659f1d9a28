import { isOffered, type Origin, runLine } from "./origin.js";

/** What stands where nobody said what belongs there: to be replaced by hand. None is a name that npm could look up. */
export const blanks = ["OWNER/REPOSITORY", "REPOSITORY", "REVISION", "ADDRESS/OF/PACKAGE.tgz"] as const;

/** A workflow of GitHub that checks every pull request. */
export function githubWorkflow(origin: Origin): string {
  const action = actionOf(origin);
  const isKnown = !action.includes("REVISION");
  const step = `- uses: ${action}
        with:
          analysis: "true"`;
  return `${isKnown ? "" : workflowHead}name: Protocol
on: ${isKnown ? "pull_request" : "workflow_dispatch"}

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
      ${isKnown ? step : commented(step, 6)}
`;
}

const workflowHead = `# This workflow does not check anything yet: nobody has said where its action comes from.
# Fill in what is written in capitals in the last lines, and remove their "# ".
# Then replace the line "on: workflow_dispatch" by this one:
# on: pull_request
`;

/** Lines that a reader of YAML leaves out, the others but the first indented. */
function commented(lines: string, indent: number): string {
  return lines.replaceAll(`\n${" ".repeat(indent)}`, `\n${" ".repeat(indent)}# `).replace(/^/, "# ");
}

/** A job of GitLab that checks every merge request. */
export function gitlabJob(origin: Origin): string {
  const check = isOffered(origin)
    ? runLine(origin, "check")
    : "npx --yes --package=ADDRESS/OF/PACKAGE.tgz grpc-evolution check";
  return `${isOffered(origin) ? "" : jobHead}protocol:
  image: node:20
  rules:
    - ${isOffered(origin) ? mergeRequest : "when: never"}
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

/** When the job of GitLab runs. */
const mergeRequest = `if: $CI_PIPELINE_SOURCE == "merge_request_event"`;

const jobHead = `# This job does not run yet: nobody has said where the command comes from.
# Fill in what is written in capitals in its script.
# Then replace the line "    - when: never" by this one:
#     - ${mergeRequest}
`;

/** The configuration of pre-commit; a hook that cannot be fetched would stop every commit. */
export function preCommit({ repository, release }: Origin): string {
  const revision = release === null ? "REVISION" : `${release.commit} # frozen: v${release.version}`;
  const hooks = `- repo: ${repository === "" ? "REPOSITORY" : repository}
  rev: ${revision}
  hooks:
    - id: grpc-evolution`;
  if (repository !== "" && release !== null) return `repos:\n  ${hooks.replaceAll("\n", "\n  ")}\n`;
  return `${hookHead}repos: []
${hooks.replace(/^/gm, "#   ")}
`;
}

const hookHead = `# This hook is not on yet: nobody has said where it comes from.
# Fill in what is written in capitals, remove the "# " of the last lines and the [] before them.
# REVISION is the full hash of a commit. That of a tag named ready-v… holds the command and starts at once;
# any other builds it in its first run, which fetches the packages of a whole site and takes minutes.
`;

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
