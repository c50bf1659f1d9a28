// The first answer is lost and the runtime calls again: how many volumes are there, and what does the caller get?
import { type Client, Code, ConnectError, createClient } from "@connectrpc/connect";
import { serve } from "#grpc";
import { Agent as Agent2 } from "./after_pb.js";
import { Agent as Agent1 } from "./before_pb.js";

function serveAgent(release: number, volumes: string[]) {
  function make(id: string) {
    const isFirst = volumes.length === 0;
    if (!volumes.includes(id)) volumes.push(id);
    if (isFirst) throw new ConnectError("the connection was lost", Code.Unavailable);
    return { id };
  }
  const makeAnother = () => make(`volume ${volumes.length + 1}`);
  const getDetails = () => ({ honorsRequestIds: true });
  const createVolume = ({ requestId }: { requestId: string }) =>
    requestId ? make(requestId) : makeAnother();
  return serve((router) => {
    if (release === 1) router.service(Agent1, { getDetails: () => ({}), createVolume: makeAnother });
    else router.service(Agent2, { getDetails, createVolume });
  });
}

async function create(agent: Client<typeof Agent2>, requestId: string, asksFirst: boolean) {
  const mayRepeat = !asksFirst || (await agent.getDetails({})).honorsRequestIds;
  const call = () => agent.createVolume({ sizeMb: 64, requestId });
  await call().catch((error) => (mayRepeat ? call() : Promise.reject(error)));
  return "success";
}

const runtimes = [
  { name: "runtime 1", requestId: "", asksFirst: false },
  { name: "runtime 2", requestId: "request 7f", asksFirst: false },
  { name: "runtime 2, asking first", requestId: "request 7f", asksFirst: true },
];
for (const release of [1, 2]) {
  for (const { name, requestId, asksFirst } of runtimes) {
    const volumes: string[] = [];
    const server = await serveAgent(release, volumes);
    const told = await create(createClient(Agent2, server.transport), requestId, asksFirst).catch(
      (error) => Code[ConnectError.from(error).code],
    );
    console.log(`${name}, agent ${release}: ${volumes.length} made, the caller gets ${told}`);
    await server.close();
  }
}
