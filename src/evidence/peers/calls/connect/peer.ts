import { installedVersion } from "../../javascript/installed-version.js";
import { runNodeProgram } from "../node-program.js";
import type { CallPeer } from "../peer.js";

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
