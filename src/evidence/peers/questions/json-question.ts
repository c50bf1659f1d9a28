import { bytes, json, lenientJson } from "./ask.js";
import { byCases, type Case } from "./outcomes.js";
import type { Question } from "./question.js";

/** What a reader that is told nothing makes of ProtoJSON. */
export function read(id: string, title: string, input: string, ...cases: readonly Case[]): Question {
  return { id, title, requests: [json("proto3.Json", input, "reading")], outcome: byCases(...cases) };
}

/** What a reader that is told to ignore what it does not know makes of ProtoJSON. */
export function readLeniently(id: string, title: string, input: string, ...cases: readonly Case[]): Question {
  return { id, title, requests: [lenientJson("proto3.Json", input, "reading")], outcome: byCases(...cases) };
}

/** How a message is written as ProtoJSON. */
export function write(id: string, title: string, input: string, ...cases: readonly Case[]): Question {
  return { id, title, requests: [bytes("proto3.Json", input, "json")], outcome: byCases(...cases) };
}
