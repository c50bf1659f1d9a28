import { join } from "node:path";
import { upstreamVersion } from "../debian.js";
import { go } from "../golang.js";
import { install } from "../install.js";
import type { Peer } from "../peer.js";

export const peer: Peer = {
  id: "go",
  language: "Go",
  library: "google.golang.org/protobuf",
  packages: ["golang-go", "golang-google-protobuf-dev", "libprotobuf-dev", "protobuf-compiler"],
  version: () => upstreamVersion("golang-google-protobuf-dev"),
  build: (place) => [
    install(place, "src/answer", join(place.source, "main.go"), join(place.source, "../protocol.go")),
    go(place, "build", "-o", "protoc-gen-go", "google.golang.org/protobuf/cmd/protoc-gen-go"),
    {
      program: "/usr/bin/protoc",
      args: [
        `--plugin=${place.output}/protoc-gen-go`,
        `--go_out=${place.output}/src`,
        `--proto_path=${place.schemas}`,
        "proto2.proto",
        "proto3.proto",
      ],
    },
    go(place, "build", "-o", "peer", "answer"),
  ],
  run: ({ output }) => ({ program: join(output, "peer"), args: [] }),
  lacks: {},
};
