import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "../../../root.js";
import type { Peer, Place } from "../peer.js";

/** Where the peers are: a folder each. */
export const peersFolder = path.join(root, "src", "evidence", "peers");

/** The names of all peers: the folders that have a `peer.ts`. What makes calls is described in another way. */
export function peerIds(): string[] {
  return readdirSync(peersFolder)
    .filter((name) => name !== "calls" && existsSync(descriptionOf(name)))
    .sort();
}

/** The description that the folder of a peer exports as `peer`. */
export async function loadPeer(id: string): Promise<Peer> {
  const { peer } = (await import(pathToFileURL(descriptionOf(id)).href)) as { peer?: Peer };
  if (peer?.id !== id) throw new Error(`${descriptionOf(id)} does not export a peer with the id ${id}.`);
  return peer;
}

/** The folders that a peer may use. */
export function placeOf({ id }: Pick<Peer, "id">): Place {
  return {
    source: path.join(peersFolder, id),
    schemas: path.join(peersFolder, "schemas"),
    output: path.join(peersFolder, ".build", id),
  };
}

function descriptionOf(id: string): string {
  return path.join(peersFolder, id, "peer.ts");
}
