import { join } from "node:path";
import { go } from "../golang.js";
import { install } from "../install.js";
import type { Command, Place } from "../peer.js";

export const packages = [
  "golang-go",
  "golang-github-gogo-protobuf-dev",
  "libprotobuf-dev",
  "protobuf-compiler",
];

/** The steps for a peer in gogo/protobuf, with the options that the generator is given. */
export function build(place: Place, ...options: string[]): Command[] {
  const source = join(place.source, "../gogo");
  const descriptors = join(place.output, "schemas.binpb");
  return [
    install(place, "src/answer", join(source, "main.go"), join(source, "../protocol.go")),
    install(place, "src/generate", join(source, "generate/main.go")),
    go(place, "build", "-o", "generate-code", "generate"),
    {
      program: "/usr/bin/protoc",
      args: [
        `--descriptor_set_out=${descriptors}`,
        "--include_imports",
        `--proto_path=${place.schemas}`,
        "proto2.proto",
        "proto3.proto",
      ],
    },
    {
      program: join(place.output, "generate-code"),
      args: [descriptors, join(place.output, "src"), ...options],
    },
    go(place, "build", "-o", "peer", "answer"),
  ];
}
