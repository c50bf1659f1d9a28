import { execFileSync } from "node:child_process";
import path from "node:path";
import type { Peer, Place } from "../peer.js";

const generated = (place: Place): string => path.join(place.output, "generated");
const program = (place: Place): string => path.join(place.output, "peer");

/** C++ with generated code and reflection. */
export const peer: Peer = {
  id: "cpp",
  language: "C++",
  library: "protobuf",
  packages: ["g++", "libprotobuf-dev", "nlohmann-json3-dev", "pkgconf", "protobuf-compiler"],
  version: () => execFileSync("pkg-config", ["--modversion", "protobuf"], { encoding: "utf8" }).trim(),
  build: (place) => [
    { program: "mkdir", args: ["-p", generated(place)] },
    {
      program: "/usr/bin/protoc",
      args: [`-I${place.schemas}`, `--cpp_out=${generated(place)}`, "proto2.proto", "proto3.proto"],
    },
    {
      program: "g++",
      args: [
        "-std=c++17",
        "-O1",
        // As in a release: the checks that only debugging has would change what is answered.
        "-DNDEBUG",
        `-I${generated(place)}`,
        "-o",
        program(place),
        path.join(place.source, "peer.cpp"),
        path.join(generated(place), "proto2.pb.cc"),
        path.join(generated(place), "proto3.pb.cc"),
        "-lprotobuf",
        "-pthread",
      ],
    },
  ],
  run: (place) => ({ program: program(place), args: [] }),
  lacks: {},
};
