/** What a host sends that reads `_headers`: rules for paths, each with its headers. */
import { readFileSync } from "node:fs";
import path from "node:path";

interface Rule {
  path: string;
  headers: [name: string, value: string][];
}

/** The headers of a path. Throws where two rules give it the same one: hosts differ in what they make of that. */
export type SentHeaders = (address: string) => Record<string, string>;

/** Reads `_headers` from the folder of a built site. */
export function readSentHeaders(folder: string): SentHeaders {
  const rules = rulesOf(readFileSync(path.join(folder, "_headers"), "utf8"));
  return (address) => {
    const headers: Record<string, string> = {};
    for (const [name, value] of rules
      .filter((rule) => isFor(rule, address))
      .flatMap((rule) => rule.headers)) {
      if (name in headers) throw new Error(`Two rules give ${address} the header ${name}.`);
      headers[name] = value;
    }
    return headers;
  };
}

function rulesOf(text: string): Rule[] {
  return text
    .trim()
    .split("\n\n")
    .map((block) => {
      const [address = "", ...lines] = block.split("\n");
      const headers = lines.map((line): [string, string] => {
        const [, name = "", value = ""] = /^ +([\w-]+): (.+)$/.exec(line) ?? [];
        return [name, value];
      });
      return { path: address, headers };
    });
}

function isFor(rule: Rule, address: string): boolean {
  return rule.path.endsWith("*") ? address.startsWith(rule.path.slice(0, -1)) : address === rule.path;
}
