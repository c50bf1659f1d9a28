import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it, test } from "vitest";
import { editUrl, newestRelease, readSite, siteOrigin } from "./site.js";
import { git } from "./testing/git.js";

test("pages can be edited where a repository is set, and only there", () => {
  const set = { repository: "https://git.example.org/team/guide", branch: "main" };
  expect(editUrl("docs/start.mdx", set)).toBe("https://git.example.org/team/guide/edit/main/docs/start.mdx");
  expect(editUrl("docs/start.mdx", { repository: "", branch: "main" })).toBeUndefined();
});

describe("where the site lives", () => {
  const published = {
    SITE_URL: "https://team.example.org",
    SITE_BASE_URL: "/guide/",
    SITE_REPOSITORY: "https://git.example.org/team/guide.git",
  };

  it("is this machine without any variable, and where a variable is empty", () => {
    const here = { url: "http://localhost:3000", baseUrl: "/", repository: "", branch: "main" };
    expect(readSite({})).toEqual(here);
    expect(readSite({ SITE_URL: "", SITE_BASE_URL: "", SITE_REPOSITORY: "", SITE_BRANCH: "" })).toEqual(here);
  });

  it("is refused without an address where the build is to be published", () => {
    const { SITE_URL, ...others } = published;
    for (const env of [others, { ...others, SITE_URL: "" }]) {
      expect(() => readSite(env)).toThrow(/SITE_URL is not\. .* set SITE_URL to its address/);
    }
    expect(readSite({ SITE_URL }).url).toBe(SITE_URL);
  });

  it("names the repository without what follows its path", () => {
    for (const end of ["", "/", ".git", ".git/"]) {
      const { repository } = readSite({
        ...published,
        SITE_REPOSITORY: `https://git.example.org/team/guide${end}`,
      });
      expect(repository).toBe("https://git.example.org/team/guide");
    }
  });

  it("is what readers are led to, unless it is this machine", () => {
    expect(siteOrigin(readSite(published), null)).toMatchObject({
      homepage: "https://team.example.org/guide",
      repository: "https://git.example.org/team/guide",
    });
    expect(siteOrigin(readSite({}), null)).toMatchObject({ homepage: "", repository: "" });
  });
});

test("the release to install is the newest one before what is built, with its commit", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "site-"));
  try {
    expect(newestRelease(folder)).toBeNull();
    git(folder, "init", "--quiet", "--initial-branch=main");
    const commit = () => git(folder, "commit", "--quiet", "--allow-empty", "--message", "change");
    commit();
    expect(newestRelease(folder)).toBeNull();
    git(folder, "tag", "v1.0.0");
    commit();
    git(folder, "tag", "--annotate", "--message", "Release", "v1.1.0");
    const released = git(folder, "rev-parse", "HEAD").trim();
    commit();
    git(folder, "tag", "visual");
    expect(newestRelease(folder)).toEqual({ version: "1.1.0", commit: released });
    const tree = git(folder, "rev-parse", "HEAD^{tree}").trim();
    const ready = git(folder, "commit-tree", tree, "-p", released, "-m", "Bundle").trim();
    git(folder, "tag", "ready-v1.1.0", ready);
    expect(newestRelease(folder)).toEqual({ version: "1.1.0", commit: ready });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
