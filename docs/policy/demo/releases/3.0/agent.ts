import { type AgentProgram, guest, refuseUnknownDrivers, words } from "../../workload.js";
import { Agent } from "./agent_pb.js";

/**
 * The agent of release 3.0: no runtime of release 1.0 is in its window, so it reads and writes the new forms only.
 * What an absent `readonly_root` means was flipped in the schema.
 */
export const agent: AgentProgram = (router, note) => {
  router.service(Agent, {
    getDetails() {
      note("details", words.details(guest.memoryBytes));
      return { memoryBytes: guest.memoryBytes, features: ["network", "read-only-root"] };
    },
    create({ storages, network, readonlyRoot }) {
      refuseUnknownDrivers(storages);
      note("create", words.create({ isRootReadOnly: readonlyRoot, network, storages }));
      return {};
    },
    start({ id }) {
      note("start", words.start(id));
      return {};
    },
    pause({ id }) {
      note("pause", words.pause(id));
      return {};
    },
    getStats({ id }) {
      note("stats", words.stats(id, guest.processes));
      return { id, processes: guest.processes };
    },
    readStats({ ids }) {
      for (const id of ids) note("stats", words.stats(id, guest.processes));
      return { stats: ids.map((id) => ({ id, processes: guest.processes })) };
    },
    stop({ graceMs }) {
      note("stop", words.stop(graceMs));
      return {};
    },
  });
};
