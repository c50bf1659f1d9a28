import { readFileSync, statSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { printable } from "@grpc-evolution/engine/report/printable.js";
import { type DescribedFiles, readDescriptorSet } from "@grpc-evolution/engine/schema/descriptor-set.js";
import { DescriptorProblem } from "@grpc-evolution/engine/schema/from-descriptors.js";
import { UserError } from "../terminal/user-error.js";

/** Largest descriptor set that is read, unpacked. */
const maxBytes = 64_000_000;

const hint =
  'Make one with "buf build -o FILE" or "protoc --include_imports --descriptor_set_out=FILE", or name a folder.';

/**
 * The files of a descriptor set that a compiler wrote, in binary or JSON, packed with gzip or not. What it is, its content
 * says and not its name. Throws a `UserError` where it is none.
 */
export function readDescriptorSetFile(file: string): DescribedFiles {
  try {
    return readDescriptorSet(unpacked(readBounded(file)));
  } catch (error) {
    if (!(error instanceof DescriptorProblem)) throw error;
    throw new UserError(`${printable(`${file} ${error.message}`)}.`, hint);
  }
}

function readBounded(file: string): Buffer {
  try {
    if (statSync(file).size <= maxBytes) return readFileSync(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UserError(`${printable(file)} cannot be read (${code}).`, "Check its permissions.");
  }
  throw new DescriptorProblem("is larger than 64 MB");
}

function unpacked(bytes: Buffer): Buffer {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: maxBytes });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new DescriptorProblem(
      code === "ERR_BUFFER_TOO_LARGE" ? "is larger than 64 MB unpacked" : "is damaged: gzip cannot unpack it",
    );
  }
}
