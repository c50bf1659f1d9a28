import type { Output } from "../protocol.js";
import type { Ask } from "./question.js";

/** Bytes to read, in hex, and what to make of them. */
export function bytes(message: string, input: string, ...to: Output[]): Ask {
  return { message: `peers.${message}`, from: "binary", input, ignoreUnknown: false, to };
}

/** ProtoJSON to read for a reader that is told nothing, and what to make of it. */
export function json(message: string, input: string, ...to: Output[]): Ask {
  return { message: `peers.${message}`, from: "json", input, ignoreUnknown: false, to };
}

/** Text to read, and what to make of it. */
export function text(message: string, input: string, ...to: Output[]): Ask {
  return { message: `peers.${message}`, from: "text", input, ignoreUnknown: false, to };
}

/** ProtoJSON to read for a reader that is told to ignore what it does not know, and what to make of it. */
export function lenientJson(message: string, input: string, ...to: Output[]): Ask {
  return { ...json(message, input, ...to), ignoreUnknown: true };
}
