// A container that is gone is removed once more: agent 2 says so with another status.
import { Code, ConnectError, createClient } from "@connectrpc/connect";
import { serve } from "#grpc";
import { Agent } from "./agent_pb.js";

/** The status with which each agent answers for a container that it no longer has. */
const agents = { "agent 1": Code.NotFound, "agent 2": Code.FailedPrecondition };
/** What each runtime takes for "nothing left to remove". */
const runtimes = {
  "runtime 1": [Code.NotFound],
  "runtime 2": [Code.FailedPrecondition],
  "runtime 2, careful": [Code.NotFound, Code.FailedPrecondition],
};

for (const [agent, answered] of Object.entries(agents)) {
  const server = await serve((router) =>
    router.service(Agent, {
      removeContainer: () => {
        throw new ConnectError("c1 is gone", answered);
      },
    }),
  );
  const client = createClient(Agent, server.transport);
  for (const [runtime, expected] of Object.entries(runtimes)) {
    const outcome = await client.removeContainer({ containerId: "c1" }).then(
      () => "removed",
      (error) => {
        const { code } = ConnectError.from(error);
        return expected.includes(code) ? "nothing left to remove" : `clean-up failed, ${Code[code]}`;
      },
    );
    console.log(`${runtime}, ${agent}:`, outcome);
  }
  await server.close();
}
