import { expect, test } from "vitest";
import { editUrl } from "./site.js";

test("pages can be edited where a repository is set, and only there", () => {
  const set = { repository: "https://git.example.org/team/guide/", branch: "main" };
  expect(editUrl("docs/start.mdx", set)).toBe("https://git.example.org/team/guide/edit/main/docs/start.mdx");
  expect(editUrl("docs/start.mdx", { repository: "", branch: "main" })).toBeUndefined();
});
