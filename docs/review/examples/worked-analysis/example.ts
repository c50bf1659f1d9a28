// A field in the request and one in the response: every pair of releases 2.3 and 2.4 still works.
import { create, fromBinary, type Message, toBinary } from "@bufbuild/protobuf";
import { createClient } from "@connectrpc/connect";
import { serve } from "#grpc";
import { Agent as Agent24, type IoStats, StatsResponseSchema as Response24 } from "./after_pb.js";
import { Agent as Agent23, StatsResponseSchema as Response23 } from "./before_pb.js";

const memoryBytes = 4096n;
const io = { readBytes: 512n, writtenBytes: 0n };
const agent23 = await serve((router) => router.service(Agent23, { stats: () => ({ memoryBytes }) }));
const agent24 = await serve((router) =>
  router.service(Agent24, { stats: (request) => ({ memoryBytes, io: request.withIo ? io : undefined }) }),
);
const unknown = (message: Message) => message.$unknown?.map((field) => field.no) ?? [];
const show = (io?: IoStats) => (io ? `${io.readBytes} read, ${io.writtenBytes} written` : "not measured");

for (const [release, { transport }] of Object.entries({ "2.3": agent23, "2.4": agent24 })) {
  const old = await createClient(Agent23, transport).stats({ containerId: "c1" });
  console.log(`runtime 2.3, agent ${release}: memory ${old.memoryBytes}, unknown fields`, unknown(old));

  const recent = await createClient(Agent24, transport).stats({ containerId: "c1", withIo: true });
  console.log(`runtime 2.4, agent ${release}: memory ${recent.memoryBytes}, io ${show(recent.io)}`);
}
await agent23.close();
await agent24.close();

const full = toBinary(Response24, create(Response24, { memoryBytes, io }));
const read = fromBinary(Response23, full);
console.log(`2.3 reads what it did not ask for: memory ${read.memoryBytes}, unknown fields`, unknown(read));
