import { create, toBinary } from "@bufbuild/protobuf";
import { FileDescriptorSetSchema } from "@bufbuild/protobuf/wkt";
import { expect, test } from "vitest";
import { fileDescriptorSet } from "./descriptor.js";
import { readDescriptorSet } from "./descriptor-set.js";
import { DescriptorProblem } from "./from-descriptors.js";
import { readFiles, readSchema } from "./read.js";

const text = `syntax = "proto3";
package acme;
service Agent { rpc Update(Storage) returns (stream Storage); }
message Storage {
  reserved 9 to 11;
  map<string, Kind> kinds = 1;
  optional string source = 2;
  oneof target { string path = 3; Storage inner = 4; }
  enum Kind { KIND_UNSPECIFIED = 0; }
}
`;

const bytes = toBinary(
  FileDescriptorSetSchema,
  create(FileDescriptorSetSchema, fileDescriptorSet(readFiles([{ path: "acme.proto", text }]))),
);

test("whatever bytes are changed, a set is read or refused in a sentence", () => {
  let refused = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    for (const value of [0, 1, 0x7f, 0xff, (bytes[at] as number) + 1]) {
      const changed = bytes.with(at, value);
      try {
        const { files, resolved } = readDescriptorSet(changed);
        readSchema([...files, ...resolved]);
      } catch (error) {
        expect(error).toBeInstanceOf(DescriptorProblem);
        refused += 1;
      }
    }
  }
  expect(refused).toBeGreaterThan(bytes.length);
});

test("wherever it is cut off, it is refused", () => {
  for (let length = 0; length < bytes.length; length += 1) {
    expect(() => readDescriptorSet(bytes.subarray(0, length))).toThrow(DescriptorProblem);
  }
});
