import { installedVersion } from "../../javascript/installed-version.js";
import { runNodeProgram } from "../node-program.js";
import type { CallPeer } from "../peer.js";

export const peer: CallPeer = {
  id: "grpc-js",
  family: "grpc",
  language: "JavaScript",
  library: "@grpc/grpc-js",
  packages: [],
  version: () => installedVersion("@grpc/grpc-js"),
  build: () => [],
  run: runNodeProgram,
  lacks: {},
};
