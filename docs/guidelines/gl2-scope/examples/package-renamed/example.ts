// Same service, same messages, another package: another path, and nobody answers there.
import { Code, ConnectError, createClient } from "@connectrpc/connect";
import { serve } from "#grpc";
import { Hypervisor as Hypervisor2 } from "./after_pb.js";
import { Hypervisor as Hypervisor1 } from "./before_pb.js";

console.log("called:", `/${Hypervisor1.typeName}/${Hypervisor1.method.startVm.name}`);
console.log("served:", `/${Hypervisor2.typeName}/${Hypervisor2.method.startVm.name}`);

const startVm = () => ({});
const renamed = await serve((router) => router.service(Hypervisor2, { startVm }));
try {
  await createClient(Hypervisor1, renamed.transport).startVm({ id: "vm1" });
} catch (error) {
  console.log("answer:", error instanceof ConnectError && Code[error.code]);
}
await renamed.close();

const both = await serve((router) =>
  router.service(Hypervisor1, { startVm }).service(Hypervisor2, { startVm }),
);
await createClient(Hypervisor1, both.transport).startVm({ id: "vm1" });
console.log("answer where both names are served: ok");
await both.close();
