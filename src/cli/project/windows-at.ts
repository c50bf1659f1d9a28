import { realpathSync } from "node:fs";
import type { DeclaredWindows } from "@grpc-evolution/engine/check/support-change.js";
import { type ComponentPair, windowOf } from "@grpc-evolution/engine/window/component-pair.js";
import { readBlobs } from "../git/blobs.js";
import { repositoryState } from "../git/refs.js";
import { UserError } from "../terminal/user-error.js";
import { type Configuration, componentPairs, parseConfiguration } from "./configuration.js";
import { configurationPlace } from "./configuration-place.js";
import type { KnownRelease } from "./configured-releases.js";

/**
 * Who may meet whom by the configuration as it stands at each revision, in this order: the windows that releases were
 * published with. Null where there is none at that place, or none that this version of the command can read.
 */
export async function pairsAt(
  configuration: Configuration,
  revisions: readonly string[],
): Promise<(readonly ComponentPair[] | null)[]> {
  const place = await placeInRepository(configuration);
  if (place === null) return revisions.map(() => null);
  const texts: (string | null)[] = [];
  const names = revisions.map((revision) => `${revision}:${place.path}`);
  await readBlobs(place.root, names, (_, content) => {
    texts.push(content.kind === "text" ? content.bytes.toString() : null);
  });
  // Most releases have the same configuration.
  const read = new Map([...new Set(texts)].map((text) => [text, text === null ? null : pairsIn(text)]));
  return texts.map((text) => read.get(text) ?? null);
}

/** The pairs of the configuration, each with the windows that these releases have at their newest tags. */
export async function pairsWithPublished(
  configuration: Configuration,
  releases: readonly KnownRelease[],
): Promise<ComponentPair[]> {
  const { components } = configuration;
  const tags = releases.map(({ newest }) => `refs/tags/${newest}`);
  const declared = await pairsAt(configuration, tags);
  return components.map((pair) => ({
    ...pair,
    published: declared.map((each) => each && windowOf(pair, each, components)),
  }));
}

/**
 * The windows of an earlier revision, which findings call `name`, and of a later one: that of a commit, or the configuration as
 * it is read where `head` is null. Null where the earlier one has none that can be read.
 */
export async function windowsSince(
  configuration: Configuration,
  { revision, name }: { revision: string; name: string },
  head: string | null,
): Promise<DeclaredWindows | null> {
  const [before, after] = await pairsAt(configuration, [revision, ...(head === null ? [] : [head])]);
  return before ? { before, after: after ?? configuration.components, from: name } : null;
}

/** The root of the repository and the path of the configuration in it; null where it has none there. */
async function placeInRepository(
  configuration: Configuration,
): Promise<{ root: string; path: string } | null> {
  if (configuration.file === null) return null;
  const { root: top, bare } = await repositoryState(process.cwd());
  if (bare) return null;
  const root = realpathSync(top);
  const path = configurationPlace(configuration, root);
  return path === null ? null : { root, path };
}

function pairsIn(text: string): readonly ComponentPair[] | null {
  try {
    return componentPairs(parseConfiguration(text, ""));
  } catch (error) {
    if (error instanceof UserError) return null;
    throw error;
  }
}
