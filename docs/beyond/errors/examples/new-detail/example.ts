// Each release sends its own type of detail and unpacks its own: in a mixed pair nobody reads the holder.
import { Code, ConnectError, createClient } from "@connectrpc/connect";
import { serve } from "#grpc";
import { Agent, LeaseSchema, LockedSchema } from "./after_pb.js";

const agents = {
  "agent 1": { desc: LockedSchema, value: { holder: "c7" } },
  "agent 2": { desc: LeaseSchema, value: { holder: "c7", seconds: 30 } },
};
const runtimes = {
  "runtime 1": (error: ConnectError) => error.findDetails(LockedSchema)[0]?.holder,
  "runtime 2": (error: ConnectError) => error.findDetails(LeaseSchema)[0]?.holder,
};

for (const [agent, detail] of Object.entries(agents)) {
  const server = await serve((router) =>
    router.service(Agent, {
      lock: () => {
        throw new ConnectError("/run/sandbox is locked", Code.Aborted, {}, [detail]);
      },
    }),
  );
  const client = createClient(Agent, server.transport);
  for (const [runtime, holderOf] of Object.entries(runtimes)) {
    await client.lock({ path: "/run/sandbox" }).catch((thrown) => {
      const error = ConnectError.from(thrown);
      const received = error.details.map((detail) => ("type" in detail ? detail.type : "?"));
      console.log(`${runtime}, ${agent}: ${Code[error.code]}, got`, received, "holder", holderOf(error));
    });
  }
  await server.close();
}
