import { execFileSync } from "node:child_process";
import path from "node:path";
import type { Peer, Place } from "../peer.js";

const generated = (place: Place): string => path.join(place.output, "generated");

// biome-ignore lint/suspicious/noTemplateCurlyInString: it is a placeholder of dpkg-query.
const upstreamVersion = "-f=${source:Upstream-Version}";

/** PHP with the library that is written in PHP: Debian does not have the C extension. */
export const peer: Peer = {
  id: "php",
  language: "PHP",
  library: "google/protobuf",
  // Without bcmath the library cannot read integers from JSON.
  packages: ["php-bcmath", "php-cli", "php-google-protobuf", "protobuf-compiler"],
  // The library does not tell its version.
  version: () =>
    execFileSync("dpkg-query", ["-W", upstreamVersion, "php-google-protobuf"], { encoding: "utf8" }),
  build: (place) => [
    { program: "mkdir", args: ["-p", generated(place)] },
    {
      program: "/usr/bin/protoc",
      args: [`-I${place.schemas}`, `--php_out=${generated(place)}`, "proto3.proto"],
    },
  ],
  run: (place) => ({ program: "php", args: [path.join(place.source, "peer.php"), generated(place)] }),
  lacks: {
    proto2: "protoc: Can only generate PHP code for proto3 .proto files.",
    text: "PHP has no text format",
  },
};
