import { isUtf8 } from "node:buffer";
import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { printable } from "@grpc-evolution/engine/report/printable.js";
import type { DescribedFiles } from "@grpc-evolution/engine/schema/descriptor-set.js";
import type { SourceText } from "@grpc-evolution/engine/schema/read.js";
import { UserError } from "../terminal/user-error.js";
import { readDescriptorSetFile } from "./descriptor-set.js";

/** Largest `.proto` file and largest number of files that are read. */
const limits = { bytes: 64_000_000, files: 100_000 };

/**
 * The protocol in a folder, or in a descriptor set: what is a file is taken for one. Throws a `UserError` where there is
 * none.
 */
export function readFolderOrSet(place: string): DescribedFiles {
  return statOf(place)?.isFile() ? readDescriptorSetFile(place) : { files: readFolder(place), resolved: [] };
}

/**
 * Every `.proto` file below a folder, with its path from there, sorted. A link to a file is followed, a link to
 * a folder is not: it may lead back. Throws a UserError where there is no folder or no file in it, and where a name
 * stands for something that cannot be read.
 */
function readFolder(folder: string): SourceText[] {
  const names = protosBelow(folder);
  if (names.length === 0) {
    throw new UserError(
      `There is no .proto file in ${printable(folder)}.`,
      "Name the folder that holds them.",
    );
  }
  return names.sort().map((name) => ({ path: name, text: readProto(path.join(folder, name)) }));
}

function protosBelow(folder: string): string[] {
  const protos: string[] = [];
  const waiting = [""];
  for (let below = waiting.pop(); below !== undefined; below = waiting.pop()) {
    for (const entry of entriesOf(path.join(folder, below))) {
      const name = below === "" ? entry.name : `${below}/${entry.name}`;
      if (entry.isDirectory() && entry.name !== ".git") waiting.push(name);
      else if (entry.name.endsWith(".proto") && isFile(path.join(folder, name))) protos.push(name);
    }
    if (protos.length > limits.files) {
      throw new UserError(
        `There are more than ${limits.files} files in ${printable(folder)}.`,
        "Name a smaller folder.",
      );
    }
  }
  return protos;
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true, encoding: "buffer" }).map((entry) => ({
      name: decodeName(entry.name, folder),
      isDirectory: () => entry.isDirectory(),
    }));
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw unreadable(folder, error);
  }
}

/** A name with other bytes could not be told from another one. */
function decodeName(bytes: Buffer, folder: string): string {
  if (isUtf8(bytes)) return bytes.toString();
  const shown = printable(path.join(folder, bytes.toString("latin1")));
  throw new UserError(`The name of ${shown} is not UTF-8.`, "Rename it.");
}

/** False for a link to a folder. Whoever reads a pipe waits for a writer, and a device may have no end. */
function isFile(file: string): boolean {
  const stats = statOf(file);
  if (stats?.isFile()) return true;
  if (stats?.isDirectory()) return false;
  const what = stats ? "is not a file" : "is a link to nothing";
  throw new UserError(`${printable(file)} ${what}.`, "Take it out of the folder.");
}

function statOf(file: string) {
  try {
    return statSync(file, { throwIfNoEntry: false });
  } catch (error) {
    throw unreadable(file, error);
  }
}

function readProto(file: string): string {
  try {
    if (statSync(file).size <= limits.bytes) return readFileSync(file, "utf8");
  } catch (error) {
    throw unreadable(file, error);
  }
  throw new UserError(
    `${printable(file)} is larger than 64 MB.`,
    "Is it a schema? Take it out of the folder.",
  );
}

function unreadable(place: string, error: unknown): UserError {
  const { code } = error as NodeJS.ErrnoException;
  const shown = printable(place);
  if (code === "ENOENT")
    return new UserError(`There is no folder or file ${shown}.`, "Check --before and --after.");
  if (code === "ENOTDIR")
    return new UserError(
      `${shown} is neither a folder nor a file.`,
      "Name the folder that holds the .proto files.",
    );
  return new UserError(`${shown} cannot be read (${code}).`, "Check its permissions.");
}
