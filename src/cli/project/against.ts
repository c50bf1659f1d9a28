import { statSync } from "node:fs";
import type { State } from "@grpc-evolution/engine/check/request.js";
import { peel } from "../git/refs.js";
import { readDescriptorSetFile } from "./descriptor-set.js";

/** What `--against` names: revisions, and descriptor sets in files. */
export interface Against {
  revisions: string[];
  sets: State[];
}

/** Tells revisions and files apart. What is both is a revision; what is neither is left to whoever looks for revisions. */
export async function readAgainst(root: string, names: readonly string[]): Promise<Against> {
  const commits = await peel(root, names.filter(fitsALine));
  const revisions = new Set(names.filter(fitsALine).filter((_, at) => commits[at] !== null));
  const isSet = (name: string) => !revisions.has(name) && isFile(name);
  return {
    revisions: names.filter((name) => !isSet(name)),
    sets: names.filter(isSet).map((name) => ({ label: name, ...readDescriptorSetFile(name) })),
  };
}

function fitsALine(name: string): boolean {
  return name !== "" && !/[\p{Cc}]/u.test(name);
}

function isFile(name: string): boolean {
  return statSync(name, { throwIfNoEntry: false })?.isFile() ?? false;
}
