import { execFileSync } from "node:child_process";
import path from "node:path";
import type { Peer, Place } from "../peer.js";

/** Debian's Python: another one that comes first in the search path has none of its packages. */
const python = "/usr/bin/python3";

const generated = (place: Place): string => path.join(place.output, "generated");

/** Describes Python's protobuf with one of its back ends; they share the program beside this file. */
export function pythonPeer(backEnd: "cpp" | "python", id: string, language: string): Peer {
  return {
    id,
    language,
    library: "protobuf",
    packages: ["protobuf-compiler", "python3-protobuf"],
    version: () =>
      execFileSync(python, ["-c", "import google.protobuf; print(google.protobuf.__version__)"], {
        encoding: "utf8",
      }).trim(),
    build: (place) => [
      { program: "mkdir", args: ["-p", generated(place)] },
      {
        program: "/usr/bin/protoc",
        args: [`-I${place.schemas}`, `--python_out=${generated(place)}`, "proto2.proto", "proto3.proto"],
      },
    ],
    run: (place) => ({
      program: python,
      args: [path.join(place.source, "..", "python-cpp", "peer.py")],
      env: { PYTHONPATH: generated(place), PROTOCOL_BUFFERS_PYTHON_IMPLEMENTATION: backEnd },
    }),
    lacks: {},
  };
}
