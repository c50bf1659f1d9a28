// A v1 client changes the note of a volume and writes it back: what only v2 can say is gone.
import { create, type MessageInitShape } from "@bufbuild/protobuf";
import { createClient } from "@connectrpc/connect";
import { serve } from "#grpc";
import { Volumes as V1, type Volume as Volume1 } from "./package-1_pb.js";
import { Volumes as V2, type Volume as Volume2, VolumeSchema as Volume2Schema } from "./package-2_pb.js";

const gb = 1_000_000_000n;
let stored: Volume2 = create(Volume2Schema, { name: "data" });
const store = (volume: MessageInitShape<typeof Volume2Schema>) => {
  stored = create(Volume2Schema, volume);
};
const toV1 = ({ name, sizeBytes, note }: Volume2) => ({ name, sizeGb: Number(sizeBytes / gb), note });

function updateV1({ name, sizeGb, note }: Volume1) {
  store({ name, sizeBytes: BigInt(sizeGb) * gb, note });
  return toV1(stored);
}
function updateV2(volume: Volume2) {
  store(volume);
  return stored;
}

const server = await serve((router) => {
  router.service(V1, { get: () => toV1(stored), update: updateV1 });
  router.service(V2, { get: () => stored, update: updateV2 });
});
const [v1, v2] = [createClient(V1, server.transport), createClient(V2, server.transport)];
const show = ({ sizeBytes, note, labels }: Volume2) =>
  `${sizeBytes} bytes, "${note}", ${JSON.stringify(labels)}`;

await v2.update({ name: "data", sizeBytes: 1_500_000_000n, labels: { tier: "fast" } });
console.log("v2 wrote:          ", show(await v2.get({ name: "data" })));

const volume = await v1.get({ name: "data" });
console.log("v1 read:           ", `${volume.sizeGb} GB, "${volume.note}"`);
await v1.update({ ...volume, note: "keep" });
console.log("v2 reads after v1: ", show(await v2.get({ name: "data" })));
await server.close();
