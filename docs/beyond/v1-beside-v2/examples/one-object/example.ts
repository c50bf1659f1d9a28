// The server takes over what a v1 client changed, and nothing else: the object keeps what v1 has no word for.
import { create } from "@bufbuild/protobuf";
import { createClient } from "@connectrpc/connect";
import { serve } from "#grpc";
import { Volumes as V1, type Volume as Volume1 } from "./package-1_pb.js";
import { Volumes as V2, type Volume as Volume2, VolumeSchema as Volume2Schema } from "./package-2_pb.js";

const gb = 1_000_000_000n;
let stored: Volume2 = create(Volume2Schema, { name: "data" });
const toV1 = ({ name, sizeBytes, note }: Volume2) => ({ name, sizeGb: Number(sizeBytes / gb), note });

function updateV1({ sizeGb, note }: Volume1) {
  const shown = toV1(stored);
  if (sizeGb !== shown.sizeGb) stored.sizeBytes = BigInt(sizeGb) * gb;
  if (note !== shown.note) stored.note = note;
  return toV1(stored);
}
function updateV2(volume: Volume2) {
  stored = volume;
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
const volume = await v1.get({ name: "data" });
await v1.update({ ...volume, note: "keep" });
console.log("v1 changed the note:", show(await v2.get({ name: "data" })));

await v1.update({ ...volume, note: "keep", sizeGb: 3 });
console.log("v1 changed the size:", show(await v2.get({ name: "data" })));

await v2.update({ ...(await v2.get({ name: "data" })), labels: { tier: "slow" } });
console.log("v1 reads after v2:  ", `${(await v1.get({ name: "data" })).sizeGb} GB`);
await server.close();
