/** Calls with Connect in its gRPC protocol, over HTTP/2 without TLS. */
import { createServer } from "node:http2";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { setTimeout } from "node:timers/promises";
import { create, createFileRegistry, type DescService } from "@bufbuild/protobuf";
import {
  type BytesValue,
  BytesValueSchema,
  FileDescriptorProtoSchema,
  FileDescriptorSetSchema,
  file_google_protobuf_wrappers,
} from "@bufbuild/protobuf/wkt";
import {
  type CallOptions,
  Code,
  ConnectError,
  type ConnectRouter,
  createClient,
  type ServiceImpl,
} from "@connectrpc/connect";
import { connectNodeAdapter, createGrpcTransport, Http2SessionManager } from "@connectrpc/connect-node";
import { answerRequests } from "../answer-requests.js";
import type { Call, Failure, Outcome, Serve, Serving } from "../protocol.js";

interface Kind {
  clientStreaming?: boolean;
  serverStreaming?: boolean;
}

/** The descriptor that protoc-gen-es generates for a service with these methods. */
function describe(typeName: string, methods: Record<string, Kind>): DescService {
  const end = typeName.lastIndexOf(".");
  const file = create(FileDescriptorProtoSchema, {
    name: "calls.proto",
    package: typeName.slice(0, end),
    syntax: "proto3",
    dependency: ["google/protobuf/wrappers.proto"],
    service: [
      {
        name: typeName.slice(end + 1),
        method: Object.entries(methods).map(([name, kind]) => ({
          name,
          inputType: ".google.protobuf.BytesValue",
          outputType: ".google.protobuf.BytesValue",
          ...kind,
        })),
      },
    ],
  });
  const files = create(FileDescriptorSetSchema, { file: [file_google_protobuf_wrappers.proto, file] });
  const service = createFileRegistry(files).getService(typeName);
  if (!service) throw new Error(`no service ${typeName}`);
  return service;
}

const small = create(BytesValueSchema, { value: new Uint8Array(3) });
const large = create(BytesValueSchema, { value: new Uint8Array(5 * 1024 * 1024) });

const calls = describe("evolution.calls.Calls", {
  Reply: {},
  ReplyLarge: {},
  Sleep: {},
  Fail: {},
  StreamNone: { serverStreaming: true },
  StreamOne: { serverStreaming: true },
  StreamTwo: { serverStreaming: true },
  Collect: { clientStreaming: true },
});

async function serve({ failure }: Serve): Promise<Serving> {
  const methods = {
    reply: () => small,
    replyLarge: () => large,
    sleep: async () => {
      await setTimeout(3000);
      return small;
    },
    fail: () => {
      throw failed(failure);
    },
    streamNone: () => stream(0),
    streamOne: () => stream(1),
    streamTwo: () => stream(2),
    collect: async (requests: AsyncIterable<BytesValue>) => {
      for await (const _ of requests);
      return small;
    },
  };
  // The types of methods are those of a descriptor that the compiler sees.
  const routes = (router: ConnectRouter) =>
    router.service(calls, methods as object as ServiceImpl<DescService>);
  const server = createServer(connectNodeAdapter({ connect: false, grpcWeb: false, routes }));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { address: `127.0.0.1:${(server.address() as AddressInfo).port}` };
}

function failed({ message, typeUrl, value }: Failure): ConnectError {
  const error = new ConnectError(message, Code.FailedPrecondition);
  error.details = [{ type: typeUrl.slice(typeUrl.lastIndexOf("/") + 1), value: Buffer.from(value, "hex") }];
  return error;
}

async function* stream(count: number): AsyncIterable<BytesValue> {
  for (let sent = 0; sent < count; sent++) yield small;
}

/** What `createClient` makes of a descriptor that is not there before the program runs. */
interface Methods {
  unary(request: BytesValue, options: CallOptions): Promise<BytesValue>;
  clientStreaming(requests: AsyncIterable<BytesValue>, options: CallOptions): Promise<BytesValue>;
  serverStreaming(request: BytesValue, options: CallOptions): AsyncIterable<BytesValue>;
}

async function call({ address, path, as, sizes, deadline }: Call): Promise<Outcome> {
  const [, typeName = "", name = ""] = path.split("/");
  const kind = { clientStreaming: as === "client-streaming", serverStreaming: as === "server-streaming" };
  const service = describe(typeName, { [name]: kind });
  const sessions = new Http2SessionManager(`http://${address}`);
  const transport = createGrpcTransport({ baseUrl: `http://${address}`, sessionManager: sessions });
  const method = createClient(service, transport)[service.methods[0]?.localName ?? ""] as unknown;
  const requests = sizes.map((size) => create(BytesValueSchema, { value: new Uint8Array(size) }));
  const [request = small] = requests;
  const options = { timeoutMs: deadline };
  let messages = 0;
  try {
    if (as === "server-streaming") {
      for await (const _ of (method as Methods["serverStreaming"])(request, options)) messages += 1;
    } else {
      await (as === "client-streaming"
        ? (method as Methods["clientStreaming"])(Readable.from(requests), options)
        : (method as Methods["unary"])(request, options));
      messages = 1;
    }
    return { code: "OK", message: "", messages, lines: [] };
  } catch (error) {
    return outcome(ConnectError.from(error), messages);
  } finally {
    sessions.abort();
  }
}

/** `InvalidArgument` as the specification writes it. Only one name has another spelling. */
function nameOf(code: Code): string {
  if (code === Code.Canceled) return "CANCELLED";
  return (Code[code] ?? "").replace(/(?<=[a-z])(?=[A-Z])/g, "_").toUpperCase();
}

function outcome(error: ConnectError, messages: number): Outcome {
  return {
    code: nameOf(error.code),
    message: error.rawMessage,
    messages,
    lines: error.details.map((detail, index) =>
      "desc" in detail
        ? `details[${index}]: ${detail.desc.typeName}`
        : `details[${index}]: ${detail.type} ${Buffer.from(detail.value).toString("hex")}`,
    ),
  };
}

await answerRequests(serve, call);
