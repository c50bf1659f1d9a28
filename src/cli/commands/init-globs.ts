import { groupBy } from "@grpc-evolution/engine/identity/group-by.js";
import { protocolVersionOf } from "@grpc-evolution/engine/identity/protocol-version.js";
import { escapeGlob } from "../git/globs.js";

/** Folders that hold copies of other people's schemas, by their lower-case names. */
const foreign = new Set("vendor third_party third-party external node_modules googleapis".split(" "));

/** Folders whose schemas nobody speaks in production. */
const trials = new Set(
  "testdata test_data test-data test tests testing fixtures example examples sample samples demo demos".split(
    " ",
  ),
);

/** A `.proto` file, relative to where the configuration will be, and the package that it declares. */
export interface PackagedFile {
  path: string;
  packageName: string;
}

/** The setting of `protos`: where the files are, without what belongs to others or to tests, unless that is all there is. */
export function protosText(files: readonly PackagedFile[]): string {
  const packages = new Map(files.map(({ path, packageName }) => [path, packageName]));
  const { own, leftOut } = sortOut(files.map(({ path }) => path));
  const globs = [...globsFor(own, packages), ...leftOutGlobs(leftOut).map((glob) => `!${glob}`)];
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

/**
 * One glob for each top folder: down to where imports count from, so that the next version of a package, and packages beside
 * it, are looked at when they come.
 */
function globsFor(files: readonly string[], packages: ReadonlyMap<string, string>): string[] {
  const groups = groupBy(files, (file) => (file.includes("/") ? file.slice(0, file.indexOf("/")) : ""));
  const globs = [...groups].map(([top, group]) => {
    if (top === "") return "*.proto";
    const roots = group.map((file) => rootOf(file, packages.get(file) ?? ""));
    const folder = commonFolder(roots) || (isVersion(top) ? "" : top);
    return folder === "" ? "**/*.proto" : `${escapeGlob(folder)}/**/*.proto`;
  });
  return [...new Set(globs)].sort();
}

/** The folder that imports of a file count from, as far as its package tells; else the one that versions lie in. */
function rootOf(file: string, packageName: string): string[] {
  const folders = file.split("/").slice(0, -1);
  const parts = packageName === "" ? [] : packageName.split(".");
  const depth = folders.length - parts.length;
  if (parts.length > 0 && depth >= 0 && parts.every((part, index) => folders[depth + index] === part))
    return folders.slice(0, depth);
  const first = folders.findIndex(isVersion);
  return first === -1 ? folders : folders.slice(0, first);
}

function isVersion(folder: string): boolean {
  return protocolVersionOf(folder) !== "";
}

function commonFolder([first = [], ...others]: readonly string[][]): string {
  const parts = first.findIndex((part, index) => others.some((other) => other[index] !== part));
  return (parts === -1 ? first : first.slice(0, parts)).join("/");
}
