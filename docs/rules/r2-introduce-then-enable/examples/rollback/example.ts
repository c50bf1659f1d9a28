// Introduced and enabled in release 2: after a rollback, runtime 1 cannot stop what runtime 2 has started.
import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { createClient } from "@connectrpc/connect";
import { serve } from "#grpc";
import { Agent, type Storage, StorageSchema } from "./agent_pb.js";

const agent2 = await serve((router) =>
  router.service(Agent, { addStorage: () => ({}), removeStorage: () => ({}) }),
);
const agent = createClient(Agent, agent2.transport);

const storage = create(StorageSchema, { driver: "ephemeral", mountPoint: "/dev/shm" });
await agent.addStorage(storage);
const stateFile = toBinary(StorageSchema, storage);
console.log("runtime 2 has added:", storage.driver);

async function stopSandbox(knownDrivers: string[], { driver, mountPoint }: Storage) {
  if (!knownDrivers.includes(driver)) throw new Error(`do not know how to remove "${driver}"`);
  await agent.removeStorage({ driver, mountPoint });
  return "stopped";
}

const found = fromBinary(StorageSchema, stateFile);
for (const [runtime, drivers] of Object.entries({ 1: ["9p"], 2: ["9p", "ephemeral"] })) {
  console.log(`runtime ${runtime} stops the sandbox:`, await stopSandbox(drivers, found).catch(String));
}
await agent2.close();
