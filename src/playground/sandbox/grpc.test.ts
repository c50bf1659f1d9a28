/** RPCs in the page read as over HTTP/2: the same calls on both transports. */
import type { DescService } from "@bufbuild/protobuf";
import {
  type CallOptions,
  Code,
  ConnectError,
  type ConnectRouter,
  createClient,
  type HandlerContext,
} from "@connectrpc/connect";
import { expect, test } from "vitest";
import * as overHttp from "../../evidence/examples/grpc.js";
import * as inMemory from "./grpc.js";
import { schemaModules } from "./schema-modules.js";

interface Text {
  text: string;
}

type Call = (request: unknown, options?: CallOptions) => Promise<Text> & AsyncIterable<Text>;

const schema = (service: string, methods: string) => `syntax = "proto3";
package acme;
service ${service} { ${methods} }
message Text { string text = 1; }`;

const modules = schemaModules([
  {
    name: "served.proto",
    text: schema(
      "Echo",
      `rpc Unary(Text) returns (Text);
      rpc Watch(Text) returns (stream Text);
      rpc Collect(stream Text) returns (Text);
      rpc Talk(stream Text) returns (stream Text);
      rpc Fail(Text) returns (Text);
      rpc Missing(Text) returns (Text);`,
    ),
  },
  {
    name: "changed.proto",
    text: schema(
      "Echo",
      `rpc Unary(Text) returns (stream Text);
      rpc Watch(Text) returns (Text);
      rpc Collect(Text) returns (Text);
      rpc Removed(Text) returns (Text);`,
    ),
  },
  { name: "elsewhere.proto", text: schema("Elsewhere", "rpc Unary(Text) returns (Text);") },
]);
const Served = modules("served.proto").Echo as DescService;
const Changed = modules("changed.proto").Echo as DescService;
const Elsewhere = modules("elsewhere.proto").Elsewhere as DescService;

function routes(router: ConnectRouter): void {
  router.service(Served, {
    unary: ({ text }: Text, { requestHeader, responseHeader, responseTrailer }: HandlerContext) => {
      responseHeader.set("x-first", `${requestHeader.get("x-asked")}`);
      responseTrailer.set("x-last", "bye");
      return { text };
    },
    async *watch({ text }: Text) {
      for (const part of text.split("")) yield { text: part };
      if (text.endsWith("!")) throw new ConnectError("not so loud", Code.ResourceExhausted);
    },
    async collect(parts: AsyncIterable<Text>) {
      let text = "";
      for await (const part of parts) text += part.text;
      return { text };
    },
    async *talk(parts: AsyncIterable<Text>) {
      for await (const { text } of parts) yield { text: text.toUpperCase() };
    },
    async fail({ text }: Text, { signal }: HandlerContext) {
      if (text === "plain") throw new Error("a secret of the server");
      if (text === "slow") await new Promise((resolve) => signal.addEventListener("abort", resolve));
      throw new ConnectError(`no, "${text}"`, Code.FailedPrecondition, { "x-why": "because" });
    },
  } as never);
}

async function* texts(...all: string[]) {
  for (const text of all) yield { text };
}

async function all(stream: AsyncIterable<Text>): Promise<string[]> {
  const seen: string[] = [];
  for await (const { text } of stream) seen.push(text);
  return seen;
}

const calls: Record<string, (echo: Record<string, Call>, changed: Record<string, Call>) => unknown> = {
  unary: (echo) => echo.unary?.({ text: "a" }),
  "header and trailer": async (echo) => {
    const seen: unknown[] = [];
    const onHeader = (header: Headers) => seen.push(header.get("x-first"));
    const onTrailer = (trailer: Headers) => seen.push(trailer.get("x-last"));
    await echo.unary?.({ text: "a" }, { headers: { "x-asked": "yes" }, onHeader, onTrailer });
    return seen;
  },
  "a stream of the server": (echo) => all(echo.watch?.({ text: "abc" }) as AsyncIterable<Text>),
  "a stream that fails": (echo) => all(echo.watch?.({ text: "ab!" }) as AsyncIterable<Text>),
  "an empty stream": (echo) => all(echo.watch?.({ text: "" }) as AsyncIterable<Text>),
  "a stream of the client": (echo) => echo.collect?.(texts("a", "b")),
  "both stream": (echo) => all(echo.talk?.(texts("a", "b")) as AsyncIterable<Text>),
  "an error of the handler": (echo) => echo.fail?.({ text: "x" }),
  "an exception in the handler": (echo) => echo.fail?.({ text: "plain" }),
  "a deadline": (echo) => echo.fail?.({ text: "slow" }, { timeoutMs: 50 }),
  "a method without a handler": (echo) => echo.missing?.({}),
  "a method that is not there": (_echo, changed) => changed.removed?.({}),
  "unary became a stream": (_echo, changed) => all(changed.unary?.({ text: "a" }) as AsyncIterable<Text>),
  "a stream of one became unary": (_echo, changed) => changed.watch?.({ text: "a" }),
  "a stream of none became unary": (_echo, changed) => changed.watch?.({ text: "" }),
  "a stream of two became unary": (_echo, changed) => changed.watch?.({ text: "ab" }),
  "a stream of the client became unary": (_echo, changed) => changed.collect?.({ text: "a" }),
};

async function outcome(work: () => unknown): Promise<unknown> {
  try {
    return await work();
  } catch (error) {
    const { code, rawMessage, metadata } = ConnectError.from(error);
    return { code: Code[code], rawMessage, why: metadata.get("x-why") };
  }
}

const sides = [overHttp.serve, inMemory.serve];

test.each(Object.keys(calls))("%s", async (name) => {
  const outcomes = await Promise.all(
    sides.map(async (serve) => {
      const server = await serve(routes);
      const clients = [Served, Changed].map((service) => createClient(service, server.transport));
      const [echo, changed] = clients as unknown as [Record<string, Call>, Record<string, Call>];
      const seen = await outcome(() => calls[name]?.(echo, changed));
      await server.close();
      return seen;
    }),
  );
  expect(outcomes[0]).toBeDefined();
  expect(outcomes[1]).toEqual(outcomes[0]);
});

const sizes = { "100 bytes": 100, "5 MiB": 5 * 1024 * 1024 };

/** Over HTTP/2 responses are compressed, so the texts of the errors differ. */
test.each(Object.entries(sizes))("limits of client and server, for a text of %s", async (_size, length) => {
  const readMaxBytes = 4 * 1024 * 1024;
  const limited = length > readMaxBytes ? "ResourceExhausted" : length;
  const impl = { unary: ({ text }: Text) => ({ text }) } as never;
  for (const serve of sides) {
    const open = await serve((router) => router.service(Served, impl));
    const guarded = await serve((router) => router.service(Served, impl, { readMaxBytes }));
    const seen: unknown[] = [];
    for (const transport of [open.transport, open.limitedTransport(readMaxBytes), guarded.transport]) {
      const echo = createClient(Served, transport) as unknown as Record<string, Call>;
      const answer = echo.unary?.({ text: "x".repeat(length) }) as Promise<Text>;
      seen.push(
        await answer.then(
          ({ text }) => text.length,
          ({ code }: ConnectError) => Code[code],
        ),
      );
    }
    await Promise.all([open.close(), guarded.close()]);
    expect(seen).toEqual([length, limited, limited]);
  }
});

test.each(sides)("a service that is not served, and a server that is closed", async (serve) => {
  const server = await serve(routes);
  const { unary } = createClient(Elsewhere, server.transport) as unknown as Record<string, Call>;
  const nobody = await outcome(() => unary?.({}));
  expect(nobody).toEqual({ code: "Unimplemented", rawMessage: "HTTP 404", why: null });
  await server.close();
  const closed = await serve(routes);
  await closed.close();
  const echo = createClient(Served, closed.transport) as unknown as Record<string, Call>;
  expect(await outcome(() => echo.unary?.({}))).toMatchObject({ code: "Unavailable" });
});

test("a server that is closed while a stream is open", async () => {
  const outcomes = await Promise.all(
    sides.map(async (serve) => {
      const server = await serve((router) =>
        router.service(Served, {
          async *watch(_request: Text, { signal }: HandlerContext) {
            yield { text: "a" };
            await new Promise((resolve) => signal.addEventListener("abort", resolve));
          },
        } as never),
      );
      const echo = createClient(Served, server.transport) as unknown as Record<string, Call>;
      const stream = echo.watch?.({ text: "a" }) as AsyncIterable<Text>;
      const seen: unknown[] = [];
      const cut = await outcome(async () => {
        for await (const { text } of stream) {
          seen.push(text);
          await server.close();
        }
      });
      return [...seen, cut];
    }),
  );
  expect(outcomes[0]).toMatchObject(["a", { code: "Canceled" }]);
  expect(outcomes[1]).toEqual(outcomes[0]);
});
