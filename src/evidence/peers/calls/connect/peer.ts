import { installedVersion } from "../../javascript/installed-version.js";
import type { CallPeer } from "../call-peer.js";
import { runNodeProgram } from "../node-program.js";

/** Connect speaks gRPC here, not its own protocol. */
export const peer: CallPeer = {
  id: "connect",
  family: "grpc",
  language: "JavaScript",
  library: "@connectrpc/connect-node",
  packages: [],
  version: () => installedVersion("@connectrpc/connect-node"),
  build: () => [],
  run: runNodeProgram,
  lacks: {},
};
