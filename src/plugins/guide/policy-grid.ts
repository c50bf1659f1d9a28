import { isSupported, type Window } from "../../engine/policy/window.js";

/** The window of the policy page: unbounded upgrades, single-release downgrades. */
export const policyWindow: Window = { upgrade: "unbounded", downgrade: 1 };

/** Who may talk to whom among releases 1 to 4: a row per server, a column per client. */
export interface Grid {
  clients: string[];
  rows: { server: string; supported: boolean[] }[];
}

/** The grid that the policy page shows, computed from the window. */
export function policyGrid(): Grid {
  const releases = [1, 2, 3, 4];
  return {
    clients: releases.map((release) => `runtime v${release}`),
    rows: releases.map((server) => ({
      server: `agent v${server}`,
      supported: releases.map((client) => isSupported(client, server, policyWindow)),
    })),
  };
}
