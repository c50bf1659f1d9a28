// cspell:ignore gocache goenv goflags gopath gocode
import path from "node:path";
import type { Command, Place } from "../peer.js";

/** Builds `calls.go` of a peer's folder with what all programs in Go share. Debian has the libraries as sources in one folder. */
export function buildGoProgram({ source, output }: Place): Command[] {
  const sources = path.join(output, "src", "calls");
  return [
    { program: "mkdir", args: ["-p", sources] },
    { program: "cp", args: [path.join(source, "calls.go"), path.join(source, "../go/lines.go"), sources] },
    {
      program: "/usr/bin/go",
      args: ["build", "-o", path.join(output, "program"), "calls"],
      env: {
        CGO_ENABLED: "0",
        GO111MODULE: "off",
        GOCACHE: path.join(output, "cache"),
        GOENV: "off",
        GOFLAGS: "",
        GOPATH: [output, "/usr/share/gocode"].join(path.delimiter),
      },
    },
  ];
}
