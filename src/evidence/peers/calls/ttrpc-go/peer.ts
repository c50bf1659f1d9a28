// cspell:ignore stevvooe
import path from "node:path";
import { upstreamVersion } from "../../debian.js";
import { buildGoProgram } from "../go-program.js";
import type { CallPeer } from "../peer.js";

export const peer: CallPeer = {
  id: "ttrpc-go",
  family: "ttrpc",
  language: "Go",
  library: "github.com/containerd/ttrpc",
  packages: ["golang-go", "golang-github-containerd-ttrpc-dev"],
  version: () => upstreamVersion("golang-github-containerd-ttrpc-dev"),
  build: buildGoProgram,
  run: ({ output }) => ({ program: path.join(output, "program"), args: [] }),
  lacks: { streams: 'Go\'s ttrpc: services.go of this version says "TODO(stevvooe): Add stream support".' },
};
