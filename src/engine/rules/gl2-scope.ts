import type { RuleMeta } from "./rule.js";

export const gl2: RuleMeta = {
  id: "GL2",
  kind: "guideline",
  slug: "gl2-scope",
  title: "Limit compatibility to releases that may mix",
  sentence:
    "Compatibility **must** be kept between releases that may mix, and **may** be dropped between releases that never do.",
  because: "A peer inside the window still calls what was removed, and gets UNIMPLEMENTED.",
  checks: [
    {
      id: "GL2/method-removed",
      severity: "error",
      sees: "A method is gone that a peer inside the window still calls",
    },
    {
      id: "GL2/method-changed",
      severity: "error",
      sees: "A method changed its request, its response or its streaming while a peer inside the window calls it",
    },
    {
      id: "GL2/service-removed",
      severity: "error",
      sees: "A service is gone that a peer inside the window still calls",
    },
    {
      id: "GL2/package-changed",
      severity: "error",
      sees: "A package was renamed: the path of every method in it changed",
    },
  ],
  review: [
    {
      id: "GL2-1",
      holds: "No method, service or package was removed or renamed while a peer inside the window calls it.",
      verify: "Search the oldest supported client for the path `/package.Service/Method`.",
    },
    {
      id: "GL2-2",
      holds: "No method changed its request type, its response type or its streaming.",
      verify: "Compare the `rpc` lines; another shape is another method.",
    },
    {
      id: "GL2-3",
      holds: "Every copy of the protocol changes together, or the change says in which order they do.",
      verify:
        "List the repositories and folders that hold a copy or generated code; compare numbers and packages.",
    },
  ],
};
