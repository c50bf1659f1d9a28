import { installedVersion } from "../javascript/installed-version.js";
import { runProgram } from "../javascript/program.js";
import { compileSchemas } from "../javascript/schemas.js";
import type { Peer } from "../peer.js";

/**
 * google-protobuf with code that `generate.ts` writes. Its own generator is a program that is fetched when it is
 * installed, and is not to be had without a network. A test compares what `generate.ts` writes with the code that
 * the package ships for its own schemas. That shows packed lists, `required`, maps and oneofs. What it does not show is
 * taken from the text of the generator of version 4.0.2: groups, `optional` of proto3, and the methods for types of
 * fixed size or with zigzag.
 */
export const peer: Peer = {
  id: "google-protobuf",
  language: "JavaScript",
  library: "google-protobuf",
  packages: [],
  version: () => installedVersion("google-protobuf"),
  build: (place) => [compileSchemas(place)],
  run: (place) => runProgram(place, "program.ts"),
  lacks: {
    json: "google-protobuf has no ProtoJSON, only `toObject`",
    text: "google-protobuf has no text format",
  },
};
