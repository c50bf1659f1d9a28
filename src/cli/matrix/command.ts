import type { Cell } from "@grpc-evolution/engine/report/matrix.js";
import { printable } from "@grpc-evolution/engine/report/printable.js";
import parseArgsStringToArgv from "string-argv";
import { didYouMean } from "../terminal/did-you-mean.js";
import { UserError } from "../terminal/user-error.js";

/** What the command of a pair may name, and what stands there when the pair is run. */
const placeholders: Record<string, (cell: Cell) => string> = {
  client: (cell) => cell.client,
  server: (cell) => cell.server,
  clientTag: (cell) => cell.clientTag,
  serverTag: (cell) => cell.serverTag,
  clientRef: (cell) => cell.clientRef,
  serverRef: (cell) => cell.serverRef,
  clientName: (cell) => cell.components.client,
  serverName: (cell) => cell.components.server,
};

/** What serves a script before the tag and after it. */
const example = "'CMD {clientRef} {serverRef}'";

const placeholder = /\{([A-Za-z]+)\}/g;

/** Characters of a command. Splitting takes time that grows with the square of it. */
const longest = 10_000;

/**
 * Splits the command of a pair into program and arguments, placeholders left in. No shell is involved: only quotes
 * around a whole argument have a meaning. Throws a UserError for a text that cannot be run for every pair.
 */
export function splitCommand(text: string): string[] {
  if (text.length > longest) {
    throw new UserError(
      `The command of --run is longer than ${longest} characters.`,
      "Put it into a script.",
    );
  }
  if (/["']/.test(text.replace(/"[^"]*"|'[^']*'/g, ""))) {
    throw new UserError("The command of --run has a quote that is not closed.", "Close it, or remove it.");
  }
  const words = parseArgsStringToArgv(text);
  if (!words[0]) throw new UserError("The command of --run is empty.", `Write ${example}.`);
  refusePlaceholders(words);
  return words;
}

function refusePlaceholders(words: readonly string[]): void {
  const names = words.flatMap((word) => [...word.matchAll(placeholder)].map(([, name = ""]) => name));
  const allowed = Object.keys(placeholders);
  const unknown = names.find((name) => !allowed.includes(name));
  if (unknown !== undefined) {
    throw new UserError(
      `The command of --run has an unknown placeholder {${unknown}}.`,
      `${didYouMean(unknown, allowed)}Known are ${allowed.map((name) => `{${name}}`).join(", ")}.`,
    );
  }
  const missing = ["client", "server"].find((side) => !releaseOf(side).some((name) => names.includes(name)));
  if (missing === undefined) return;
  throw new UserError(
    `The command of --run has no {${missing}Ref}.`,
    `It has to tell the pairs apart: write ${example}. Both become revisions to build from; {client} and {server} become releases, X.Y.`,
  );
}

/** The placeholders that tell the releases of a side apart. */
function releaseOf(side: string): string[] {
  return [side, `${side}Tag`, `${side}Ref`];
}

/** Program and arguments for a pair. Throws a UserError for a tag or name that could mean more than itself there. */
export function commandFor(words: readonly string[], cell: Cell): string[] {
  return words.map((word) => word.replace(placeholder, (_, name: string) => harmless(name, cell)));
}

/** A command may hand its arguments on to a shell, and one that begins with a hyphen would be an option. */
function harmless(name: string, cell: Cell): string {
  const value = placeholders[name]?.(cell) ?? "";
  if (/^[A-Za-z0-9._/+][A-Za-z0-9._/+-]*$/.test(value)) return value;
  throw new UserError(
    `{${name}} would be "${printable(value)}", which is not safe in a command.`,
    "Leave it out: letters, digits and ._/+- are allowed, and no hyphen first.",
  );
}
