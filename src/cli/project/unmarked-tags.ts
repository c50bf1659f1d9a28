import type { Baseline, State } from "@grpc-evolution/engine/check/request.js";
import { readState } from "@grpc-evolution/engine/schema/read.js";
import type { Schema } from "@grpc-evolution/engine/schema/schema.js";
import { declares, elementsOf, isDeprecatedIn } from "@grpc-evolution/engine/window/elements.js";
import type { KnownRelease } from "./configured-releases.js";
import type { Repository } from "./project.js";
import type { ProtocolFiles } from "./protocol.js";
import { type HeadState, readOlderStates } from "./states.js";

/**
 * The baselines, and before the newest patch of a release its first tag where only the patch marks as deprecated what is gone
 * now. Whoever runs the first tag relies on that as before: the release counts as one without the mark.
 */
export async function withUnmarkedTags(
  repository: Repository,
  read: HeadState,
  releases: readonly KnownRelease[],
  baselines: readonly Baseline[],
): Promise<Baseline[]> {
  const newer = readState(stateOf(read.files)).schema;
  const patches = baselines.flatMap((baseline) => {
    const first = baseline.releaseIndex === null ? undefined : releases[baseline.releaseIndex];
    const isPatch = first !== undefined && first.oldest !== baseline.label;
    const marked = isPatch ? goneMarked(readState(baseline).schema, newer) : [];
    return isPatch && marked.length > 0 ? [{ baseline, tag: first.oldest, marked }] : [];
  });
  const commits = patches.map(({ tag }) => repository.refs.commits.get(`refs/tags/${tag}`) ?? "");
  const states = await readOlderStates(repository, read, commits);
  const unmarked = new Map<Baseline, Baseline>();
  for (const [at, { baseline, tag, marked }] of patches.entries()) {
    const first = { ...baseline, label: tag, ...stateOf(states[at] as ProtocolFiles) };
    if (relies(readState(first).schema, marked)) unmarked.set(baseline, first);
  }
  return baselines.flatMap((baseline) => {
    const first = unmarked.get(baseline);
    return first ? [first, baseline] : [baseline];
  });
}

function stateOf({ judged, resolved }: ProtocolFiles): Pick<State, "files" | "resolved"> {
  return { files: judged, resolved };
}

/** The full names of what one schema marks as deprecated and a newer one does not declare. */
function goneMarked(older: Schema, newer: Schema): string[] {
  return elementsOf(older).flatMap(({ element, isDeprecated }) =>
    isDeprecated && !declares(newer, element) ? [element] : [],
  );
}

/** Whether a schema declares one of these without a mark. */
function relies(schema: Schema, names: readonly string[]): boolean {
  return names.some((name) => declares(schema, name) && !isDeprecatedIn(schema, name));
}
