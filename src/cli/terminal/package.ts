import * as manifest from "../package.json";

/** The version of this package. */
export const version: string = manifest.version;

/** Address of the site without a slash at its end, empty where the package names none. */
export const homepage: string = ((manifest as { homepage?: string }).homepage ?? "").replace(/\/$/, "");
