// v1 has no word for a raw volume: shown as the nearest thing, it is formatted; refused, it is left alone.
import { Code, ConnectError, createClient, type Transport } from "@connectrpc/connect";
import { serve } from "#grpc";
import { Volumes as V1 } from "./package-1_pb.js";
import { Volumes as V2 } from "./package-2_pb.js";

const volumes: Record<string, { case: "filesystem"; value: string } | { case: "raw"; value: true }> = {
  home: { case: "filesystem", value: "ext4" },
  database: { case: "raw", value: true },
};
const accessOf = (name: string) => volumes[name] ?? { case: "filesystem" as const, value: "" };

const nearest = () => "";
const refusal = (name: string) => {
  throw new ConnectError(`"${name}" is raw: use acme.volumes.v2`, Code.FailedPrecondition);
};
const serveBoth = (rawInV1: (name: string) => string) =>
  serve((router) => {
    router.service(V1, {
      get({ name }) {
        const access = accessOf(name);
        return { name, filesystem: access.case === "raw" ? rawInV1(name) : access.value };
      },
    });
    router.service(V2, { get: ({ name }) => ({ name, access: accessOf(name) }) });
  });

async function mountWithV1(transport: Transport, name: string): Promise<string> {
  const { filesystem } = await createClient(V1, transport).get({ name });
  return filesystem === "" ? "formats the volume" : `mounts ${filesystem}`;
}

for (const [how, rawInV1] of Object.entries({ "nearest value": nearest, refused: refusal })) {
  const { transport, close } = await serveBoth(rawInV1);
  for (const name of Object.keys(volumes)) {
    const v1 = await mountWithV1(transport, name).catch((error) => ConnectError.from(error).message);
    const { access } = await createClient(V2, transport).get({ name });
    console.log(`${how}, ${name}: v2 sees ${access.case}, v1 client: ${v1}`);
  }
  await close();
}
