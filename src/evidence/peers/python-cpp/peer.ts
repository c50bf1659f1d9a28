import type { Peer } from "../peer.js";
import { pythonPeer } from "./description.js";

/** Python on the C++ library. Debian builds this back end and the pure one, not upb. */
export const peer: Peer = pythonPeer("cpp", "python-cpp", "Python (C++ back end)");
