import { isFieldSet } from "@bufbuild/protobuf";
import { Code, ConnectError, createClient, type Transport } from "@connectrpc/connect";
import { bytesPerMb, type Note, words, workload } from "../../workload.js";
import { Agent, type GuestDetails, GuestDetailsSchema } from "./agent_pb.js";

/**
 * The runtime of release 3.0: it enables what release 2.0 introduced, with agents that have it.
 * `writableRoot` is the off switch of the new default.
 */
export function runtime(transport: Transport, note: Note, writableRoot = false) {
  const agent = createClient(Agent, transport);
  const { id, storages, graceMs } = workload;
  let features: string[] = [];

  async function readStats() {
    try {
      return (await agent.readStats({ ids: [id] })).stats;
    } catch (error) {
      // Agents of release 1.0 do not have the method.
      if (ConnectError.from(error).code !== Code.Unimplemented) throw error;
      return [await agent.getStats({ id })];
    }
  }

  return {
    async details() {
      const details = await agent.getDetails({});
      features = details.features;
      note("details", words.details(memoryBytes(details)));
    },
    async create() {
      const network = features.includes("network") ? workload.network : undefined;
      const readonlyRoot = features.includes("read-only-root") && !writableRoot;
      note("create", words.create({ isRootReadOnly: readonlyRoot, network, storages }));
      await agent.create({ id, storages, network, readonlyRoot });
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
      for (const stats of await readStats()) note("stats", words.stats(stats.id, stats.processes));
    },
    async stop() {
      note("stop", words.stop(graceMs));
      await agent.stop({ id, graceMs, graceSeconds: graceMs / 1000 });
    },
  };
}

/** Agents of release 1.0 write megabytes only. */
function memoryBytes(details: GuestDetails): bigint {
  const isNewForm = isFieldSet(details, GuestDetailsSchema.field.memoryBytes);
  return isNewForm ? details.memoryBytes : BigInt(details.memoryMb) * bytesPerMb;
}
