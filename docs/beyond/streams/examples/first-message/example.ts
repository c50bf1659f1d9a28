// Each release waits for a first message that the other one does not send.
import type { MessageInitShape } from "@bufbuild/protobuf";
import { Code, ConnectError, createClient } from "@connectrpc/connect";
import { serve } from "#grpc";
import { Agent as Agent2, type ChunkSchema } from "./after_pb.js";
import { Agent as Agent1 } from "./before_pb.js";

type Chunk = MessageInitShape<typeof ChunkSchema>;

function uploadTo(pathOf: (first: Chunk) => string | undefined) {
  return async (chunks: AsyncIterable<Chunk>) => {
    const parts: Chunk[] = [];
    for await (const chunk of chunks) parts.push(chunk);
    if (parts[0] && pathOf(parts[0])) return { size: parts.map(({ data }) => data).join("").length };
    throw new ConnectError("the first message names no file", Code.InvalidArgument);
  };
}

const byPath = uploadTo((first) => first.path);
const byOpen = uploadTo((first) => first.open?.path);
const byEither = uploadTo((first) => first.open?.path || first.path);
const agents = {
  "agent 1": await serve((router) => router.service(Agent1, { upload: byPath })),
  "agent 2": await serve((router) => router.service(Agent2, { upload: byOpen })),
  "agent 2, taking both": await serve((router) => router.service(Agent2, { upload: byEither })),
};

const path = "/etc/hosts";
const open = { path, mode: 0o600 };
const runtimes: Record<string, Chunk[]> = {
  "runtime 1": [{ path, data: "abcd" }],
  "runtime 2": [{ open }, { data: "abcd" }],
  "runtime 2, saying both": [{ path, open }, { data: "abcd" }],
};

async function* each<T>(items: T[]) {
  yield* items;
}

for (const [server, { transport, close }] of Object.entries(agents)) {
  for (const [client, chunks] of Object.entries(runtimes)) {
    const size = createClient(Agent2, transport)
      .upload(each(chunks))
      .then(({ size }) => `${size} stored`);
    const answer = await size.catch((error) => Code[ConnectError.from(error).code]);
    console.log(`${client}, ${server}:`, answer);
  }
  await close();
}
