/** What a workflow or an action uses without a full commit hash and the version as a comment; its own parts may be paths. */
export function unpinned(yaml: string): string[] {
  const uses = [...yaml.matchAll(/^\s*(?:- )?uses: (.+)$/gm)].map(([, used = ""]) => used);
  return uses.filter((used) => !/^(?:\.\/|[\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$)/.test(used));
}
