import type { Rule } from "./verdict.js";

export const gl3: Rule = {
  id: "GL3",
  kind: "guideline",
  slug: "gl3-redundancy",
  title: "Write the same fact twice while you migrate",
  sentence:
    "A writer **should** send the old and the new form of a fact side by side until no reader inside the window needs the old one.",
  because: "A reader inside the window that only knows the old form sees a default instead.",
  checks: [
    {
      id: "GL3/removed-inside-window",
      severity: "error",
      byHand: true,
      sees: "A field was removed, even if reserved, while a release inside the window still relies on it; the way out is to keep writing both",
    },
  ],
  review: [
    {
      id: "GL3-1",
      holds: "A replaced field is still written, with the same meaning, in this release.",
      verify: "Find both assignments next to each other in the writer.",
    },
    {
      id: "GL3-2",
      holds: "One of the two forms wins, and every reader agrees which.",
      verify: "Read the comment in the `.proto`, and the test in which the two disagree.",
    },
    {
      id: "GL3-3",
      holds: "The release in which the old form may go is written down.",
      verify:
        "Compute it from the window: the first release in which no supported reader needs the old form.",
    },
  ],
};
