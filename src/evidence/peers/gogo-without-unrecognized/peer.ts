import { build } from "../gogo/build.js";
import { peer as gogo } from "../gogo/peer.js";
import type { Peer } from "../peer.js";

/**
 * The generated messages have no member `XXX_unrecognized`, so there is nowhere to keep unknown fields. The agent of
 * Kata Containers 1.x was generated so. The program is the one of gogo.
 */
export const peer: Peer = {
  ...gogo,
  id: "gogo-without-unrecognized",
  library: "gogo/protobuf without unrecognized fields",
  build: (place) => build(place, "-without-unrecognized"),
};
