import { join } from "node:path";
import { upstreamVersion } from "../debian.js";
import type { Peer } from "../peer.js";
import { build, packages } from "./build.js";

export const peer: Peer = {
  id: "gogo",
  language: "Go",
  library: "gogo/protobuf",
  packages,
  version: () => upstreamVersion("golang-github-gogo-protobuf-dev"),
  build: (place) => build(place),
  run: ({ output }) => ({ program: join(output, "peer"), args: [] }),
  lacks: {},
};
