/**
 * Where the site and its source live. One place, with neutral defaults:
 * set the variables in the environment of the build to publish it somewhere.
 */
export const site = {
  /** Address without path, such as `https://docs.example.org`. */
  url: process.env.SITE_URL ?? "http://localhost:3000",
  /** Path below that address, with a slash at both ends. */
  baseUrl: process.env.SITE_BASE_URL ?? "/",
  /** Address of the repository; without it pages have no edit link. */
  repository: process.env.SITE_REPOSITORY ?? "",
  /** Branch that edit links lead to. */
  branch: process.env.SITE_BRANCH ?? "main",
};

/** Address at which a file of the repository can be edited, or undefined where no repository is set. */
export function editUrl(
  file: string,
  { repository, branch }: Pick<typeof site, "repository" | "branch"> = site,
): string | undefined {
  return repository ? `${repository.replace(/\/$/, "")}/edit/${branch}/${file}` : undefined;
}
