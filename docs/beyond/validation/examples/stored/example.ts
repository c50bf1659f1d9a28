// An update that leaves a stored value as it is passes, although a new one like it would be refused.
import { Code, ConnectError, createClient } from "@connectrpc/connect";
import { serve } from "#grpc";
import { Agent } from "./container_pb.js";

const stored = { name: "a-name-of-forty-characters-from-release-1", cpus: 1 };
const checks = {
  "every value is checked": (name: string) => name.length > 32,
  "changed values are checked": (name: string) => name.length > 32 && name !== stored.name,
};
const updates = {
  "more CPUs": { ...stored, cpus: 2 },
  "a short name": { ...stored, name: "web" },
  "another long name": { ...stored, name: `${stored.name}-b` },
};

for (const [check, refuses] of Object.entries(checks)) {
  const agent = await serve((router) =>
    router.service(Agent, {
      update({ name }) {
        if (refuses(name)) throw new ConnectError("name: at most 32 characters", Code.InvalidArgument);
        return {};
      },
    }),
  );
  for (const [update, container] of Object.entries(updates)) {
    const answer = await createClient(Agent, agent.transport)
      .update(container)
      .then(() => "ok")
      .catch(({ code }: ConnectError) => Code[code]);
    console.log(`${check}, ${update}:`, answer);
  }
  await agent.close();
}
