// A reason as an enum, and a detail with another name: what each release reads of the other's error.
import { Code, ConnectError, createClient } from "@connectrpc/connect";
import { serve } from "#grpc";
import { Agent, CauseSchema as Cause2, LockHolderSchema, Reason as Reason2 } from "./after_pb.js";
import { CauseSchema as Cause1, HolderSchema, Reason as Reason1 } from "./before_pb.js";

const holder = { containerId: "c7" };
const agents = {
  "agent 1": [
    { desc: Cause1, value: { reason: Reason1.LOCKED } },
    { desc: HolderSchema, value: holder },
  ],
  "agent 2": [
    { desc: Cause2, value: { reason: Reason2.FENCED } },
    { desc: LockHolderSchema, value: holder },
  ],
};
const read1 = (error: ConnectError) => [
  Reason1[error.findDetails(Cause1)[0]?.reason ?? 0],
  error.findDetails(HolderSchema)[0]?.containerId,
];
const read2 = (error: ConnectError) => [
  Reason2[error.findDetails(Cause2)[0]?.reason ?? 0],
  error.findDetails(LockHolderSchema)[0]?.containerId,
];

for (const [name, details] of Object.entries(agents)) {
  const agent = await serve((router) =>
    router.service(Agent, {
      lock: () => {
        throw new ConnectError("/run/sandbox is locked", Code.Aborted, {}, details);
      },
    }),
  );
  await createClient(Agent, agent.transport)
    .lock({ path: "/run/sandbox" })
    .catch((error) => {
      console.log(`runtime 1, ${name}:`, read1(ConnectError.from(error)));
      console.log(`runtime 2, ${name}:`, read2(ConnectError.from(error)));
    });
  await agent.close();
}
