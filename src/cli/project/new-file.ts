import { lstatSync, mkdirSync, readdirSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import path from "node:path";

/** What became of a file that was to be written where there is none. */
export type NewFile =
  | { outcome: "written" }
  /** Something is there already: under this name. */
  | { outcome: "exists"; file: string }
  /** It was left alone for this reason. */
  | { outcome: "left"; reason: string };

/**
 * Writes a file that is not there yet below a root, which is absolute and without links, and the folders above it.
 * `sameAs` names files, in lower case, of which each already stands for this one. Nothing that exists is changed, and no
 * link is followed: a file behind one could lie anywhere.
 */
export function writeNewFile(
  root: string,
  file: string,
  sameAs: readonly string[],
  text: string,
  isProgram = false,
): NewFile {
  try {
    const existing = [file.toLowerCase(), ...sameAs].map((name) => onDisk(root, name)).find(Boolean);
    if (existing !== undefined) return { outcome: "exists", file: existing };
    const folder = makeFolder(root, path.posix.dirname(file));
    if (folder === null) return { outcome: "left", reason: "its folder is a link, or no folder" };
    // An exclusive creation follows no link either.
    writeFileSync(path.join(folder, path.posix.basename(file)), text, {
      flag: "wx",
      mode: isProgram ? 0o777 : 0o666,
    });
    return { outcome: "written" };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") return { outcome: "exists", file };
    return { outcome: "left", reason: `it cannot be written (${code})` };
  }
}

/** The text of a plain file below a root; null where there is none, or only one behind a link, or one that nobody wrote by hand. */
export function textAt(root: string, file: string): string | null {
  const place = path.join(root, file);
  try {
    const stats = lstatSync(place);
    return stats.isFile() && stats.size <= mostRead ? readFileSync(place, "utf8") : null;
  } catch {
    return null;
  }
}

/** Nobody writes a larger text into such a file, in bytes. */
const mostRead = 1_000_000;

/** What is at a place whose name is in lower case, however it is written on disk; undefined where there is nothing. Links count as what they are. */
function onDisk(root: string, wanted: string): string | undefined {
  let shown = "";
  for (const part of wanted.split("/")) {
    const folder = path.join(root, shown);
    if (!isFolder(folder)) return undefined;
    const name = readdirSync(folder).find((entry) => entry.toLowerCase() === part);
    if (name === undefined) return undefined;
    shown = path.posix.join(shown, name);
  }
  return shown;
}

function isFolder(place: string): boolean {
  return lstatSync(place).isDirectory();
}

/** Makes the missing folders of a path one by one; null where one of them is something else than a folder. */
function makeFolder(root: string, below: string): string | null {
  let folder = root;
  for (const part of below.split("/").filter((part) => part !== ".")) {
    folder = path.join(folder, part);
    try {
      mkdirSync(folder);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    if (!isFolder(folder)) return null;
  }
  // Somebody may have put a link there meanwhile.
  return realpathSync.native(folder) === folder ? folder : null;
}
