// Status and reason stay, the old detail goes on being sent, and the new one stands beside it.
import { Code, ConnectError, createClient } from "@connectrpc/connect";
import { serve } from "#grpc";
import { ErrorInfoSchema, LockedSchema } from "./release-1_pb.js";
import { Agent, LeaseSchema } from "./release-2_pb.js";

const because = (reason: string) => ({ desc: ErrorInfoSchema, value: { reason, domain: "agent.acme" } });
const locked = { desc: LockedSchema, value: { holder: "c7" } };
const lease = { desc: LeaseSchema, value: { seconds: 30 } };
const agents = {
  "agent 1": [Code.Aborted, [because("LOCKED"), locked]],
  "agent 2": [Code.Aborted, [because("LOCKED"), locked, lease]],
  "agent 2, a new reason": [Code.FailedPrecondition, [because("READ_ONLY")]],
} as const;

function readBy1(error: ConnectError): string {
  if (error.findDetails(ErrorInfoSchema)[0]?.reason === "LOCKED") {
    return `waits for ${error.findDetails(LockedSchema)[0]?.holder}`;
  }
  return error.code === Code.Aborted ? "tries again" : `gives up, ${Code[error.code]}`;
}

function readBy2(error: ConnectError): string {
  const [lease] = error.findDetails(LeaseSchema);
  return lease ? `${readBy1(error)}, ${lease.seconds} s at most` : readBy1(error);
}

for (const [name, [code, details]] of Object.entries(agents)) {
  const agent = await serve((router) =>
    router.service(Agent, {
      lock: () => {
        throw new ConnectError("not locked", code, {}, [...details]);
      },
    }),
  );
  const client = createClient(Agent, agent.transport);
  await client.lock({ path: "/run/sandbox" }).catch((error) => {
    console.log(`runtime 1, ${name}:`, readBy1(ConnectError.from(error)));
    console.log(`runtime 2, ${name}:`, readBy2(ConnectError.from(error)));
  });
  await agent.close();
}
