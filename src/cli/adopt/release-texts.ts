import type { ComponentPair } from "@grpc-evolution/engine/window/component-pair.js";
import { isOffered, type Origin, packageSource, sharedLine } from "./origin.js";
import { promiseText } from "./window-text.js";

/** The action that fetches the repository, pinned. */
const checkout = "actions/checkout@11d5960a326750d5838078e36cf38b85af677262 # v4.4.0";

/** What users are promised, in the words of the windows that the configuration has. */
export function supportPolicy(origin: Origin, pairs: readonly ComponentPair[]): string {
  return `# Which releases work together

The client and the server of this project are upgraded at different times. This page says which pairs work.

A release is a version X.Y. Its patch releases X.Y.Z never change the protocol.
Alphas, betas and release candidates are no releases: nobody is promised that they can be mixed.

## The window

${promiseText(pairs)}

This command prints the table of all pairs, for users to read:

\`\`\`bash
${sharedLine(origin, "matrix --format markdown")}
\`\`\`

A pair works when the server does under this client what it did under the client of its own release.
That a new feature works with an older peer is not promised.

## What the numbers say

| Number | To a user it says |
| --- | --- |
| Z, patch | The protocol is the same. Either side can be updated alone, in any order. |
| Y, minor | Something was added or enabled. Every pair inside the window works. |
| X, major | Some pairs that used to work do not work any more. Read the notes before you update one side. |

## Before a release gets its tag

- \`check\` finds no error that the release before did not have, or its reason stands in the schema.
- \`bump\` asks for no larger number than the release has. A reason does not make a break smaller.
- Every pair that the release adds has run. One that failed or was skipped keeps the release from being published.

A tag that was made although one of these failed is deleted before anything else is merged: every later release is compared with it.

## A new major version

X.0 may declare that it does not mix with older releases. Then

- the last release before it says so in its notes,
- either side refuses a peer of the other, with a message that names both releases, and a test shows it,
- the notes of X.0 name the pairs, the message, and what to stop before the upgrade.

No number and no name of the protocol becomes free by it.

## How this page changes

By a pull request that changes this page and \`grpc-evolution.yaml\`, acknowledged by the owners of the protocol.
A wider window begins with the minor release whose tests cover the added pairs, a narrower one with a new major version, which the release before it announces.
A release keeps the window that it was published with. An exception is a break, and the notes call it one.
`;
}

/** A workflow of GitHub that releases a version: the tag is made once everything else has passed. */
export function releaseWorkflow(origin: Origin): string {
  return `${packageHead(origin)}name: Release
on:
  workflow_dispatch:
    inputs:
      version:
        description: The version to release from this branch, as X.Y.Z
        required: true
        type: string
      pairs:
        description: The configuration of the pairs; another one only for an X.0.0 that does not mix
        default: grpc-evolution.yaml
        type: string

permissions:
  contents: read

# Two releases at once would be compared without each other.
concurrency: release

defaults:
  run:
    shell: bash

jobs:
  protocol:
    runs-on: ubuntu-latest
    timeout-minutes: 10
    steps:
      - uses: ${checkout}
        with:
          # The whole history: the release before is found in it.
          fetch-depth: 0
          persist-credentials: false
      - env:
          PACKAGE: ${packageOf(origin)}
          VERSION: \${{ inputs.version }}
          PAIRS: \${{ inputs.pairs }}
        run: |
          [[ "$VERSION" =~ ^[0-9]+\\.[0-9]+\\.[0-9]+$ ]] || { echo "Write X.Y.Z."; exit 1; }
          case "$VERSION" in *.0.0) max=major ;; *.0) max=minor ;; *) max=patch ;; esac
          [[ $max = major || $PAIRS = grpc-evolution.yaml ]] || { echo "Only X.0.0 has other pairs."; exit 1; }
          npx --yes --package="$PACKAGE" grpc-evolution check --since-release --release "$VERSION"
          npx --yes --package="$PACKAGE" grpc-evolution bump --release "$VERSION" --max "$max"

  mixed-versions:
    needs: protocol
    uses: ./.github/workflows/mixed-versions.yml
    with:
      release: \${{ inputs.version }}
      config: \${{ inputs.pairs }}

  publish:
    needs: [protocol, mixed-versions]
    runs-on: ubuntu-latest
    timeout-minutes: 30
    permissions:
      contents: write
    steps:
      - uses: ${checkout}
      - env:
          VERSION: \${{ inputs.version }}
        run: |
          git tag "v$VERSION"
          git push origin "v$VERSION"
      - run: echo "Your steps that publish stand here."
`;
}

/** What the workflow is told, by a person or by another workflow. */
const pairsInputs = `    inputs:
      release:
        description: The release to test, as X.Y or X.Y.Z
        required: true
        type: string
      config:
        description: The configuration whose window says which pairs run
        default: grpc-evolution.yaml
        type: string
`;

/** A workflow of GitHub that runs the pairs that a release adds, each as a job. */
export function pairsWorkflow(origin: Origin): string {
  return `${packageHead(origin)}name: Mixed versions
on:
  workflow_dispatch:
${pairsInputs}  workflow_call:
${pairsInputs}
permissions:
  contents: read

# This shell has pipefail: tee does not hide that a pair failed.
defaults:
  run:
    shell: bash

jobs:
  list:
    runs-on: ubuntu-latest
    timeout-minutes: 10
    outputs:
      matrix: \${{ steps.pairs.outputs.matrix }}
    steps:
      - uses: ${checkout}
        with:
          fetch-depth: 0
          persist-credentials: false
      - id: pairs
        env:
          PACKAGE: ${packageOf(origin)}
          VERSION: \${{ inputs.release }}
          CONFIG: \${{ inputs.config }}
        run: |
          matrix="$(npx --yes --package="$PACKAGE" grpc-evolution matrix --format github --config "$CONFIG" --release "$VERSION")"
          echo "matrix=$matrix" >> "$GITHUB_OUTPUT"

  pair:
    name: \${{ matrix.clientName }} \${{ matrix.client }}, \${{ matrix.serverName }} \${{ matrix.server }}
    needs: list
    runs-on: ubuntu-latest
    timeout-minutes: 20
    strategy:
      fail-fast: false
      matrix: \${{ fromJSON(needs.list.outputs.matrix) }}
    steps:
      - uses: ${checkout}
        with:
          fetch-depth: 0
          persist-credentials: false
      - env:
          CLIENT: \${{ matrix.clientRef }}
          SERVER: \${{ matrix.serverRef }}
        run: ./test/pair.sh "$CLIENT" "$SERVER" 2>&1 | tee pair.log
      - if: always()
        uses: actions/upload-artifact@ea165f8d65b6e75b540449e92b4886f43607fa02 # v4.6.2
        with:
          name: \${{ matrix.clientName }}-\${{ matrix.client }}-\${{ matrix.serverName }}-\${{ matrix.server }}
          path: pair.log

  gate:
    needs: [list, pair]
    if: always()
    runs-on: ubuntu-latest
    timeout-minutes: 5
    steps:
      - env:
          LIST: \${{ needs.list.result }}
          PAIRS: \${{ needs.pair.result }}
        run: |
          echo "list: $LIST, pairs: $PAIRS"
          test "$LIST" = success
          test "$PAIRS" = success
`;
}

/** The program that runs one pair. Only the project knows how, so it fails until somebody has written it. */
export function pairScript(): string {
  return `#!/usr/bin/env bash
# Runs one pair: a client built from one revision, and a server built from another. Both are revisions that git knows.
# Exit with 0 only if every step did what the client meant, and fail where the pair cannot be run.
# Several pairs run at once: share no port, folder or name with another one, and end whatever was started.
set -euo pipefail

client="$1" server="$2"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

# Build or fetch both sides into "$work" here, let them talk, and print a line for each step:
# 1. Start the server of "$server" and a client of "$server", its own release, with the state in "$work/state".
#    Create something, then end that client alone: the server and the state stay.
# 2. Start the client of "$client" on the same server and state. It reads what is there, uses what was created,
#    and calls each method. A client older than the server is a rollback: it reads what the newer one left on disk.
# Where neither side keeps anything, the second step is enough.
echo "client $client, server $server: nobody has written yet how they run" >&2
exit 1
`;
}

function packageOf(origin: Origin): string {
  return isOffered(origin) ? packageSource(origin) : "ADDRESS/OF/PACKAGE.tgz";
}

function packageHead(origin: Origin): string {
  if (isOffered(origin)) return "";
  return `# This workflow does not pass yet: nobody has said where the command comes from.
# Fill in what is written in capitals behind PACKAGE.
`;
}
