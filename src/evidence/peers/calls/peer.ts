import type { Peer } from "../peer.js";
import type { Family, Need } from "./scenarios.js";

/** An implementation of gRPC or ttRPC that calls and is called: its program, and how it is built and run. */
export interface CallPeer extends Omit<Peer, "lacks"> {
  /** A client calls only servers of its own family. */
  family: Family;
  /** What the library does not offer, and where that can be read. */
  lacks: Partial<Record<Need, string>>;
}
