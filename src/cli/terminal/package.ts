import * as manifest from "../package.json";

/** What a manifest says of where its package comes from; the one of the sources says none of it, that of a release all. */
interface ReleasedManifest {
  homepage?: string;
  repository?: { url: string };
  gitHead?: string;
}

const { homepage: site = "", repository: source, gitHead = "" } = manifest as ReleasedManifest;

/** The name of this package. */
export const name: string = manifest.name;

/** The version of this package. */
export const version: string = manifest.version;

/**
 * Whether the registry has this package under its name, and the name is ours. Until then anybody could claim the name, and
 * no text may tell readers to fetch it from there.
 */
export const isPublished: boolean = false;

/** Address of the site without a slash at its end, empty where the package names none. */
export const homepage: string = site.replace(/\/$/, "");

/** Address of the repository without a slash at its end, empty where the package names none. */
export const repository: string = (source?.url ?? "").replace(/^git\+/, "").replace(/(\.git)?\/?$/, "");

/** The full hash of the commit that has this package as the action and the hook run it, empty where it names none. */
export const commit: string = gitHead;
