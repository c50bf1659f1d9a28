import { type PackagedFile, protosText } from "./init-globs.js";
import { type DatedTag, releasesText } from "./init-tags.js";

/** What a configuration says until somebody has decided it. */
export const undecided = "upgrade unbounded, downgrade 1, and the components client and server";

/**
 * The text of a configuration for a repository with these tags and these `.proto` files, with remarks on what to
 * decide. Files are relative to where the configuration will be.
 */
export function initText(tags: readonly DatedTag[], files: readonly PackagedFile[]): string {
  return `# How grpc-evolution checks this protocol. "grpc-evolution check" reads it.

${protosText(files)}

# What findings call the two sides: the one that calls, and the one that is called.
components:
  client: client
  server: server

${releasesText(tags)}

# Which releases may talk to which: how many releases the client may run
# ahead of the server (upgrade), and behind it (downgrade). A number, or unbounded.
# This is a promise to your users that no tag can say: decide it, do not keep it by accident.
window:
  upgrade: unbounded
  downgrade: 1

# The branch that changes are for. Without it the CI says it, or the remote, else it is main or master:
# defaultBranch: main

# What is introduced in one release and used by default in a later one:
# features:
#   - name: ephemeral-storage
#     elements: [acme.Storage.driver]
#     enabled: "1.2"

# Findings that you accept, each with its fingerprint from the report and a reason:
# allow:
#   - fingerprint: "4f1c"
#     reason: "never released"

# Ledgers of repositories that this protocol lived in before; "grpc-evolution ledger --export" writes them:
# history:
#   include: [old-ledger.json]
`;
}
