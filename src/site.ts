import { execFileSync } from "node:child_process";
import type { OfferedRelease, Origin } from "./cli/adopt/origin.js";
import { isPublished } from "./cli/terminal/package.js";
import { root } from "./root.js";

/** Where the site and its source live. */
export interface Site {
  /** Address without path, such as `https://docs.example.org`. */
  url: string;
  /** Path below that address, with a slash at both ends. */
  baseUrl: string;
  /** Address of the repository, without a slash at its end; empty where nobody said it. */
  repository: string;
  /** Branch that edit links lead to. */
  branch: string;
}

/** Where "npm start" shows the site. */
const localUrl = "http://localhost:3000";

/** One place, with neutral defaults: set the variables in the environment of the build to publish it somewhere. */
export const site = readSite(process.env);

/**
 * Reads where the site and its source live from an environment. Throws where it names a repository and no address: such a
 * build is to be published, and its pages would lead to the machine that built them.
 */
export function readSite(env: NodeJS.ProcessEnv): Site {
  const { SITE_URL = "", SITE_BASE_URL = "", SITE_REPOSITORY = "", SITE_BRANCH = "" } = env;
  if (SITE_REPOSITORY !== "" && SITE_URL === "") {
    throw new Error(
      "SITE_REPOSITORY is set and SITE_URL is not. A site that names its repository is published: set SITE_URL to its address without path, such as https://docs.example.org.",
    );
  }
  return {
    url: SITE_URL || localUrl,
    baseUrl: SITE_BASE_URL || "/",
    repository: SITE_REPOSITORY.replace(/(\.git)?\/?$/, ""),
    branch: SITE_BRANCH || "main",
  };
}

/** Address at which a file of the repository can be edited, or undefined where no repository is set. */
export function editUrl(
  file: string,
  { repository, branch }: Pick<Site, "repository" | "branch"> = site,
): string | undefined {
  return repository ? `${repository}/edit/${branch}/${file}` : undefined;
}

/** Where readers of the site get the command and the guide from. */
export function siteOrigin(
  { url, baseUrl, repository }: Site = site,
  release: OfferedRelease | null = newestRelease(root),
): Origin {
  const homepage = url === localUrl ? "" : `${url}${baseUrl}`.replace(/\/$/, "");
  return { isPublished, repository, release, homepage };
}

/**
 * The newest release before what is checked out in a folder, by its tag; null where there is none, or no repository. Its
 * commit is the one that holds the bundle, which the release's workflow made, or that of the tag where there is none.
 */
export function newestRelease(folder: string): OfferedRelease | null {
  const git = (...args: string[]) =>
    execFileSync("git", args, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  try {
    const tag = git("describe", "--tags", "--abbrev=0", "--match=v[0-9]*.[0-9]*.[0-9]*");
    const ready = git("for-each-ref", "--format=%(objectname)", `refs/tags/ready-${tag}`);
    return {
      version: tag.slice("v".length),
      commit: ready || git("rev-parse", "--verify", `${tag}^{commit}`),
    };
  } catch {
    return null;
  }
}
