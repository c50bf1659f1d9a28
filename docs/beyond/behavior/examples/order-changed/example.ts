// Release 2 of the agent lists by name: a runtime that takes the last snapshot for the newest restores another one.
import { createClient } from "@connectrpc/connect";
import { serve } from "#grpc";
import { Agent, type Snapshot } from "./agent_pb.js";

const byDay = [
  { name: "monday", day: 1 },
  { name: "thursday", day: 4 },
  { name: "sunday", day: 7 },
];
const byName = [...byDay].sort((a, b) => (a.name < b.name ? -1 : 1));
const agents = [
  await serve((router) => router.service(Agent, { listSnapshots: () => ({ snapshots: byDay }) })),
  await serve((router) => router.service(Agent, { listSnapshots: () => ({ snapshots: byName }) })),
];
const newestOf: ((snapshots: Snapshot[]) => Snapshot | undefined)[] = [
  (snapshots) => snapshots.at(-1),
  (snapshots) => snapshots.toSorted((a, b) => a.day - b.day).at(-1),
];

for (const [s, agent] of agents.entries()) {
  for (const [c, newest] of newestOf.entries()) {
    const { snapshots } = await createClient(Agent, agent.transport).listSnapshots({});
    console.log(`runtime ${c + 1}, agent ${s + 1}: restores ${newest(snapshots)?.name}`);
  }
  await agent.close();
}
