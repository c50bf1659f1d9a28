import { type AgentProgram, bytesPerMb, guest, refuseUnknownDrivers, words } from "../../workload.js";
import { Agent } from "./agent_pb.js";

/** The agent of release 1.0. */
export const agent: AgentProgram = (router, note) => {
  router.service(Agent, {
    getDetails() {
      note("details", words.details(guest.memoryBytes));
      return { memoryMb: Number(guest.memoryBytes / bytesPerMb) };
    },
    create({ storages }) {
      refuseUnknownDrivers(storages);
      note("create", words.create({ isRootReadOnly: false, storages }));
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
    stop({ graceSeconds }) {
      note("stop", words.stop(graceSeconds * 1000));
      return {};
    },
  });
};
