import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import {
  CodeGeneratorRequestSchema,
  CodeGeneratorResponseSchema,
  type FileDescriptorProto,
} from "@bufbuild/protobuf/wkt";
import { protocGenEs } from "@bufbuild/protoc-gen-es/dist/cjs/src/protoc-gen-es-plugin.js";

/** Code in TypeScript; that of protovalidate's options comes from their package. */
const parameter =
  "target=ts,import_extension=js,rewrite_imports=./buf/validate/*_pb.js:@bufbuild/protovalidate/gen";

/**
 * What protoc-gen-es makes of one of these files, which are described with all that it imports. To start the plugin as a
 * program for each file would take ten times as long.
 */
export function generatedCode(files: FileDescriptorProto[], fileToGenerate: string): string {
  const request = create(CodeGeneratorRequestSchema, {
    fileToGenerate: [fileToGenerate],
    protoFile: files,
    parameter,
  });
  // The plugin has a protobuf-es of its own, as CommonJS: bytes are what both understand.
  const response = fromBinary(
    CodeGeneratorResponseSchema,
    toBinary(
      CodeGeneratorResponseSchema,
      protocGenEs.run(fromBinary(CodeGeneratorRequestSchema, toBinary(CodeGeneratorRequestSchema, request))),
    ),
  );
  const [only] = response.file;
  if (!only) throw new Error(`protoc-gen-es made nothing: ${response.error}`);
  return only.content;
}
