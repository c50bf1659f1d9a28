import { join } from "node:path";
import type { Command, Place } from "./peer.js";

/** Copies sources to a folder of what is built, where they keep their time if they did not change. */
export function install(place: Place, folder: string, ...files: string[]): Command {
  return {
    program: "install",
    args: ["-C", "-D", "-m", "644", "-t", join(place.output, folder), ...files],
  };
}
