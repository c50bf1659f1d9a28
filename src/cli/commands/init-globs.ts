import { escapeGlob } from "../git/globs.js";

/** Folders that hold copies of other people's schemas, by their lower-case names. */
const foreign = new Set("vendor third_party third-party external node_modules googleapis".split(" "));

/** Folders whose schemas nobody speaks in production. */
const trials = new Set(
  "testdata test_data test-data test tests testing fixtures example examples sample samples demo demos".split(
    " ",
  ),
);

/** The setting of `protos`: where the files are, without what belongs to others or to tests, unless that is all there is. */
export function protosText(files: readonly string[]): string {
  const { own, leftOut } = sortOut(files);
  const globs = [...globsFor(own), ...leftOutGlobs(leftOut).map((glob) => `!${glob}`)];
  const roots = globs.filter((glob) => !glob.startsWith("!"));
  const lines = [
    "# The .proto files of the protocol, relative to this file.",
    ...(leftOut.length > 0
      ? [
          "# Those behind a ! are copies of others or belong to tests: imports still find them, nobody judges them.",
        ]
      : []),
    ...(roots.length > 1
      ? ["# They lie in several folders. Decide whether all of them are one protocol."]
      : []),
    "protos:",
    ...globs.map((glob) => `  - ${JSON.stringify(glob)}`),
  ];
  return lines.join("\n");
}

/** Files that are the protocol, and folders that are not. */
interface SortedOut {
  own: readonly string[];
  leftOut: readonly string[];
}

function sortOut(files: readonly string[]): SortedOut {
  for (const names of [new Set([...foreign, ...trials]), foreign]) {
    const folderOf = (file: string) => folderAmong(file, names);
    const own = files.filter((file) => folderOf(file) === null);
    if (own.length === 0) continue;
    return { own, leftOut: [...new Set(files.flatMap((file) => folderOf(file) ?? []))] };
  }
  return { own: files, leftOut: [] };
}

/** The outermost folder of a file that has one of these names. */
function folderAmong(file: string, names: ReadonlySet<string>): string | null {
  const folders = file.split("/").slice(0, -1);
  const index = folders.findIndex((folder) => names.has(folder.toLowerCase()));
  return index === -1 ? null : folders.slice(0, index + 1).join("/");
}

/** A glob for each folder; one for all of the same name where there are several. */
function leftOutGlobs(folders: readonly string[]): string[] {
  const nameOf = (folder: string) => folder.slice(folder.lastIndexOf("/") + 1);
  const counts = new Map<string, number>();
  for (const folder of folders) counts.set(nameOf(folder), (counts.get(nameOf(folder)) ?? 0) + 1);
  const globs = folders.map((folder) => {
    const name = nameOf(folder);
    return counts.get(name) === 1 ? `${escapeGlob(folder)}/**` : `**/${escapeGlob(name)}/**`;
  });
  return [...new Set(globs)].sort();
}

/** One glob for each top folder: down to where the files of that folder part. */
function globsFor(files: readonly string[]): string[] {
  const groups = new Map<string, string[]>();
  for (const file of files) {
    const top = file.includes("/") ? file.slice(0, file.indexOf("/")) : "";
    const group = groups.get(top) ?? [];
    group.push(file);
    groups.set(top, group);
  }
  const folders = [...groups].map(([top, group]) => (top === "" ? "" : commonFolder(group)));
  return folders.sort().map((folder) => (folder === "" ? "*.proto" : `${escapeGlob(folder)}/**/*.proto`));
}

function commonFolder(files: readonly string[]): string {
  const [first = [], ...others] = files.map((file) => file.split("/").slice(0, -1));
  const parts = first.findIndex((part, index) => others.some((other) => other[index] !== part));
  return (parts === -1 ? first : first.slice(0, parts)).join("/");
}
