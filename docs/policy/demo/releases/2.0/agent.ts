import { isFieldSet } from "@bufbuild/protobuf";
import { type AgentProgram, bytesPerMb, guest, refuseUnknownDrivers, words } from "../../workload.js";
import { Agent, type StopRequest, StopRequestSchema } from "./agent_pb.js";

/** The agent of release 2.0: it knows what is new, reads both forms of each fact, and writes both. */
export const agent: AgentProgram = (router, note) => {
  router.service(Agent, {
    getDetails() {
      note("details", words.details(guest.memoryBytes));
      return {
        memoryMb: Number(guest.memoryBytes / bytesPerMb),
        memoryBytes: guest.memoryBytes,
        features: ["network", "read-only-root"],
      };
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
    stop(request) {
      note("stop", words.stop(graceMs(request)));
      return {};
    },
  });
};

/** Runtimes of release 1.0 write seconds only. */
function graceMs(request: StopRequest): number {
  const isNewForm = isFieldSet(request, StopRequestSchema.field.graceMs);
  return isNewForm ? request.graceMs : request.graceSeconds * 1000;
}
