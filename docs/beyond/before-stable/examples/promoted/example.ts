// An alpha package becomes v1 under another name: each client finds only servers of its own release.
import { create, createRegistry, fromBinary, toBinary } from "@bufbuild/protobuf";
import { anyPack, anyUnpack } from "@bufbuild/protobuf/wkt";
import { Code, ConnectError, createClient, type Transport } from "@connectrpc/connect";
import { serve } from "#grpc";
import { SnapshotSchema as Stable, Snapshots as V1 } from "./after_pb.js";
import { SnapshotSchema as Alpha, Snapshots as V1alpha1 } from "./before_pb.js";

const take = () => ({ id: "s1" });
const servers = {
  "server 1 (v1alpha1)": await serve((router) => router.service(V1alpha1, { take })),
  "server 2 (v1)": await serve((router) => router.service(V1, { take })),
};
const clients = {
  "client 1 (v1alpha1)": (transport: Transport) => createClient(V1alpha1, transport).take({ volume: "data" }),
  "client 2 (v1)": (transport: Transport) => createClient(V1, transport).take({ volume: "data" }),
};

for (const [server, { transport, close }] of Object.entries(servers)) {
  for (const [client, call] of Object.entries(clients)) {
    const outcome = await call(transport).then(
      ({ id }) => id,
      (error) => Code[ConnectError.from(error).code],
    );
    console.log(`${client}, ${server}:`, outcome);
  }
  await close();
}

const alpha = create(Alpha, { id: "s1" });
console.log("its bytes as v1:", fromBinary(Stable, toBinary(Alpha, alpha)).id);
console.log("its Any as v1:  ", anyUnpack(anyPack(Alpha, alpha), createRegistry(Stable))?.$typeName);
