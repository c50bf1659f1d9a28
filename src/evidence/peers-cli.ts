/**
 * `npm run peers`: installs, builds and asks every implementation of protobuf that has a folder, lets those of gRPC and ttRPC
 * call one another, and records it all. `npm run peers -- --only go --only prost` asks these alone.
 */
import { parseArgs } from "node:util";
import { peerIds } from "./peers/run/peers.js";
import { recordLibraries } from "./peers/run/record-libraries.js";

const { values } = parseArgs({ options: { only: { type: "string", multiple: true } } });
const unknown = values.only?.find((id) => !peerIds().includes(id));
if (unknown === undefined) {
  await recordLibraries(values.only);
  if (!values.only) await import("./peers/calls/run.js");
} else {
  console.error(`There is no peer ${unknown}. There are ${peerIds().join(", ")}.`);
  process.exitCode = 2;
}
