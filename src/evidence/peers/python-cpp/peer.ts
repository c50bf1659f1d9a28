import type { Peer } from "../peer.js";
import { pythonPeer } from "./description.js";

/** Python on the C++ library: the faster of the two back ends that Debian has. */
export const peer: Peer = pythonPeer("cpp", "python-cpp", "Python (C++ back end)");
