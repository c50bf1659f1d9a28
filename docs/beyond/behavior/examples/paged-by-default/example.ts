// Pages come as a default: a runtime of release 1 takes the first page for the whole list.
import { type Client, createClient } from "@connectrpc/connect";
import { serve } from "#grpc";
import { Agent as Agent2 } from "./after_pb.js";
import { Agent as Agent1 } from "./before_pb.js";

const all = ["db", "mail", "proxy", "queue", "web"];

const pagedAgent = (sizeIfAbsent: number) =>
  serve((router) =>
    router.service(Agent2, {
      listContainers({ pageSize, pageToken }) {
        const start = Number(pageToken);
        const end = start + (pageSize || sizeIfAbsent);
        return { names: all.slice(start, end), nextPageToken: end < all.length ? String(end) : "" };
      },
    }),
  );

const agents = {
  "agent 1": await serve((router) => router.service(Agent1, { listContainers: () => ({ names: all }) })),
  "agent 2, pages by default": await pagedAgent(2),
  "agent 2, pages when asked": await pagedAgent(Number.POSITIVE_INFINITY),
};

async function listByPages(agent: Client<typeof Agent2>) {
  const names: string[] = [];
  let pageToken = "";
  do {
    const page = await agent.listContainers({ pageSize: 2, pageToken });
    names.push(...page.names);
    pageToken = page.nextPageToken;
  } while (pageToken);
  return names;
}

for (const [name, { transport, close }] of Object.entries(agents)) {
  const { names } = await createClient(Agent1, transport).listContainers({});
  console.log(`runtime 1, ${name}:`, names.join(" "));
  console.log(`runtime 2, ${name}:`, (await listByPages(createClient(Agent2, transport))).join(" "));
  await close();
}
