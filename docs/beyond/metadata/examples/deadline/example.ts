// One agent answers at once, one later than the impatient runtime waits. What it did in the meantime stays done.
import { Code, ConnectError, createClient, type HandlerContext } from "@connectrpc/connect";
import { serve } from "#grpc";
import { Agent } from "./agent_pb.js";

const agents = { "an agent that needs no time": 0, "an agent that needs 5 s": 5_000 };
const runtimes = { "a runtime that waits 60 s": 60_000, "a runtime that waits 0.5 s": 500 };

const expired = (signal: AbortSignal) => new Promise((resolve) => signal.addEventListener("abort", resolve));

for (const [agent, needed] of Object.entries(agents)) {
  const images: string[] = [];
  const server = await serve((router) =>
    router.service(Agent, {
      pullImage: async ({ name }, { timeoutMs, signal }: HandlerContext) => {
        images.push(name);
        if ((timeoutMs() ?? Number.POSITIVE_INFINITY) < needed) await expired(signal);
        return {};
      },
    }),
  );
  const client = createClient(Agent, server.transport);
  for (const [runtime, timeoutMs] of Object.entries(runtimes)) {
    const outcome = await client.pullImage({ name: "busybox" }, { timeoutMs }).then(
      () => "OK",
      (error) => Code[ConnectError.from(error).code],
    );
    console.log(`${runtime}, ${agent}: ${outcome}, images pulled: ${images.length}`);
  }
  await server.close();
}
