/** The page of the workbench, as lists and search engines call it. */
export const workbenchPage = {
  path: "try",
  title: "Try a change",
  description:
    "Paste the two versions of a .proto file: see the bytes, what both readers get, and what the rules say.",
};
