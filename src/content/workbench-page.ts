/** The page where a change is judged, as lists and search engines call it. */
export const workbenchPage = {
  path: "try",
  title: "Try a change",
  description:
    "Paste a diff or two versions of a .proto file: see what breaks, the bytes, and the comment for the pull request.",
};
