import { isFieldSet } from "@bufbuild/protobuf";
import { createClient } from "@connectrpc/connect";
import { bytesPerMb, type RuntimeProgram, words, workload } from "../../workload.js";
import { Agent, type GuestDetails, GuestDetailsSchema } from "./agent_pb.js";

/** The runtime of release 2.0: it sends nothing new by default, and writes out what absent has meant so far. */
export const runtime: RuntimeProgram = (transport, note) => {
  const agent = createClient(Agent, transport);
  const { id, storages, graceMs } = workload;
  return {
    async details() {
      note("details", words.details(memoryBytes(await agent.getDetails({}))));
    },
    async create() {
      note("create", words.create({ isRootReadOnly: false, storages }));
      await agent.create({ id, storages, readonlyRoot: false });
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
      await agent.stop({ id, graceMs, graceSeconds: graceMs / 1000 });
    },
  };
};

/** Agents of release 1.0 write megabytes only. */
function memoryBytes(details: GuestDetails): bigint {
  const isNewForm = isFieldSet(details, GuestDetailsSchema.field.memoryBytes);
  return isNewForm ? details.memoryBytes : BigInt(details.memoryMb) * bytesPerMb;
}
