// cspell:ignore grpcio
import path from "node:path";
import { upstreamVersion } from "../../debian.js";
import type { CallPeer } from "../peer.js";

export const peer: CallPeer = {
  id: "grpcio",
  family: "grpc",
  language: "Python",
  library: "grpcio",
  packages: ["python3-grpcio", "python3-protobuf"],
  version: () => upstreamVersion("python3-grpcio"),
  build: () => [],
  // Another Python that comes first in the search path has none of Debian's packages.
  run: ({ source }) => ({ program: "/usr/bin/python3", args: [path.join(source, "program.py")] }),
  lacks: {},
};
