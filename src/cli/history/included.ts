import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import { ledgerFromJson } from "@grpc-evolution/engine/ledger/json.js";
import type { Ledger } from "@grpc-evolution/engine/ledger/ledger.js";
import { printable } from "@grpc-evolution/engine/report/printable.js";
import { UserError } from "../terminal/user-error.js";

/** Largest exported ledger that is read, in bytes. */
const sizeLimit = 256_000_000;

/** Reads exported ledgers. Their revisions are named after the file. Throws a UserError where one cannot be read. */
export function readIncluded(files: readonly string[]): Promise<Ledger[]> {
  return Promise.all(
    files.map((file) => readExport(file, printable(path.basename(file)), "Correct history.include.")),
  );
}

/**
 * Reads a ledger that was exported to a file. `source` is what its revisions are called after, empty for this repository;
 * `advice` says what to do where there is no such file.
 * Throws a UserError where it cannot be read.
 */
export async function readExport(file: string, source: string, advice: string): Promise<Ledger> {
  const text = await readText(file, advice);
  try {
    return ledgerFromJson(text, source);
  } catch (error) {
    throw new UserError(
      `${printable(file)}: ${(error as Error).message}`,
      'Write it anew with "grpc-evolution ledger --export FILE" in its repository.',
    );
  }
}

async function readText(file: string, advice: string): Promise<string> {
  try {
    const stats = await stat(file);
    // A device may have no end.
    if (!stats.isFile()) throw new UserError(`${printable(file)} is not a file.`, advice);
    if (stats.size <= sizeLimit) return await readFile(file, "utf8");
  } catch (error) {
    if (error instanceof UserError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    throw new UserError(`The exported ledger ${printable(file)} cannot be read (${code}).`, advice);
  }
  throw new UserError(`${printable(file)} is larger than 256 MB.`, "Is it an exported ledger?");
}
