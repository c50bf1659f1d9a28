import type { Peer } from "../peer.js";
import { pythonPeer } from "../python-cpp/description.js";

/** Python without C++: the back end that is left where no other was built. */
export const peer: Peer = pythonPeer("python", "python-pure", "Python (pure)");
