/** What the command asks git. */
export { type HistoryOptions, readHistory } from "./history.js";
export { listReleases, type Release, type ReleaseTags } from "./releases.js";
export { mergeBase, type RepositoryState, repositoryState, resolveRef } from "./repository.js";
export { readState } from "./state.js";
