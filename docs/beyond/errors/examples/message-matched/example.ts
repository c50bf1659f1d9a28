// A client may look for the words of an error or for its reason: new words break one, a new reason the other.
import { Code, ConnectError, createClient } from "@connectrpc/connect";
import { serve } from "#grpc";
import { Agent, ErrorInfoSchema } from "./agent_pb.js";

const agents = {
  "agent 1": { message: "container c1 is not running", reason: "NOT_RUNNING" },
  "agent 2": { message: "c1: expected a running container", reason: "NOT_RUNNING" },
  "agent 3": { message: "c1: expected a running container", reason: "PAUSED" },
};

const reasonOf = (error: ConnectError) => error.findDetails(ErrorInfoSchema)[0]?.reason;
const runtimes = {
  "by its words": (error: ConnectError) => error.rawMessage.includes("is not running"),
  "by its reason": (error: ConnectError) => reasonOf(error) === "NOT_RUNNING",
  "by its status": (error: ConnectError) => error.code === Code.FailedPrecondition,
};

for (const [agent, { message, reason }] of Object.entries(agents)) {
  const details = [{ desc: ErrorInfoSchema, value: { reason, domain: "agent.acme" } }];
  const server = await serve((router) =>
    router.service(Agent, {
      execProcess: () => {
        throw new ConnectError(message, Code.FailedPrecondition, {}, details);
      },
    }),
  );
  const client = createClient(Agent, server.transport);
  for (const [runtime, matches] of Object.entries(runtimes)) {
    await client.execProcess({ containerId: "c1" }).catch((error) => {
      const outcome = matches(ConnectError.from(error)) ? "starts it first" : "gives up";
      console.log(`${agent}, a runtime that knows the error ${runtime}:`, outcome);
    });
  }
  await server.close();
}
