import { join } from "node:path";
import { cargoBuild } from "../cargo.js";
import { upstreamVersion } from "../debian.js";
import { install } from "../install.js";
import type { Peer } from "../peer.js";

export const peer: Peer = {
  id: "prost",
  language: "Rust",
  library: "prost",
  packages: [
    "cargo",
    "librust-heck-dev",
    "librust-prost-build-dev",
    "librust-prost-dev",
    "librust-prost-types-dev",
    "librust-serde-json-dev",
    "libprotobuf-dev",
    "protobuf-compiler",
    "rustc",
  ],
  version: () => upstreamVersion("librust-prost-dev"),
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
  lacks: { json: "prost has no ProtoJSON", text: "prost has no text format" },
};
