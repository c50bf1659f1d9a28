/**
 * What a program is asked to do and what it answers: one line of JSON each. A program reads requests from standard
 * input, answers each before it reads the next, and ends with its input.
 *
 * Its server offers the service `evolution.calls.Calls`. All messages are `google.protobuf.BytesValue`.
 *
 * | Method | Kind | What it does |
 * | --- | --- | --- |
 * | `Reply` | unary | answers with one small message |
 * | `ReplyLarge` | unary | answers with 5 MiB |
 * | `Sleep` | unary | answers after three seconds, whatever the deadline |
 * | `Fail` | unary | ends with FAILED_PRECONDITION and the detail that `serve` was given |
 * | `StreamNone`, `StreamOne`, `StreamTwo` | server streaming | sends that many messages |
 * | `Collect` | client streaming | answers with one small message when the client has sent all of its own |
 *
 * A server of ttRPC has no streams. It offers the unary methods, and `UpdateContainer` of Kata's `grpc.AgentService`.
 */
export type Request = Serve | Call;

/** Start the server, and keep it until the program ends. */
export interface Serve {
  do: "serve";
  /** The path of a Unix socket to listen on, where the family uses one; else a free port of the loopback interface. */
  socket?: string;
  failure: Failure;
}

/** What `Fail` ends with, in the forms that the libraries take. */
export interface Failure {
  message: string;
  /** The URL of the type of the only detail. */
  typeUrl: string;
  /** The detail, in hex. */
  value: string;
  /** Code, message and detail as `google.rpc.Status`, in hex. */
  status: string;
}

/** Make one call on a connection of its own. */
export interface Call {
  do: "call";
  /** `host:port`, or the path of a Unix socket. */
  address: string;
  /** `/package.Service/Method` */
  path: string;
  /** What the client takes the method for, or `fallback`: call it as Kata's runtime calls a method that an old agent lacks. */
  as: "unary" | "server-streaming" | "client-streaming" | "fallback";
  /** The messages to send, by the number of zero bytes that each has as its value. */
  sizes: readonly number[];
  /** In milliseconds. */
  deadline: number;
}

/** The answer to `serve`. */
export interface Serving {
  address: string;
}

/** The answer to `call`: what the program that called had in its hands. */
export interface Outcome {
  /** The name of the status code, as in `DEADLINE_EXCEEDED`; `NO_STATUS` for an error that carries no status. */
  code: string;
  /** The text of the status or error. */
  message: string;
  /** How many messages the program received. */
  messages: number;
  /** What the program printed beside it: the details of the status, what came of a fallback. */
  lines: readonly string[];
}
