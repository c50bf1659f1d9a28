// Release 2 reads both kinds of token and hands out the old one, release 3 hands out the new one.
import { type Client, Code, ConnectError, createClient } from "@connectrpc/connect";
import { serve } from "#grpc";
import { Agent } from "./agent_pb.js";

const all = ["db", "mail", "proxy", "web"];

function positionOf(token: string) {
  if (token.startsWith("after:")) return all.indexOf(token.slice(6)) + 1;
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
  1: await serveAgent(Number, String),
  2: await serveAgent(positionOf, String),
  3: await serveAgent(positionOf, (end) => `after:${all[end - 1]}`),
};
const clientOf = (release: 1 | 2 | 3) => createClient(Agent, agents[release].transport);

for (const first of [1, 2, 3] as const) {
  for (const later of [1, 2, 3] as const) {
    const { names, nextPageToken } = await clientOf(first).listContainers({});
    const list = await goOn(clientOf(later), names, nextPageToken);
    console.log(`agent ${first} hands out "${nextPageToken}", agent ${later} goes on:`, list.join(" "));
  }
}
console.log('agent 2 gets "9:proxy":', (await goOn(clientOf(2), ["db"], "9:proxy")).join(" "));
for (const { close } of Object.values(agents)) await close();
