// Introduced in release 2, sent by runtimes from release 3 on: all pairs of the window work, rollbacks included.
import { Code, ConnectError, createClient } from "@connectrpc/connect";
import { serve } from "#grpc";
import { Agent as Agent1 } from "./release-1_pb.js";
import { Agent as Agent2 } from "./release-2_pb.js";

function storage(drivers: string[]) {
  const accept = ({ driver }: { driver: string }) => {
    if (drivers.includes(driver)) return {};
    throw new ConnectError(`Unknown storage driver "${driver}"`, Code.InvalidArgument);
  };
  return { addStorage: accept, removeStorage: accept };
}

const both = ["9p", "ephemeral"];
const getGuestDetails = () => ({ storageDrivers: both });
const agents = [
  await serve((router) => router.service(Agent1, { getGuestDetails: () => ({}), ...storage(["9p"]) })),
  await serve((router) => router.service(Agent2, { getGuestDetails, ...storage(both) })),
  await serve((router) => router.service(Agent2, { getGuestDetails, ...storage(both) })),
];
const runtimes = [
  { removes: ["9p"], adds: () => "9p" },
  { removes: both, adds: () => "9p" },
  { removes: both, adds: (listed: string[]) => (listed.includes("ephemeral") ? "ephemeral" : "9p") },
];

console.log("agent  runtime  removes    adds       the pair arises");
for (const [s, server] of agents.entries()) {
  const agent = createClient(Agent2, server.transport);
  const { storageDrivers } = await agent.getGuestDetails({});
  for (const [c, runtime] of runtimes.entries()) {
    if (c < s - 1) continue; // outside the window
    const found = runtimes[s]?.adds(storageDrivers) ?? "";
    await agent.addStorage({ driver: found });
    if (!runtime.removes.includes(found)) throw new Error(`runtime ${c + 1} does not know ${found}`);
    await agent.removeStorage({ driver: found });
    const driver = runtime.adds(storageDrivers);
    await agent.addStorage({ driver });

    const how = c < s ? "runtime rolled back" : c > s ? "runtime upgraded, or image rolled back" : "";
    console.log(`${s + 1}      ${c + 1}        ${found.padEnd(9)}  ${driver.padEnd(9)}  ${how}`.trimEnd());
  }
  await server.close();
}
