import type { CallPeer } from "../peer.js";
import { rustPeer } from "../ttrpc-rust/description.js";

export const peer: CallPeer = rustPeer("async");
