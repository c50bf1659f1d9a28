import path from "node:path";
import { upstreamVersion } from "../../debian.js";
import { buildGoProgram } from "../go-program.js";
import type { CallPeer } from "../peer.js";

export const peer: CallPeer = {
  id: "grpc-go",
  family: "grpc",
  language: "Go",
  library: "google.golang.org/grpc",
  packages: ["golang-go", "golang-google-grpc-dev"],
  version: () => upstreamVersion("golang-google-grpc-dev"),
  build: buildGoProgram,
  run: ({ output }) => ({ program: path.join(output, "program"), args: [] }),
  lacks: {},
};
