import type { Peer } from "../peer.js";
import type { Request } from "../protocol.js";
import type { Asked, Printed } from "../questions/question.js";
import { ask } from "./ask.js";
import { placeOf } from "./peers.js";
import { type Answers, lackOf } from "./record.js";

/** Asks a peer that is built everything that its library has. */
export async function execute(peer: Peer, asked: readonly Asked[]): Promise<Answers> {
  const place = placeOf(peer);
  const numbered = asked.flatMap(({ id, requests }) =>
    requests.map((request, at): Request => ({ id: requestId(id, at), ...request })),
  );
  const requests = numbered.filter((request) => lackOf(peer.lacks, request) === null);
  const answers = new Map(
    (await ask(peer.run(place), place.output, requests)).map(({ id, ...printed }) => [id, inOrder(printed)]),
  );
  return new Map(
    asked.map(({ id, requests }) => [id, requests.map((_, at) => answers.get(requestId(id, at)) ?? null)]),
  );
}

function requestId(id: string, at: number): string {
  return `${id} ${at + 1}`;
}

/** The outputs in one order, whatever the order in which a program prints them. */
function inOrder(printed: Printed): Printed {
  if ("error" in printed) return printed;
  const { reading, binary, json, copy } = printed;
  return JSON.parse(JSON.stringify({ reading, binary, json, copy }));
}
