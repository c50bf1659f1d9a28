// The first page comes from one release and the rest from another, which reads the token in its own way.
import { type Client, Code, ConnectError, createClient } from "@connectrpc/connect";
import { serve } from "#grpc";
import { Agent } from "./agent_pb.js";

let all = ["1", "9", "db", "web"];
const afterName = (name: string) => all.filter((each) => each <= name).length;
const nameBefore = (end: number) => `${all[end - 1]}`;

function eitherKind(token: string) {
  if (token.startsWith("n:")) return afterName(token.slice(2));
  if (/^\d*$/.test(token)) return Number(token);
  throw new ConnectError("no page token of this release", Code.InvalidArgument);
}

function serveAgent(read: (token: string) => number, write: (end: number) => string) {
  function listContainers({ pageToken }: { pageToken: string }) {
    const end = read(pageToken) + 2;
    return { names: all.slice(end - 2, end), nextPageToken: end < all.length ? write(end) : "" };
  }
  return serve((router) => router.service(Agent, { listContainers }));
}

async function goOn(agent: Client<typeof Agent>, names: string[], pageToken: string): Promise<string[]> {
  if (!pageToken) return names;
  const page = await agent.listContainers({ pageToken }).catch(async (error) => {
    if (ConnectError.from(error).code !== Code.InvalidArgument) throw error;
    names = [];
    return agent.listContainers({});
  });
  return goOn(agent, [...names, ...page.names], page.nextPageToken);
}

const agents = {
  "1": await serveAgent(Number, String),
  "2": await serveAgent(eitherKind, String),
  "2 at once": await serveAgent(afterName, nameBefore),
  "3": await serveAgent(eitherKind, (end) => `n:${nameBefore(end)}`),
};
const clientOf = (agent: keyof typeof agents) => createClient(Agent, agents[agent].transport);

for (const pair of ["1, 2 at once", "2 at once, 1", "1, 2", "2, 1", "2, 3", "3, 2"]) {
  const [first, later] = pair.split(", ") as [keyof typeof agents, keyof typeof agents];
  const { names, nextPageToken } = await clientOf(first).listContainers({});
  const list = await goOn(clientOf(later), names, nextPageToken);
  console.log(`agent ${first} hands out "${nextPageToken}", agent ${later} goes on:`, list.join(" "));
}
console.log('agent 2 gets "9/x" and refuses it:', (await goOn(clientOf("2"), ["db"], "9/x")).join(" "));
all = ["1", "db", "web"];
console.log('agent 2 gets "n:9" after 9 was removed:', (await goOn(clientOf("2"), [], "n:9")).join(" "));
for (const { close } of Object.values(agents)) await close();
