/** The page where a change is judged, as lists and search engines call it. */
export const workbenchPage = {
  path: "try",
  title: "Try a change",
  description:
    "Paste two versions of a .proto file or a diff: see what breaks, the bytes, and the comment for the pull request.",
};
