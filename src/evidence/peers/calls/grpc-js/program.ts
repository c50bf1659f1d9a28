/** Calls with grpc-js, through the functions that code generated for it calls. */

import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { type BytesValue, BytesValueSchema } from "@bufbuild/protobuf/wkt";
import {
  Client,
  credentials,
  Metadata,
  type MethodDefinition,
  Server,
  ServerCredentials,
  type ServerReadableStream,
  type ServerUnaryCall,
  type ServerWritableStream,
  type ServiceError,
  type sendUnaryData,
  status,
} from "@grpc/grpc-js";
import { answerRequests } from "../answer-requests.js";
import type { Call, Failure, Outcome, Serve, Serving } from "../protocol.js";

const small = create(BytesValueSchema, { value: new Uint8Array(3) });
const large = create(BytesValueSchema, { value: new Uint8Array(5 * 1024 * 1024) });

type Method = MethodDefinition<BytesValue, BytesValue>;

function method(path: string, kind: { requestStream?: boolean; responseStream?: boolean } = {}): Method {
  return {
    path,
    requestStream: kind.requestStream ?? false,
    responseStream: kind.responseStream ?? false,
    requestSerialize: serialize,
    requestDeserialize: deserialize,
    responseSerialize: serialize,
    responseDeserialize: deserialize,
  };
}

function serialize(message: BytesValue): Buffer {
  return Buffer.from(toBinary(BytesValueSchema, message));
}

function deserialize(bytes: Buffer): BytesValue {
  return fromBinary(BytesValueSchema, bytes);
}

function answer(message: BytesValue, delay = 0) {
  return (_: ServerUnaryCall<BytesValue, BytesValue>, callback: sendUnaryData<BytesValue>) => {
    setTimeout(() => callback(null, message), delay);
  };
}

function stream(count: number) {
  return (call: ServerWritableStream<BytesValue, BytesValue>) => {
    for (let sent = 0; sent < count; sent++) call.write(small);
    call.end();
  };
}

function fail(failure: Failure) {
  return (_: ServerUnaryCall<BytesValue, BytesValue>, callback: sendUnaryData<BytesValue>) => {
    const metadata = new Metadata();
    metadata.set("grpc-status-details-bin", Buffer.from(failure.status, "hex"));
    callback({ code: status.FAILED_PRECONDITION, details: failure.message, metadata });
  };
}

function collect(call: ServerReadableStream<BytesValue, BytesValue>, callback: sendUnaryData<BytesValue>) {
  call.on("data", () => {});
  call.on("end", () => callback(null, small));
}

async function serve({ failure }: Serve): Promise<Serving> {
  const server = new Server();
  const path = (name: string) => `/evolution.calls.Calls/${name}`;
  server.addService(
    {
      Reply: method(path("Reply")),
      ReplyLarge: method(path("ReplyLarge")),
      Sleep: method(path("Sleep")),
      Fail: method(path("Fail")),
      StreamNone: method(path("StreamNone"), { responseStream: true }),
      StreamOne: method(path("StreamOne"), { responseStream: true }),
      StreamTwo: method(path("StreamTwo"), { responseStream: true }),
      Collect: method(path("Collect"), { requestStream: true }),
    },
    {
      Reply: answer(small),
      ReplyLarge: answer(large),
      Sleep: answer(small, 3000),
      Fail: fail(failure),
      StreamNone: stream(0),
      StreamOne: stream(1),
      StreamTwo: stream(2),
      Collect: collect,
    },
  );
  const port = await new Promise<number>((resolve, reject) =>
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    ),
  );
  return { address: `127.0.0.1:${port}` };
}

async function call({ address, path, as, sizes, deadline }: Call): Promise<Outcome> {
  const client = new Client(address, credentials.createInsecure());
  const requests = sizes.map((size) => create(BytesValueSchema, { value: new Uint8Array(size) }));
  const options = { deadline: Date.now() + deadline };
  try {
    if (as === "server-streaming") {
      const [request = small] = requests;
      return await streamOutcome(
        client.makeServerStreamRequest(path, serialize, deserialize, request, options),
      );
    }
    return await new Promise((resolve) => {
      const done = (error: ServiceError | null, response?: BytesValue) =>
        resolve(outcome(error, response ? 1 : 0));
      if (as === "client-streaming") {
        const stream = client.makeClientStreamRequest(path, serialize, deserialize, options, done);
        for (const request of requests) stream.write(request);
        stream.end();
      } else {
        const [request = small] = requests;
        client.makeUnaryRequest(path, serialize, deserialize, request, options, done);
      }
    });
  } finally {
    client.close();
  }
}

function streamOutcome(stream: ReturnType<Client["makeServerStreamRequest"]>): Promise<Outcome> {
  let messages = 0;
  stream.on("data", () => {
    messages += 1;
  });
  return new Promise((resolve) => {
    stream.on("error", (error: ServiceError) => resolve(outcome(error, messages)));
    stream.on("end", () => resolve(outcome(null, messages)));
  });
}

function outcome(error: ServiceError | null, messages: number): Outcome {
  if (!error) return { code: "OK", message: "", messages, lines: [] };
  const details = error.metadata.get("grpc-status-details-bin");
  return {
    code: status[error.code],
    message: error.details,
    messages,
    lines: details.map(
      (value) => `metadata["grpc-status-details-bin"]: ${Buffer.from(value).toString("hex")}`,
    ),
  };
}

await answerRequests(serve, call);
