// The first page comes from one release and the rest from the other, which reads the token in its own way.
import { createClient } from "@connectrpc/connect";
import { serve } from "#grpc";
import { Agent } from "./agent_pb.js";

const all = ["db", "mail", "proxy", "web"];

function pageByPosition(token: string) {
  const start = Number(token);
  const names = all.slice(start, start + 2);
  return { names, nextPageToken: start + 2 < all.length ? String(start + 2) : "" };
}

function pageAfterName(token: string) {
  const rest = all.filter((name) => name > token);
  const names = rest.slice(0, 2);
  return { names, nextPageToken: rest.length > 2 ? (names.at(-1) ?? "") : "" };
}

const agents = await Promise.all(
  [pageByPosition, pageAfterName].map((page) =>
    serve((router) => router.service(Agent, { listContainers: ({ pageToken }) => page(pageToken) })),
  ),
);
const clients = agents.map((agent) => createClient(Agent, agent.transport));

for (const [i, firstAgent] of clients.entries()) {
  for (const [j, laterAgent] of clients.entries()) {
    let page = await firstAgent.listContainers({});
    const names = [...page.names];
    const token = page.nextPageToken;
    while (page.nextPageToken) {
      page = await laterAgent.listContainers({ pageToken: page.nextPageToken });
      names.push(...page.names);
    }
    console.log(`agent ${i + 1} hands out "${token}", agent ${j + 1} goes on: ${names.join(" ")}`);
  }
}
for (const agent of agents) await agent.close();
