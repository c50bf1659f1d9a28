// First the runtime waits longer, a release later the agent takes longer. It reads how long it may, and refuses early.
import { Code, ConnectError, createClient, type HandlerContext } from "@connectrpc/connect";
import { serve } from "#grpc";
import { Agent } from "./agent_pb.js";

/** In seconds, by release: how long the agent needs, and how long the runtime waits. */
const needed = [2, 2, 20];
const waits = [10, 60, 60];

for (const [agent, seconds] of needed.entries()) {
  let started = 0;
  const server = await serve((router) =>
    router.service(Agent, {
      pullImage: (_request, { timeoutMs }: HandlerContext) => {
        const left = timeoutMs();
        if (left !== undefined && left < seconds * 1000) {
          throw new ConnectError(`${seconds} s are needed`, Code.DeadlineExceeded);
        }
        started++;
        return {};
      },
    }),
  );
  const client = createClient(Agent, server.transport);
  for (const [runtime, wait] of waits.entries()) {
    const supported = runtime >= agent - 1 ? "" : " (not supported)";
    const outcome = await client.pullImage({ name: "busybox" }, { timeoutMs: wait * 1000 }).then(
      () => "OK",
      (error) => ConnectError.from(error).message,
    );
    console.log(`runtime ${runtime + 1}, agent ${agent + 1}: ${outcome}${supported}`);
  }
  console.log(`agent ${agent + 1} started to pull ${started} times`);
  await server.close();
}
