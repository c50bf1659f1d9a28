// A counter of calls cannot tell who still sends a field: count deprecated fields, and unknown ones after the removal.
import { type DescMessage, isMessage, type Message } from "@bufbuild/protobuf";
import { reflect } from "@bufbuild/protobuf/reflect";
import { createClient, type Interceptor } from "@connectrpc/connect";
import { serve } from "#grpc";
import { Agent as Agent1 } from "./release-1_pb.js";
import { Agent as Agent2 } from "./release-2_pb.js";
import { Agent as Agent3 } from "./release-3_pb.js";

const window = { upgrade: 1, downgrade: 1 };

function worthCounting(schema: DescMessage, message: Message): string {
  const deprecated = schema.fields.filter((field) => field.proto.options?.deprecated);
  const set = deprecated.filter((field) => reflect(schema, message).isSet(field));
  const unknown = message.$unknown ?? [];
  return [...set.map(({ name }) => name), ...unknown.map(({ no }) => `unknown field ${no}`)].join(", ");
}

const count: Interceptor = (next) => (request) => {
  const { method, header, message } = request;
  const fields = isMessage(message) && worthCounting(method.input, message);
  console.log(`  ${header.get("x-client")} calls ${method.name}: ${fields || "nothing old"}`);
  return next(request);
};
const stop = () => ({});
const servers = {
  2: await serve((router) => router.service(Agent2, { stop }, { interceptors: [count] })),
  3: await serve((router) => router.service(Agent3, { stop }, { interceptors: [count] })),
};

for (const [server, { transport, close }] of Object.entries(servers)) {
  console.log(`server ${server} counts`);
  const as = (client: number) => {
    const isSupported = Number(server) - window.downgrade <= client;
    return { headers: { "x-client": `client ${client}${isSupported ? "" : " (outside the window)"}` } };
  };
  await createClient(Agent1, transport).stop({ graceSeconds: 10 }, as(1));
  await createClient(Agent1, transport).stop({ graceSeconds: 0 }, as(1));
  await createClient(Agent2, transport).stop({ graceSeconds: 10, graceMs: 10_000n }, as(2));
  await createClient(Agent3, transport).stop({ graceMs: 10_000n }, as(3));
  await close();
}
