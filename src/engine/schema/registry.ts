import { createFileRegistry, createRegistry, type Registry } from "@bufbuild/protobuf";
import { fileDescriptorSet } from "./descriptor.js";
import type { Reading } from "./read.js";

/**
 * The types of a protocol, for protobuf-es to encode and decode with; as tolerant as `fileDescriptorSet`, and with its
 * errors. Where two files declare the same name, the first one in order counts, as in `linkFiles`.
 */
export function schemaRegistry(reading: Reading): Registry {
  const all = createFileRegistry(fileDescriptorSet(reading));
  const own = reading.parsed.flatMap(({ path }) => all.getFile(path) ?? []);
  return createRegistry(all, ...own.toReversed());
}
