import type { Components } from "@grpc-evolution/engine/window/window.js";

/** What the pages of this site call client and server. */
export const components: Components = { client: "runtime", server: "agent" };
