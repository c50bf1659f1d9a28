import { installedVersion } from "../javascript/installed-version.js";
import { runProgram } from "../javascript/program.js";
import { compileSchemas } from "../javascript/schemas.js";
import type { Peer } from "../peer.js";

/**
 * protobuf.js in the version that `@grpc/proto-loader` brings, with schemas that it loads as text at run time. It has no
 * ProtoJSON. It does not lack JSON here all the same, because its users send what `fromObject` and `toJSON` make for
 * it: these answer, whatever they are told to ignore.
 */
export const peer: Peer = {
  id: "protobufjs",
  language: "JavaScript",
  library: "protobuf.js",
  packages: [],
  version: () => installedVersion("protobufjs"),
  build: (place) => [compileSchemas(place)],
  run: (place) => runProgram(place, "program.ts"),
  lacks: { text: "protobuf.js has no text format" },
};
