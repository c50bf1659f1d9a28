import { elementOf, valueElement } from "../rules/describe.js";
import type { Said } from "../rules/finding.js";
import type { FindingElement } from "../rules/rule.js";
import { isDescribed, parseSource } from "../schema/parse-source.js";
import type { SourceText } from "../schema/read.js";
import type { Schema } from "../schema/schema.js";
import { linesOf, type Place, placeIn } from "../source/source.js";

/** A comment that allows a check on the element below it, or on the same line. */
export interface Allowance {
  /** `R3/enum-introduced`. */
  check: string;
  /** Empty where the comment gives none. */
  reason: string;
  /** What it stands at; the file where nothing follows. */
  element: FindingElement;
  place: Place;
}

const form = /^allow\s+(\S+)(?:\s+--\s*(.*))?$/s;

/** All allowing comments of the sources. A comment that addresses the command in another form allows nothing, with no check. */
export function allowancesIn(sources: readonly SourceText[], schema: Schema): Allowance[] {
  return sources
    .filter((source) => isDescribed(source) || source.text.includes("grpc-evolution:"))
    .flatMap((source) => {
      const { remarks } = parseSource(source).file;
      if (remarks.length === 0) return [];
      const elements = elementsOf(schema, source);
      let next = 0;
      return remarks.map((remark) => {
        const [, check = "", reason = ""] = form.exec(remark.text) ?? [];
        const place = placeIn(source, remark.at, remark.end);
        while ((elements[next]?.at ?? remark.at) < remark.at) next += 1;
        const before = elements[next - 1];
        const located = before?.line === place.start.line ? before : elements[next];
        const element = located?.element ?? { kind: "file", fullName: "", owner: null };
        return { check, reason: reason.trim(), element, place };
      });
    });
}

interface Located {
  element: FindingElement;
  at: number;
  line: number;
}

/** Everything in a file that a comment can stand at, in the order of the text. */
function elementsOf({ messages, extended, enums, services }: Schema, source: SourceText): Located[] {
  const lines = linesOf(source);
  const located: Located[] = [];
  const add = (element: FindingElement, at: number) =>
    located.push({ element, at, line: lines.lineColumnOf(at).line });
  const isHere = ({ file }: { file: string }) => file === source.path;
  for (const message of [...messages.values()].filter(isHere)) add(elementOf("message", message), message.at);
  for (const { fields } of [...messages.values(), ...extended.values()]) {
    for (const field of fields.filter(isHere)) add(elementOf("field", field), field.at);
  }
  for (const node of [...enums.values()].filter(isHere)) {
    add(elementOf("enum", node), node.at);
    for (const value of node.values) add(valueElement(node, value), value.at);
  }
  for (const service of [...services.values()].filter(isHere)) {
    add(elementOf("service", service), service.at);
    for (const method of service.methods) add(elementOf("method", method), method.at);
  }
  return located.sort((one, other) => one.at - other.at);
}

/** What a comment allows, as a key; null where it stands at nothing, because no element follows it. */
export function allowedBy({ check, element }: Allowance): string | null {
  return element.kind === "file" ? null : keyOf(check, element.fullName);
}

/** The key of comments on what a finding is about. */
export function ownKey({ check, element }: Said): string {
  return keyOf(check, element.fullName);
}

/** The key of comments on the owner of what is gone; null for a finding about something else. */
export function ownerKey({ check, element: { owner }, after }: Said): string | null {
  return after === null && owner !== null ? keyOf(check, owner) : null;
}

function keyOf(check: string, fullName: string): string {
  return `${check} ${fullName}`;
}
