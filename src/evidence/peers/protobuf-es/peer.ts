import { installedVersion } from "../javascript/installed-version.js";
import { runProgram } from "../javascript/program.js";
import { compileSchemas } from "../javascript/schemas.js";
import type { Peer } from "../peer.js";

/**
 * protobuf-es with descriptors read at run time. The code that its generator writes makes the same descriptors from the
 * same bytes, and its messages have no code of their own: the answers are those that users of generated code get.
 */
export const peer: Peer = {
  id: "protobuf-es",
  language: "JavaScript",
  library: "protobuf-es",
  packages: [],
  version: () => installedVersion("@bufbuild/protobuf"),
  build: (place) => [compileSchemas(place)],
  run: (place) => runProgram(place, "program.ts"),
  lacks: { text: "protobuf-es has no text format" },
};
