// The server takes over what a v1 client changed since its read: an etag says whether the object is still that one.
import { create } from "@bufbuild/protobuf";
import { Code, ConnectError, createClient } from "@connectrpc/connect";
import { serve } from "#grpc";
import { Volumes as V1, type Volume as Volume1 } from "./package-1_pb.js";
import { Volumes as V2, type Volume as Volume2, VolumeSchema as Volume2Schema } from "./package-2_pb.js";

const gb = 1_000_000_000n;
let stored: Volume2 = create(Volume2Schema, { name: "data", etag: "0" });
const toV1 = ({ name, sizeBytes, note, etag }: Volume2) => ({
  name,
  sizeGb: Number(sizeBytes / gb),
  note,
  etag,
});

function store(volume: Volume2) {
  if (volume.etag && volume.etag !== stored.etag) {
    throw new ConnectError("changed since it was read", Code.Aborted);
  }
  stored = { ...volume, etag: `${Number(stored.etag) + 1}` };
  return stored;
}
function updateV1({ sizeGb, note, etag }: Volume1) {
  const isResized = sizeGb !== toV1(stored).sizeGb;
  return toV1(
    store({ ...stored, etag, note, sizeBytes: isResized ? BigInt(sizeGb) * gb : stored.sizeBytes }),
  );
}

const server = await serve((router) => {
  router.service(V1, { get: () => toV1(stored), update: updateV1 });
  router.service(V2, { get: () => stored, update: store });
});
const [v1, v2] = [createClient(V1, server.transport), createClient(V2, server.transport)];
const name = "data";
async function show(what: string, update: Promise<unknown>) {
  const outcome = await update.then(
    () => "OK",
    (error) => ConnectError.from(error).message,
  );
  const { sizeBytes, note, labels } = await v2.get({ name });
  console.log(`${what}: ${outcome}; stored: ${sizeBytes} bytes, "${note}", ${JSON.stringify(labels)}`);
}

await v2.update({ name, sizeBytes: 1_500_000_000n, labels: { tier: "fast" } });
await show("v1 changes the note", v1.update({ ...(await v1.get({ name })), note: "keep" }));
await show("v1 changes the size", v1.update({ ...(await v1.get({ name })), sizeGb: 3 }));

const read = await v1.get({ name });
await show(
  "v1 has read, v2 changes the size",
  v2.update({ ...(await v2.get({ name })), sizeBytes: 9n * gb }),
);
await show("v1 changes the note", v1.update({ ...read, note: "drop" }));
await show("v1 reads again and changes the note", v1.update({ ...(await v1.get({ name })), note: "drop" }));
await show("v1 changes the note without an etag", v1.update({ ...read, note: "drop", etag: "" }));
await server.close();
