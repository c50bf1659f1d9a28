// First the runtime waits longer, a release later the agent takes longer. It refuses at once what cannot be done in time.
import { Code, ConnectError, createClient, type HandlerContext } from "@connectrpc/connect";
import { serve } from "#grpc";
import { Agent, RefusalSchema } from "./agent_pb.js";

/** In seconds, by release: the least time that the agent needs, and how long the runtime waits. */
const needed = [2, 2, 20];
const waits = [10, 60, 60];

function refuse(seconds: number): never {
  const detail = { desc: RefusalSchema, value: { reason: "DEADLINE_TOO_SHORT" } };
  throw new ConnectError(`takes ${seconds} s at least`, Code.FailedPrecondition, {}, [detail]);
}
function told(thrown: unknown) {
  const error = ConnectError.from(thrown);
  return `${Code[error.code]}, ${error.findDetails(RefusalSchema)[0]?.reason}: ${error.rawMessage}`;
}

for (const [agent, seconds] of needed.entries()) {
  let started = 0;
  const server = await serve((router) =>
    router.service(Agent, {
      pullImage: (_request, { timeoutMs }: HandlerContext) => {
        const left = timeoutMs();
        if (left !== undefined && left < seconds * 1000) refuse(seconds);
        started++;
        return {};
      },
    }),
  );
  const client = createClient(Agent, server.transport);
  for (const [runtime, wait] of waits.entries()) {
    const supported = runtime >= agent - 1 ? "" : " (not supported)";
    const outcome = await client
      .pullImage({ name: "busybox" }, { timeoutMs: wait * 1000 })
      .then(() => "OK", told);
    console.log(`runtime ${runtime + 1}, agent ${agent + 1}: ${outcome}${supported}`);
  }
  console.log(`agent ${agent + 1} started to pull ${started} times`);
  await server.close();
}
