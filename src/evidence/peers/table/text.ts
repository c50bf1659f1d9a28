import type { Failure, Reading, Value } from "../protocol.js";
import type { Printed } from "../questions/question.js";

/** An answer as the page shows it: what was read, what was written, or the error. */
export function textOf(printed: Printed): string {
  if ("error" in printed) return `error: ${printed.error}`;
  const { reading, binary, json, copy } = printed;
  const parts = [
    reading && (isFailure(reading) ? `reading fails: ${reading.error}` : `reads ${readingText(reading)}`),
    outputText("writes", binary),
    outputText("copies", copy),
    outputText("prints", json),
  ];
  return parts.filter((part) => part !== undefined).join(", ");
}

function outputText(verb: string, output: string | Failure | undefined): string | undefined {
  if (output === undefined) return undefined;
  if (typeof output !== "string") return `${verb} nothing: ${output.error}`;
  return `${verb} ${output === "" ? "no bytes" : output}`;
}

function readingText(reading: Reading): string {
  return `{ ${Object.entries(reading)
    .map(([field, value]) => `${field}: ${valueText(value)}`)
    .join(", ")} }`.replace("{  }", "{ }");
}

function valueText(value: Value): string {
  if (typeof value === "string") return value.startsWith('"') ? JSON.stringify(value.slice(1)) : value;
  if (Array.isArray(value)) return `[${value.map((each) => valueText(each as Value)).join(", ")}]`;
  if (typeof value === "object" && value !== null) return readingText(value as Reading);
  return String(value);
}

function isFailure(reading: Reading | Failure): reading is Failure {
  return typeof reading.error === "string";
}
