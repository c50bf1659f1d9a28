// cspell:ignore gocache gocode goenv goflags gopath
import path from "node:path";
import type { Command, Place } from "../peer.js";

/** Debian's Go libraries are sources in one folder, which Go finds without modules. */
export function buildGoProgram({ source, output }: Place): Command {
  return {
    program: "/usr/bin/go",
    args: ["build", "-o", path.join(output, "program"), path.join(source, "main.go")],
    env: {
      CGO_ENABLED: "0",
      GO111MODULE: "off",
      GOCACHE: path.join(output, "cache"),
      GOENV: "off",
      GOFLAGS: "",
      GOPATH: "/usr/share/gocode",
    },
  };
}
