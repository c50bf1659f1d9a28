// A mask names the field to update. The value arrives by its number, and nobody answers to the name.
import { create, type DescMessage, type MessageShape } from "@bufbuild/protobuf";
import { reflect } from "@bufbuild/protobuf/reflect";
import type { FieldMask } from "@bufbuild/protobuf/wkt";
import { Code, ConnectError, createClient } from "@connectrpc/connect";
import { serve } from "#grpc";
import { Agent as Agent2, SandboxSchema as Sandbox2 } from "./after_pb.js";
import { Agent as Agent1, SandboxSchema as Sandbox1 } from "./before_pb.js";

/** Takes over what the mask names; a name that the message does not have is ignored, or refused. */
function updated<D extends DescMessage>(
  schema: D,
  stored: MessageShape<D>,
  { sandbox, mask }: { sandbox?: MessageShape<D>; mask?: FieldMask },
  unknown: "ignored" | "refused",
): MessageShape<D> {
  for (const path of mask?.paths ?? []) {
    const field = schema.fields.find(({ name }) => name === path);
    if (field) reflect(schema, stored).set(field, reflect(schema, sandbox).get(field));
    else if (unknown === "refused") throw new ConnectError(`no field ${path}`, Code.InvalidArgument);
  }
  return stored;
}

const web1 = () => create(Sandbox1, { host: "web" });
const web2 = () => create(Sandbox2, { hostname: "web" });
for (const unknown of ["ignored", "refused"] as const) {
  console.log(`a path that the agent does not know is ${unknown}`);
  const agent1 = await serve((router) =>
    router.service(Agent1, { update: (request) => updated(Sandbox1, web1(), request, unknown) }),
  );
  const agent2 = await serve((router) =>
    router.service(Agent2, { update: (request) => updated(Sandbox2, web2(), request, unknown) }),
  );
  const toDb1 = { sandbox: { host: "db" }, mask: { paths: ["host"] } };
  const toDb2 = { sandbox: { hostname: "db" }, mask: { paths: ["hostname"] } };
  const runtime1 = createClient(Agent1, agent2.transport);
  const runtime2 = createClient(Agent2, agent1.transport);
  console.log("  runtime 1, agent 2:", await runtime1.update(toDb1).then((it) => it.host, String));
  console.log("  runtime 2, agent 1:", await runtime2.update(toDb2).then((it) => it.hostname, String));
  await Promise.all([agent1.close(), agent2.close()]);
}
