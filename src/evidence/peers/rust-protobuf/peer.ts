import { join } from "node:path";
import { cargoBuild } from "../cargo.js";
import { upstreamVersion } from "../debian.js";
import { install } from "../install.js";
import type { Peer } from "../peer.js";

export const peer: Peer = {
  id: "rust-protobuf",
  language: "Rust",
  library: "rust-protobuf",
  packages: [
    "cargo",
    "librust-protobuf-codegen-dev",
    "librust-protobuf-dev",
    "librust-serde-json-dev",
    "libprotobuf-dev",
    "protobuf-compiler",
    "rustc",
  ],
  version: () => upstreamVersion("librust-protobuf-dev"),
  build: (place) => [
    install(
      place,
      ".",
      join(place.source, "Cargo.toml"),
      join(place.source, "build.rs"),
      join(place.source, "../fields.rs"),
    ),
    install(place, "src", join(place.source, "main.rs"), join(place.source, "../protocol.rs")),
    cargoBuild(place),
  ],
  run: ({ output }) => ({ program: join(output, "target/release/peer"), args: [] }),
  lacks: {
    json: "rust-protobuf 2 has no ProtoJSON",
    text: "rust-protobuf 2 writes the text format, and does not read it",
  },
};
