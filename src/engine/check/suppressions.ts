import type { Finding } from "../rules/finding.js";
import { parseSource } from "../schema/parse-source.js";
import type { SourceText } from "../schema/read.js";
import type { Schema } from "../schema/schema.js";
import type { Place } from "../source/place.js";
import { placesIn } from "../source/places.js";

/** A comment that allows a check on the element below it, or on the same line. */
export interface Allowance {
  /** `R3/enum-introduced`. */
  check: string;
  /** Empty where the comment gives none. */
  reason: string;
  /** Full name of the element, empty where none follows. */
  element: string;
  file: string;
  line: number;
  column: number;
}

const form = /^allow\s+(\S+)(?:\s+--\s*(.*))?$/s;

/** All allowing comments of the sources. A comment that addresses the command in another form allows nothing, with no check. */
export function allowancesIn(sources: readonly SourceText[], schema: Schema): Allowance[] {
  return sources
    .filter(({ text, file }) => file !== undefined || text.includes("grpc-evolution:"))
    .flatMap((source) => {
      const { path, text } = source;
      const { remarks } = parseSource(source).file;
      if (remarks.length === 0) return [];
      const placeOf = placesIn(text);
      const elements = elementsOf(schema, path, placeOf);
      let next = 0;
      return remarks.map((remark) => {
        const [, check = "", reason = ""] = form.exec(remark.text) ?? [];
        const place = placeOf(remark.at);
        while ((elements[next]?.at ?? remark.at) < remark.at) next += 1;
        const before = elements[next - 1];
        const element = before?.line === place.line ? before : elements[next];
        return { check, reason: reason.trim(), element: element?.fullName ?? "", file: path, ...place };
      });
    });
}

interface Located {
  fullName: string;
  at: number;
  line: number;
}

/** Everything in a file that a comment can stand at, in the order of the text. */
function elementsOf(schema: Schema, path: string, placeOf: (at: number) => Place): Located[] {
  const found: { fullName: string; at: number; file: string }[] = [];
  for (const message of schema.messages.values()) found.push(message, ...message.fields);
  for (const node of schema.enums.values()) {
    found.push(node);
    for (const value of node.values) {
      found.push({ fullName: `${node.fullName}.${value.name}`, at: value.at, file: node.file });
    }
  }
  for (const service of schema.services.values()) found.push(service, ...service.methods);
  return found
    .filter((element) => element.file === path)
    .map(({ fullName, at }) => ({ fullName, at, line: placeOf(at).line }))
    .sort((a, b) => a.at - b.at);
}

/** Whether a comment covers a finding: the same check, on the element or, for what is gone, on its parent. */
export function covers(allowance: Allowance, finding: Finding): boolean {
  if (allowance.check !== finding.check || allowance.reason === "") return false;
  return (
    allowance.element === finding.element || (finding.after === null && allowance.element === finding.owner)
  );
}
