/**
 * Writes `src/engine/schema/common-descriptors.ts`: what the files below `google/api`, `google/rpc`, `google/type` and
 * `buf/validate` declare, taken from the packages that publish them. Only what tells one schema from another stays:
 * no comments, no options of others, no names in JSON that go without saying. Costs nothing where it is there already.
 */
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { clearField, create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { base64Encode } from "@bufbuild/protobuf/wire";
import {
  FieldDescriptorProtoSchema,
  FileDescriptorSetSchema,
  FileOptionsSchema,
} from "@bufbuild/protobuf/wkt";
import { file_buf_validate_validate } from "@bufbuild/protovalidate/gen/buf/validate/validate_pb.js";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const written = path.join(root, "src/engine/schema/common-descriptors.ts");
const origin = ["google-proto-files", "@bufbuild/protovalidate"].map(nameAndVersion).join(" and ");
const head = `/** What \`src/tools/setup/common-files.mjs\` made of ${origin}. */\n`;

if (!existsSync(written) || !readFileSync(written, "utf8").startsWith(head)) {
  const files = [...googleFiles(), file_buf_validate_validate.proto].map(bare);
  const bytes = toBinary(FileDescriptorSetSchema, create(FileDescriptorSetSchema, { file: files }));
  writeFileSync(written, `${head}export const commonDescriptors =\n  "${base64Encode(bytes)}";\n`);
}

function nameAndVersion(name) {
  const { version } = JSON.parse(readFileSync(path.join(root, "node_modules", name, "package.json"), "utf8"));
  return `${name} ${version}`;
}

/** Folders below `google/api` hold the interfaces of services, which nobody imports for their types. */
function googleFiles() {
  const folder = path.join(root, "node_modules/google-proto-files");
  const api = readdirSync(path.join(folder, "google/api")).filter((name) => name.endsWith(".proto"));
  const chosen = ["google/rpc", "google/type", ...api.map((name) => `google/api/${name}`)];
  const buf = path.join(root, "node_modules/.bin/buf");
  const output = execFileSync(
    process.execPath,
    [
      ...[buf, "build", folder, ...chosen.flatMap((each) => ["--path", path.join(folder, each)])],
      ...["--exclude-imports", "--exclude-source-info", "--as-file-descriptor-set", "-o", "-"],
    ],
    { maxBuffer: 10_000_000 },
  );
  return fromBinary(FileDescriptorSetSchema, output).file;
}

/** A file's descriptor without what no comparison looks at. */
function bare(file) {
  const features = file.options?.features;
  file.options = features && create(FileOptionsSchema, { features });
  for (const service of file.service) withoutForeignOptions(service, ...service.method);
  for (const message of file.messageType) bareMessage(message);
  for (const node of file.enumType) withoutForeignOptions(node, ...node.value);
  for (const extension of file.extension) bareField(extension);
  return file;
}

function bareMessage(message) {
  withoutForeignOptions(message, ...message.oneofDecl);
  for (const field of [...message.field, ...message.extension]) bareField(field);
  for (const inner of message.nestedType) bareMessage(inner);
  for (const node of message.enumType) withoutForeignOptions(node, ...node.value);
}

function bareField(field) {
  withoutForeignOptions(field);
  if (field.jsonName === camelCase(field.name)) clearField(field, FieldDescriptorProtoSchema.field.jsonName);
}

function camelCase(name) {
  return name.replace(/_+(.?)/g, (_, letter) => letter.toUpperCase());
}

function withoutForeignOptions(...elements) {
  for (const { options } of elements) if (options) options.$unknown = undefined;
}
