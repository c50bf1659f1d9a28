import path from "node:path";
import { root } from "../../root.js";

/** Where the comparison with buf is recorded. */
export const recordFile = path.join(root, "docs", "tool", "with-buf.json");
