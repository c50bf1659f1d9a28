// cspell:ignore labsl lgpr lgrpc libgrpc libprotobuf lprotobuf pthread
import path from "node:path";
import { upstreamVersion } from "../../debian.js";
import type { CallPeer } from "../peer.js";

export const peer: CallPeer = {
  id: "grpc-cpp",
  family: "grpc",
  language: "C++",
  library: "grpc++",
  packages: ["g++", "libgrpc++-dev", "libprotobuf-dev"],
  version: () => upstreamVersion("libgrpc++-dev"),
  build: ({ source, output }) => [
    {
      program: "/usr/bin/g++",
      args: [
        "-std=c++17",
        "-o",
        path.join(output, "program"),
        path.join(source, "program.cc"),
        "-lgrpc++",
        "-lgrpc",
        "-lgpr",
        "-lprotobuf",
        "-labsl_synchronization",
        "-pthread",
      ],
    },
  ],
  run: ({ output }) => ({ program: path.join(output, "program"), args: [] }),
  lacks: {},
};
