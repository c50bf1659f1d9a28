import { fromBinary } from "@bufbuild/protobuf";
import { base64Decode } from "@bufbuild/protobuf/wire";
import { FileDescriptorSetSchema } from "@bufbuild/protobuf/wkt";
import { commonDescriptors } from "./common-descriptors.js";
import { sourceOfDescriptor } from "./from-descriptors.js";
import { Imports } from "./imports.js";
import type { ParsedFile } from "./names.js";

let files: ReadonlyMap<string, ParsedFile> | null = null;

/**
 * The files that very many protocols import and few repositories contain, by the path that imports use: those below
 * `google/api`, `google/rpc`, `google/type` and `buf/validate`. A release of these packages may lack what a newer one has.
 */
export function commonFile(path: string): ParsedFile | undefined {
  if (!/^(google\/(api|rpc|type)|buf\/validate)\//.test(path)) return undefined;
  files ??= decoded();
  return files.get(path);
}

function decoded(): Map<string, ParsedFile> {
  const { file } = fromBinary(FileDescriptorSetSchema, base64Decode(commonDescriptors));
  return new Map(file.map((descriptor) => [descriptor.name, sourceOfDescriptor(descriptor)]));
}

/** Those that some files import, directly or not, and do not have under any root. */
export function commonFilesFor(parsed: readonly ParsedFile[]): ParsedFile[] {
  let imports: Imports | null = null;
  const needed = new Set<ParsedFile>();
  const need = (importer: number, path: string) => {
    const common = commonFile(path);
    if (!common || needed.has(common)) return;
    imports ??= new Imports(parsed);
    if (imports.find(importer, path) < 0) needed.add(common);
  };
  for (const [index, { file }] of parsed.entries()) for (const { path } of file.imports) need(index, path);
  for (const { file } of needed) for (const { path } of file.imports) need(-1, path);
  return [...needed];
}
