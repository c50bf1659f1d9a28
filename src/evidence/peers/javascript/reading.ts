import type { DescField, DescMessage } from "@bufbuild/protobuf";
import { FeatureSet_FieldPresence } from "@bufbuild/protobuf/wkt";
import type { Reading, Value } from "../protocol.js";
import type { Library } from "./library.js";
import { integer, scalar } from "./values.js";

type Getters<M> = Pick<Library<M>, "get" | "has">;

/** What a program sees in a message. */
export function readingOf<M>(library: Getters<M>, type: DescMessage, message: M): Reading {
  const reading: Reading = {};
  for (const field of [...type.fields].sort((one, other) => one.number - other.number)) {
    if (!isAlwaysThere(field) && !library.has(message, field)) continue;
    const value = valueIn(library, field, library.get(message, field));
    if (!Array.isArray(value) || value.length > 0) reading[field.name] = value;
  }
  return reading;
}

/** A scalar that does not tell whether it was set is always there, with its default if need be. */
function isAlwaysThere({ fieldKind, presence }: DescField): boolean {
  return (fieldKind === "scalar" || fieldKind === "enum") && presence === FeatureSet_FieldPresence.IMPLICIT;
}

function valueIn<M>(library: Getters<M>, field: DescField, content: unknown): Value {
  if (field.fieldKind === "list") {
    return (content as unknown[]).map((each) => singleOf(library, field, each));
  }
  if (field.fieldKind !== "map") return singleOf(library, field, content);
  const entries = [...(content as Map<unknown, unknown>)].sort(([one], [other]) =>
    String(one) < String(other) ? -1 : 1,
  );
  return entries.map(([key, each]) => [scalar(field.mapKey, key), singleOf(library, field, each)] as const);
}

function singleOf<M>(
  library: Getters<M>,
  { message, enum: named, scalar: type }: DescField,
  single: unknown,
): Value {
  if (single === null) return null;
  if (message) return readingOf(library, message, single as M);
  return named || type === undefined ? integer(single) : scalar(type, single);
}
