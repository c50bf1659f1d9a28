import { isPublished, name } from "../terminal/package.js";

/** Where readers get the command and the guide from. A text is empty where nobody said it. */
export interface Origin {
  /** Whether the package can be installed by its name. */
  isPublished: boolean;
  /** Address of the repository, without a slash at its end. */
  repository: string;
  /** A release that the repository offers, null where none is known. */
  release: OfferedRelease | null;
  /** Address of the site, without a slash at its end. */
  homepage: string;
}

/** A release of this package. */
export interface OfferedRelease {
  version: string;
  /** The full hash of its commit: of the one that holds the bundle, where there is one. */
  commit: string;
}

/** The origin of a package that nobody published, from a repository that nobody named. */
export const unknownOrigin: Origin = { isPublished, repository: "", release: null, homepage: "" };

/** Where a reader has the clone that the package is taken from. */
const clone = { ownName: "path/to/clone", fetched: "../evolving-grpc-apis" };

/** What npm is told to install: a name of ours, the file of a release, or a folder of a clone. */
export function packageSource(origin: Origin): string {
  if (isOffered(origin)) return offeredPackage(origin);
  return `${origin.repository === "" ? clone.ownName : clone.fetched}/src/cli`;
}

/** The lines that put the command into a project with a `package.json`. */
export function installLines(origin: Origin): string {
  const install = `npm install --save-dev ${packageSource(origin)}`;
  if (isOffered(origin)) return install;
  if (origin.repository === "") return `# In a clone of this repository "npm ci" builds it.\n${install}`;
  const { fetched } = clone;
  return `git clone ${origin.repository} ${fetched} && (cd ${fetched} && npm ci)\n${install}`;
}

/** The line that runs the command without installing it; in a text for many machines one that has a clone cannot be meant. */
export function runLine(origin: Origin, args: string): string {
  return `npx --yes --package=${packageSource(origin)} grpc-evolution ${args}`;
}

/** How a text that many people read calls the command: such that it runs on every machine, where that can be. */
export function sharedLine(origin: Origin, args: string): string {
  return isOffered(origin) ? runLine(origin, args) : `grpc-evolution ${args}`;
}

/** Whether somebody without a clone can install the command. */
export function isOffered({ isPublished, repository, release }: Origin): boolean {
  return release !== null && (isPublished || repository !== "");
}

function offeredPackage({ isPublished, repository, release }: Origin): string {
  const version = release?.version ?? "";
  return isPublished
    ? `${name}@${version}`
    : `${repository}/releases/download/v${version}/${archiveName(version)}`;
}

/** The file that `npm pack` makes of a version. */
function archiveName(version: string): string {
  return `${name.replace(/^@/, "").replace("/", "-")}-${version}.tgz`;
}
