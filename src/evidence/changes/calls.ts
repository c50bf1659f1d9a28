import { create, type DescMethod, type DescService, type Registry } from "@bufbuild/protobuf";
import { Code, ConnectError, type ConnectRouter, type Transport } from "@connectrpc/connect";
import { describeFiles } from "@grpc-evolution/engine/schema/descriptor.js";
import { readFiles } from "@grpc-evolution/engine/schema/read.js";
import { schemaRegistry } from "@grpc-evolution/engine/schema/registry.js";
import type { SourceText } from "@grpc-evolution/engine/source/source.js";
import type { Tried } from "../../content/changes.js";
import type { WriterAge } from "../../content/steps.js";
import { serve } from "../examples/grpc.js";
import type { ChangeEntry } from "./entries.js";

/** What becomes of a call in each direction; the age is that of the client. */
export type CallResults = Record<WriterAge, Tried[]>;

/** How many messages a server answers with where its method streams. */
const streamed = [1, 2];

/** Makes the calls of a change over real gRPC, with messages in bytes and in JSON. */
export async function makeCalls({ before, after, calls }: ChangeEntry): Promise<Record<Format, CallResults>> {
  const types = { old: typesOf(before), new: typesOf(after) };
  const results = async (format: Format): Promise<CallResults> => ({
    old: await callAll(types.old, types.new, calls?.old ?? [], format),
    new: await callAll(types.new, types.old, calls?.new ?? [], format),
  });
  return { bytes: await results("bytes"), json: await results("json") };
}

type Format = "bytes" | "json";

function typesOf(source: SourceText): Registry {
  return schemaRegistry(describeFiles(readFiles([source])));
}

/** Every method once for each number of messages that the server may answer with. */
async function callAll(
  client: Registry,
  server: Registry,
  names: readonly string[],
  format: Format,
): Promise<Tried[]> {
  const counts = hasStream(server) || hasStream(client) ? streamed : [1];
  const tried: Tried[] = [];
  for (const count of counts) {
    const running = await serve((router) => addServices(router, server, count), format);
    try {
      for (const name of names) {
        const written = counts.length > 1 ? `/${name}, answered by ${count}` : `/${name}`;
        tried.push({ written, ...(await outcomeOf(running.transport, methodOf(client, name))) });
      }
    } finally {
      await running.close();
    }
  }
  return tried;
}

function methodOf(types: Registry, name: string): DescMethod {
  const [service = "", method] = name.split("/");
  const declared = types.getService(service)?.methods.find((each) => each.name === method);
  if (!declared) throw new Error(`There is no method ${name}`);
  return declared;
}

function servicesOf(types: Registry): DescService[] {
  return [...types].filter((type) => type.kind === "service");
}

function hasStream(types: Registry): boolean {
  return servicesOf(types).some(({ methods }) => methods.some(({ methodKind }) => methodKind !== "unary"));
}

/** Every method answers with empty messages. */
function addServices(router: ConnectRouter, types: Registry, count: number): void {
  for (const service of servicesOf(types)) {
    const methods = service.methods.map((method) => {
      const handler =
        method.methodKind === "unary"
          ? () => create(method.output)
          : async function* () {
              for (let sent = 0; sent < count; sent += 1) yield create(method.output);
            };
      return [method.localName, handler];
    });
    router.service(service, Object.fromEntries(methods));
  }
}

async function outcomeOf(transport: Transport, method: DescMethod): Promise<Pick<Tried, "outcome" | "got">> {
  const request = create(method.input);
  try {
    if (method.methodKind === "unary") {
      await transport.unary(
        method as DescMethod & { methodKind: "unary" },
        undefined,
        5000,
        undefined,
        request,
      );
      return { outcome: "same", got: "" };
    }
    const single = (async function* () {
      yield request;
    })();
    const response = await transport.stream(
      method as DescMethod & { methodKind: "server_streaming" },
      undefined,
      5000,
      undefined,
      single,
    );
    for await (const _ of response.message);
    return { outcome: "same", got: "" };
  } catch (error) {
    const { code, rawMessage } = ConnectError.from(error);
    const name = Code[code].replace(/(?<=[a-z])(?=[A-Z])/g, "_").toUpperCase();
    return {
      outcome: code === Code.Unimplemented ? "unimplemented" : "rejected",
      got: `${name}: ${rawMessage}`,
    };
  }
}
