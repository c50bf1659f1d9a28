import { expect, test } from "vitest";
import { readState } from "../schema/read.js";
import { bumpFor } from "./bump.js";
import { requestFor, type State } from "./request.js";

const judged = [{ path: "a.proto", text: 'syntax = "proto3"; import "b.proto"; message M { E e = 1; }' }];
const only = (values: string) => [
  { path: "b.proto", text: `syntax = "proto3"; enum E { E_UNSPECIFIED = 0; ${values} }` },
];

test("the same files are read anew where something else lies beside them", () => {
  const alone = readState({ files: judged });
  expect(alone.problems).toHaveLength(0);
  expect(alone.schema.messages.get("M")?.fields[0]?.type.kind).toBe("unknown");
  const beside = readState({ files: judged, resolved: only("A = 1;") });
  expect(beside.schema.messages.get("M")?.fields[0]?.type.kind).toBe("enum");
});

test("a version is not raised by what only resolves", () => {
  const state = (label: string, values: string): State => ({
    label,
    files: [...judged],
    resolved: only(values),
  });
  const before = state("1.0", "A = 1;");
  const previous = { ...before, name: "1.0", version: [1, 0, 0] as [number, number, number] };
  expect(bumpFor(requestFor(before, state("head", "A = 1; B = 2;")), previous)).toMatchObject({
    bump: "patch",
    because: [],
  });
});
