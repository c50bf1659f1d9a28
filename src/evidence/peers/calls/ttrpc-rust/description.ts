// cspell:ignore librust rustc serde
import path from "node:path";
import { upstreamVersion } from "../../debian.js";
import type { Command, Place } from "../../peer.js";
import type { CallPeer } from "../peer.js";

/** Describes a half of ttrpc-rust. Both are programs of one crate, beside this file, and share what is built. */
export function rustPeer(half: "sync" | "async"): CallPeer {
  return {
    id: `ttrpc-rust-${half}`,
    family: "ttrpc",
    language: `Rust (${half})`,
    library: "ttrpc",
    packages: ["cargo", "librust-serde-json-dev", "librust-tokio-dev", "librust-ttrpc-dev", "rustc"],
    version: () => upstreamVersion("librust-ttrpc-dev"),
    build: (place) => buildCrate(place, `calls-${half}`),
    run: (place) => ({ program: path.join(crate(place), "target", "debug", `calls-${half}`), args: [] }),
    lacks: {
      streams: "ttrpc-rust: in this version a handler gets one request and returns one response.",
    },
  };
}

/** Cargo writes beside the sources, so it gets a copy. */
function crate({ output }: Place): string {
  return path.join(output, "..", "ttrpc-rust");
}

function buildCrate(place: Place, program: string): Command[] {
  const source = path.join(place.source, "..", "ttrpc-rust");
  return [
    { program: "mkdir", args: ["-p", crate(place)] },
    { program: "cp", args: ["-r", path.join(source, "Cargo.toml"), path.join(source, "src"), crate(place)] },
    {
      program: "/usr/bin/cargo",
      args: [
        "build",
        "--offline",
        "--config",
        'source.crates-io.replace-with="debian"',
        "--config",
        'source.debian.directory="/usr/share/cargo/registry"',
        "--manifest-path",
        path.join(crate(place), "Cargo.toml"),
        "--target-dir",
        path.join(crate(place), "target"),
        "--bin",
        program,
      ],
    },
  ];
}
