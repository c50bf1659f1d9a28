import { z } from "zod";
import type { Answer, Reading, Request, Value } from "../protocol.js";

const hex = z.string().regex(/^([0-9a-f]{2})*$/);
const failure = z.strictObject({ error: z.string().regex(/^.+$/) });

/** Digits, `?`, a floating point number, text, text that is not Unicode, bytes. */
const scalar = z
  .string()
  .regex(/^(-?\d+(\.\d+)?|\?|0x[0-9a-f]{8}|0x[0-9a-f]{16}|NaN|"[\s\S]*|'([0-9a-f]{2})*|h([0-9a-f]{2})*)$/);

const value: z.ZodType<Value> = z.lazy(() =>
  z.union([z.null(), z.boolean(), scalar, z.array(z.tuple([value, value])), z.array(value), reading]),
);
const reading: z.ZodType<Reading> = z.lazy(() => z.record(z.string(), value));

const answer = z.union([
  z.strictObject({ id: z.string(), error: z.string().regex(/^.+$/) }),
  z.strictObject({
    id: z.string(),
    reading: z.union([failure, reading]).optional(),
    binary: z.union([hex, failure]).optional(),
    json: z.union([z.string().regex(/^.+$/), failure]).optional(),
    copy: z.union([hex, failure]).optional(),
  }),
]);

/** A line that a peer printed, as the answer to a request. Throws where it is none. */
export function readAnswer(line: string, request: Request): Answer {
  const parsed = answer.safeParse(parse(line));
  if (!parsed.success) throw new Error(`Not an answer: ${line}\n${z.prettifyError(parsed.error)}`);
  const { id, ...outputs } = parsed.data;
  if (id !== request.id) throw new Error(`The answer to ${request.id} has the id ${id}.`);
  const expected = "error" in outputs ? ["error"] : request.to;
  const answered = Object.keys(outputs);
  if (answered.length !== expected.length || expected.some((output) => !answered.includes(output))) {
    throw new Error(`The answer to ${id} has ${answered.join(", ")} instead of ${expected.join(", ")}.`);
  }
  return parsed.data as Answer;
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
