import { rmSync } from "node:fs";
import { normalize, normalizeText } from "./normalize.js";
import type { CallPeer } from "./peer.js";
import { placeOfCallPeer } from "./peers.js";
import type { Outcome, Request, Serving } from "./protocol.js";
import { failure, type Scenario } from "./scenarios.js";
import { Session, type Silence } from "./session.js";

/** A program that is starting may take so long, in milliseconds, on a busy machine. */
const startPatience = 60_000;

/** A call whose deadline has passed for so long, in milliseconds, is taken to wait forever. */
const afterDeadline = 5000;

const firstCall: Scenario["call"] = {
  path: "/evolution.calls.Calls/Reply",
  as: "unary",
  sizes: [0],
  deadline: startPatience,
};

/** A program that crashes over a call does so within as many milliseconds after its answer. */
const aftermath = 500;

/** A client and a server that are started when a call needs them, and anew after a call that one did not survive. */
export class Pair {
  private running: { client: Session; server: Session; address: string } | undefined;

  constructor(
    private readonly client: CallPeer,
    private readonly server: CallPeer,
    private readonly socket: string,
  ) {}

  /** What a call comes to, in the words of the record. */
  async run(call: Scenario["call"]): Promise<Outcome> {
    this.running ??= await this.start();
    const { client, server, address } = this.running;
    const answer = await client.ask<Outcome>(requestOf(call, address), call.deadline + afterDeadline);
    // Its next calls would be recorded as if a server had answered them.
    if (await server.endsWithin(0)) throw new Error(`${this.server.id} ended.\n${server.errors}`);
    if (typeof answer !== "string" && !(await endsAfter(answer, client))) return normalize(answer);
    await this.end();
    return outcomeOf(typeof answer === "string" ? answer : "ended", client);
  }

  /** Ends both programs. */
  async end(): Promise<void> {
    const { running } = this;
    this.running = undefined;
    if (!running) return;
    await Promise.all([running.client.end(), running.server.end()]);
    rmSync(this.socket, { force: true });
  }

  private async start() {
    const server = sessionOf(this.server);
    const client = sessionOf(this.client);
    try {
      const socket = this.server.family === "ttrpc" ? { socket: this.socket } : {};
      const serving = await server.ask<Serving>({ do: "serve", failure, ...socket }, startPatience);
      if (typeof serving === "string") throw new Error(`${this.server.id}: ${serving}\n${server.errors}`);
      const { address } = serving;
      // The first call of a program also loads its library, which should not count against a deadline.
      const first = await client.ask<Outcome>(requestOf(firstCall, address), startPatience);
      if (typeof first === "string") throw new Error(`${this.client.id}: ${first}\n${client.errors}`);
      return { client, server, address };
    } catch (error) {
      await Promise.all([client.end(), server.end()]);
      throw error;
    }
  }
}

function sessionOf(peer: CallPeer): Session {
  const place = placeOfCallPeer(peer);
  return new Session(peer.run(place), place.source);
}

function requestOf(call: Scenario["call"], address: string): Request {
  return { do: "call", address, ...call };
}

/** A library that brings its program down may let it answer in the meantime. Only errors without status have done so. */
async function endsAfter({ code }: Outcome, client: Session): Promise<boolean> {
  return code === "NO_STATUS" && client.endsWithin(aftermath);
}

/** What a call came to whose program did not say it. */
function outcomeOf(silence: Silence, { errors }: Session): Outcome {
  if (silence === "no answer") {
    const message = `no answer, ${afterDeadline / 1000} seconds after the deadline`;
    return { code: "NO_ANSWER", message, messages: 0, lines: [] };
  }
  const reason = errors.split("\n").find((line) => line.includes("panic")) ?? "";
  return { code: "PROGRAM_ENDED", message: normalizeText(reason), messages: 0, lines: [] };
}
