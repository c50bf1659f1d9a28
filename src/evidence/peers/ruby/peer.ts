import { execFileSync } from "node:child_process";
import path from "node:path";
import type { Peer, Place } from "../peer.js";

/** Debian's Ruby: another one that comes first in the search path has none of its packages. */
const ruby = "/usr/bin/ruby";

const generated = (place: Place): string => path.join(place.output, "generated");

/** Ruby, whose library is a C extension. */
export const peer: Peer = {
  id: "ruby",
  language: "Ruby",
  library: "google-protobuf",
  packages: ["protobuf-compiler", "ruby", "ruby-google-protobuf"],
  version: () =>
    execFileSync(ruby, ["-e", "puts Gem::Specification.find_by_name('google-protobuf').version"], {
      encoding: "utf8",
    }).trim(),
  build: (place) => [
    { program: "mkdir", args: ["-p", generated(place)] },
    {
      program: "/usr/bin/protoc",
      args: [`-I${place.schemas}`, `--ruby_out=${generated(place)}`, "proto2.proto", "proto3.proto"],
    },
  ],
  run: (place) => ({ program: ruby, args: [`-I${generated(place)}`, path.join(place.source, "peer.rb")] }),
  lacks: { text: "Ruby has no text format" },
};
