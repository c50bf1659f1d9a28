// v1 keeps the numbers of alpha and reserves what it drops: one server has both, and v1 finds older servers.
import { Code, ConnectError, type ConnectRouter, createClient, type Transport } from "@connectrpc/connect";
import { serve } from "#grpc";
import { Snapshots as V1alpha1 } from "./package-1_pb.js";
import { Snapshots as V1 } from "./package-2_pb.js";

const takeWith = (hooks: string[]) => ({ id: hooks.length > 0 ? `after ${hooks.join(", ")}` : "at once" });
const alpha = (router: ConnectRouter) =>
  router.service(V1alpha1, { take: ({ quiesce }) => takeWith(quiesce ? ["quiesce"] : []) });
const stable = (router: ConnectRouter) => router.service(V1, { take: ({ hooks }) => takeWith(hooks) });

const callAlpha = async (transport: Transport) => {
  const { id } = await createClient(V1alpha1, transport).take({ volume: "data", quiesce: true });
  return `snapshot ${id}`;
};
const callStable = async (transport: Transport) => {
  const { id } = await createClient(V1, transport).take({ volume: "data", hooks: ["quiesce"] });
  return `snapshot ${id}`;
};
const callBoth = (transport: Transport) =>
  callStable(transport).catch((error) => {
    if (ConnectError.from(error).code !== Code.Unimplemented) throw error;
    return callAlpha(transport);
  });

const servers = [await serve(alpha), await serve((router) => stable(alpha(router))), await serve(stable)];
const clients = { "alpha only": callAlpha, "v1, else alpha": callBoth, "v1 only": callStable };
for (const [index, { transport, close }] of servers.entries()) {
  for (const [client, call] of Object.entries(clients)) {
    const outcome = await call(transport).catch((error) => Code[ConnectError.from(error).code]);
    console.log(`server ${index + 1}, client ${client}: ${outcome}`);
  }
  await close();
}
