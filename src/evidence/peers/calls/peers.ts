import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Place } from "../peer.js";
import { peersFolder, placeOf } from "../run/peers.js";
import type { CallPeer } from "./peer.js";

/** Where the peers that call and are called are: a folder each. */
export const callsFolder = path.join(peersFolder, "calls");

/** All peers, in the order of their names. */
export async function loadCallPeers(): Promise<CallPeer[]> {
  const ids = readdirSync(callsFolder).filter((name) => existsSync(path.join(callsFolder, name, "peer.ts")));
  return Promise.all(ids.sort().map(loadCallPeer));
}

async function loadCallPeer(id: string): Promise<CallPeer> {
  const { href } = pathToFileURL(path.join(callsFolder, id, "peer.ts"));
  const { peer } = (await import(href)) as { peer: CallPeer };
  return peer;
}

/** What `build` takes: the folders of a peer that calls are below `calls`. */
export function buildable({ id, build }: CallPeer): Pick<CallPeer, "id" | "build"> {
  return { id: `calls/${id}`, build };
}

/** The folders that a peer may use. */
export function placeOfCallPeer(peer: CallPeer): Place {
  return placeOf(buildable(peer));
}
