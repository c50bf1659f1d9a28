/** What `check` makes of a commit when it checks the head of a drawn history. */
export type DrawnRole =
  /** What is checked. */
  | "head"
  /** A release in the head's past, inside of the window. */
  | "compared"
  /** A release in the head's past that a patch of it stands for. */
  | "patched"
  /** A release that is newer than all of the head's past. */
  | "newer"
  | "pre-release";

/** A commit of a drawn history. */
export interface DrawnCommit {
  /** Its tag, or what it does; names the commit within its model. */
  name: string;
  isTag?: true;
  branch: string;
  /** Names of commits; the first parent first. */
  parents: readonly string[];
  /** The name of a commit whose change it repeats. */
  picks?: string;
  role?: DrawnRole;
  /** Whether the change starts here. */
  isReference?: true;
}

/** A way to branch and to tag, with one head that is checked. */
export interface BranchModel {
  title: string;
  /** The branch that the change is for. */
  target: string;
  /** Oldest first; the first one of a branch `main` begins the history. */
  commits: readonly DrawnCommit[];
}

const branchAMinor: readonly DrawnCommit[] = [
  { name: "first protocol", branch: "main", parents: [] },
  { name: "v1.0.0", isTag: true, branch: "release-1.0", parents: ["first protocol"], role: "patched" },
  { name: "fix", branch: "main", parents: ["first protocol"] },
  {
    ...{ name: "v1.0.1", isTag: true, branch: "release-1.0", parents: ["v1.0.0"] },
    ...{ picks: "fix", role: "compared" },
  },
  { name: "new method", branch: "main", parents: ["fix"] },
  { name: "v1.1.0", isTag: true, branch: "release-1.1", parents: ["new method"], role: "compared" },
];

/** The histories that a page draws. A test builds each one and compares what the command makes of it. */
export const branchModels = {
  trunk: {
    title: "Tags on the main branch; a pull request for main",
    target: "main",
    commits: [
      { name: "v1.0", isTag: true, branch: "main", parents: [], role: "compared" },
      { name: "v1.1", isTag: true, branch: "main", parents: ["v1.0"], role: "compared" },
      { name: "merged change", branch: "main", parents: ["v1.1"], isReference: true },
      { name: "your change", branch: "topic", parents: ["merged change"], role: "head" },
      { name: "v1.2", isTag: true, branch: "main", parents: ["merged change"], role: "newer" },
    ],
  },
  minors: {
    title: "A branch for each minor release; the tip of main",
    target: "main",
    commits: [
      ...branchAMinor.map((commit) =>
        commit.name === "v1.1.0" ? { ...commit, isReference: true as const } : commit,
      ),
      { name: "your change", branch: "main", parents: ["new method"], role: "head" },
    ],
  },
  stable: {
    title: "The same repository; a pull request for release-1.0",
    target: "release-1.0",
    commits: [
      ...branchAMinor.map((commit): DrawnCommit => {
        if (commit.name === "v1.0.1") return { ...commit, isReference: true };
        return commit.name === "v1.1.0" ? { ...commit, role: "newer" } : commit;
      }),
      { name: "your change", branch: "topic", parents: ["v1.0.1"], role: "head" },
    ],
  },
  flow: {
    title: "git-flow, with tags merged back; a pull request for develop",
    target: "develop",
    commits: [
      { name: "v1.0", isTag: true, branch: "main", parents: [], role: "compared" },
      { name: "new field", branch: "develop", parents: ["v1.0"] },
      { name: "v1.1", isTag: true, branch: "main", parents: ["v1.0", "new field"], role: "compared" },
      { name: "merge of main", branch: "develop", parents: ["new field", "v1.1"], isReference: true },
      { name: "your change", branch: "topic", parents: ["merge of main"], role: "head" },
      { name: "v1.2", isTag: true, branch: "main", parents: ["v1.1", "merge of main"], role: "newer" },
    ],
  },
  announced: {
    title: "Pre-releases on main, releases on their branches; the tip of main",
    target: "main",
    commits: [
      { name: "first protocol", branch: "main", parents: [] },
      {
        ...{ name: "v3.7.0", isTag: true, branch: "release-3.7", parents: ["first protocol"] },
        ...{ role: "compared", isReference: true },
      },
      {
        ...{ name: "v3.8.0-alpha.0", isTag: true, branch: "main", parents: ["first protocol"] },
        role: "pre-release",
      },
      { name: "your change", branch: "main", parents: ["v3.8.0-alpha.0"], role: "head" },
    ],
  },
} satisfies Record<string, BranchModel>;
