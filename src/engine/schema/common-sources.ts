import { fromBinary } from "@bufbuild/protobuf";
import { base64Decode } from "@bufbuild/protobuf/wire";
import { FileDescriptorSetSchema } from "@bufbuild/protobuf/wkt";
import { commonDescriptors } from "./common-descriptors.js";
import { sourceOfDescriptor } from "./from-descriptors.js";
import type { ParsedFile } from "./names.js";

/**
 * The files below `google/api`, `google/rpc`, `google/type` and `buf/validate`, by the path that imports use. A release of
 * these packages may lack what a newer one has.
 */
export function commonSources(): ReadonlyMap<string, ParsedFile> {
  const { file } = fromBinary(FileDescriptorSetSchema, base64Decode(commonDescriptors));
  return new Map(file.map((descriptor) => [descriptor.name, sourceOfDescriptor(descriptor)]));
}
