import type { Call, Failure } from "./protocol.js";

/** The transports that the programs speak. A client calls only servers of its own family. */
export type Family = "grpc" | "ttrpc";

/** What a scenario may need of both sides. */
export type Need = "streams";

/** One call that a client makes to a server. */
export interface Scenario {
  id: string;
  /** What happens, in the words of a table. */
  title: string;
  families: readonly Family[];
  /** What both sides need to offer. */
  needs?: Need;
  call: Pick<Call, "path" | "as" | "sizes" | "deadline">;
  /** Whether both sides end the call, and the client gets the answer of whoever is first. */
  isRace?: boolean;
}

const failedPrecondition = 9;
const small = 3;
const large = 5 * 1024 * 1024;
const both: readonly Family[] = ["grpc", "ttrpc"];
const unary = { as: "unary", sizes: [small], deadline: 2000 } as const;

function calls(method: string): string {
  return `/evolution.calls.Calls/${method}`;
}

function streams(id: string, title: string, call: Scenario["call"]): Scenario {
  return { id, title, families: both, needs: "streams", call };
}

function unaryOnStream(id: string, count: string, method: string): Scenario {
  return streams(id, `A unary client on a server stream of ${count}`, { ...unary, path: calls(method) });
}

function streamOnUnary(id: string, count: string, sizes: readonly number[]): Scenario {
  const call = { path: calls("Reply"), as: "client-streaming", sizes, deadline: 2000 } as const;
  return streams(id, `A client-streaming client sends ${count} to a unary method`, call);
}

/** All scenarios, in the order in which they run and are shown. */
export const scenarios: readonly Scenario[] = [
  { id: "unary", title: "A unary method", families: both, call: { ...unary, path: calls("Reply") } },
  {
    id: "unknown-method",
    title: "An unknown method",
    families: both,
    call: { ...unary, path: calls("Missing") },
  },
  {
    id: "unknown-service",
    title: "An unknown service",
    families: both,
    call: { ...unary, path: "/evolution.calls.Missing/Reply" },
  },
  unaryOnStream("unary-on-stream-of-none", "no message", "StreamNone"),
  unaryOnStream("unary-on-stream-of-one", "one message", "StreamOne"),
  unaryOnStream("unary-on-stream-of-two", "two messages", "StreamTwo"),
  streams("server-streaming-on-unary", "A server-streaming client on a unary method", {
    path: calls("Reply"),
    as: "server-streaming",
    sizes: [small],
    deadline: 2000,
  }),
  streamOnUnary("client-streaming-none-on-unary", "no message", []),
  streamOnUnary("client-streaming-one-on-unary", "one message", [small]),
  streamOnUnary("client-streaming-two-on-unary", "two messages", [small, small]),
  streams("unary-on-client-streaming", "A unary client on a client-streaming method", {
    ...unary,
    path: calls("Collect"),
  }),
  {
    id: "deadline",
    title: "A deadline of 0.5 seconds, where the server takes three",
    families: both,
    call: { ...unary, path: calls("Sleep"), deadline: 500 },
    isRace: true,
  },
  {
    id: "unknown-detail",
    title: "An error with a detail of a type that the client does not have",
    families: both,
    call: { ...unary, path: calls("Fail") },
  },
  {
    id: "large-request",
    title: "A request of 5 MiB, with default limits",
    families: both,
    call: { ...unary, path: calls("Reply"), sizes: [large], deadline: 4000 },
    isRace: true,
  },
  {
    id: "large-response",
    title: "A response of 5 MiB, with default limits",
    families: both,
    call: { ...unary, path: calls("ReplyLarge"), deadline: 4000 },
  },
  {
    id: "kata-fallback",
    title: "Kata's runtime calls UpdateEphemeralMounts on an agent that lacks it",
    families: ["ttrpc"],
    call: { ...unary, path: "/grpc.AgentService/UpdateEphemeralMounts", as: "fallback" },
  },
];

/** What the method `Fail` ends with: the type of its detail is in no program. */
export const failure: Failure = failureWith(
  "the store is closed",
  "type.googleapis.com/evolution.calls.NewDetail",
  "0a036e6577",
);

function failureWith(message: string, typeUrl: string, value: string): Failure {
  const detail = Buffer.concat([delimited(1, Buffer.from(typeUrl)), delimited(2, Buffer.from(value, "hex"))]);
  const code = Buffer.from([0x08, failedPrecondition]);
  const status = Buffer.concat([code, delimited(2, Buffer.from(message)), delimited(3, detail)]);
  return { message, typeUrl, value, status: status.toString("hex") };
}

/** A length-delimited field of less than 128 bytes. */
function delimited(fieldNumber: number, bytes: Buffer): Buffer {
  return Buffer.concat([Buffer.from([(fieldNumber << 3) | 2, bytes.length]), bytes]);
}
