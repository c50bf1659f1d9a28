import { createClient } from "@connectrpc/connect";
import { bytesPerMb, type RuntimeProgram, words, workload } from "../../workload.js";
import { Agent } from "./agent_pb.js";

/** The runtime of release 1.0. */
export const runtime: RuntimeProgram = (transport, note) => {
  const agent = createClient(Agent, transport);
  const { id, storages, graceMs } = workload;
  return {
    async details() {
      const { memoryMb } = await agent.getDetails({});
      note("details", words.details(BigInt(memoryMb) * bytesPerMb));
    },
    async create() {
      note("create", words.create({ isRootReadOnly: false, storages }));
      await agent.create({ id, storages });
    },
    async start() {
      note("start", words.start(id));
      await agent.start({ id });
    },
    async pause() {
      note("pause", words.pause(id));
      await agent.pause({ id });
    },
    async stats() {
      const stats = await agent.getStats({ id });
      note("stats", words.stats(stats.id, stats.processes));
    },
    async stop() {
      note("stop", words.stop(graceMs));
      await agent.stop({ id, graceSeconds: graceMs / 1000 });
    },
  };
};
