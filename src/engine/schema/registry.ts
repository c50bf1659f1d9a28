import { create, createFileRegistry, createRegistry, type Registry } from "@bufbuild/protobuf";
import { FileDescriptorSetSchema } from "@bufbuild/protobuf/wkt";
import type { Descriptors } from "./descriptor.js";

/**
 * The types of a protocol, for protobuf-es to encode and decode with. Where two files declare the same name, the first one
 * in order counts, as in `linkFiles`.
 */
export function schemaRegistry({ files, own }: Descriptors): Registry {
  const all = createFileRegistry(create(FileDescriptorSetSchema, { file: [...files] }));
  return createRegistry(all, ...own.flatMap((path) => all.getFile(path) ?? []).toReversed());
}
