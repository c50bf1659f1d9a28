import { createInterface } from "node:readline";
import type { Call, Outcome, Request, Serve, Serving } from "./protocol.js";

/** Answers the requests on standard input until it ends, and then ends this process with all that it serves. */
export async function answerRequests(
  serve: (request: Serve) => Promise<Serving>,
  call: (request: Call) => Promise<Outcome>,
): Promise<void> {
  for await (const line of createInterface({ input: process.stdin })) {
    const request: Request = JSON.parse(line);
    const answer = request.do === "serve" ? await serve(request) : await call(request);
    process.stdout.write(`${JSON.stringify(answer)}\n`);
  }
  process.exit(0);
}
