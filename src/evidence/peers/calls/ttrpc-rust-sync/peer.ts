import type { CallPeer } from "../call-peer.js";
import { rustPeer } from "../ttrpc-rust/description.js";

export const peer: CallPeer = rustPeer("sync");
