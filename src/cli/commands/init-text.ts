import { escapeGlob } from "../git/globs.js";

/** Folders that hold copies of other people's schemas. */
const foreign = /(^|\/)(vendor|third_party|third-party|external|node_modules|googleapis)(\/|$)/;

/**
 * The text of a configuration for a repository with these tags and these `.proto` files, with remarks on what to
 * decide. Files are relative to where the configuration will be.
 */
export function initText(tags: string[], files: string[]): string {
  const own = files.filter((file) => !foreign.test(file));
  const globs = globsFor(own.length > 0 ? own : files);
  return `# How grpc-evolution checks this protocol. "grpc-evolution check" reads it.

# The .proto files of the protocol, relative to this file.
protos:
${globs.map((glob) => `  - ${JSON.stringify(glob)}`).join("\n")}

# What findings call the two sides: the one that calls, and the one that is called.
components:
  client: client
  server: server

${releasesText(tags)}

# Which releases may talk to which: how many releases the client may run
# ahead of the server (upgrade), and behind it (downgrade). A number, or unbounded.
# This is a promise to your users: decide it, do not keep it by accident.
window:
  upgrade: unbounded
  downgrade: 1

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

/** One glob for each top folder: down to where the files of that folder part. */
function globsFor(files: string[]): string[] {
  const groups = new Map<string, string[]>();
  for (const file of files) {
    const top = file.includes("/") ? file.slice(0, file.indexOf("/")) : "";
    groups.set(top, [...(groups.get(top) ?? []), file]);
  }
  const folders = [...groups].map(([top, group]) => (top === "" ? "" : commonFolder(group)));
  return folders.sort().map((folder) => (folder === "" ? "*.proto" : `${escapeGlob(folder)}/**/*.proto`));
}

function commonFolder(files: string[]): string {
  const [first = [], ...others] = files.map((file) => file.split("/").slice(0, -1));
  const parts = first.findIndex((part, index) => others.some((other) => other[index] !== part));
  return (parts === -1 ? first : first.slice(0, parts)).join("/");
}

function releasesText(tags: string[]): string {
  const counts = new Map<string, number>();
  for (const tag of tags) {
    const prefix = /^(.*?)\d+\.\d+/.exec(tag)?.[1];
    if (prefix !== undefined) counts.set(prefix, (counts.get(prefix) ?? 0) + 1);
  }
  const [most] = [...counts].sort(([, a], [, b]) => b - a);
  if (!most) {
    return `# No tag X.Y was found. From the first release on: which tags are releases?
# Patch releases X.Y.Z are folded into X.Y.
# releases:
#   tags: "v*"`;
  }
  const [prefix, count] = most;
  return `# Tags that are releases; ${count} fit now. Patch releases X.Y.Z are folded into X.Y.
releases:
  tags: ${JSON.stringify(prefix === "" ? "[0-9]*" : `${escapeGlob(prefix)}*`)}`;
}
