import { fromBinary } from "@bufbuild/protobuf";
import { reflect } from "@bufbuild/protobuf/reflect";
import { FeatureSet_FieldPresence } from "@bufbuild/protobuf/wkt";
import type { Schema } from "../schema/schema.js";
import { fieldDescriptor } from "./codec.js";
import { fieldText } from "./value-text.js";

/** What a reader has where nobody wrote a field. */
export interface Absence {
  kind: "value" | "message" | "list" | "map";
  /** What is read then; empty for a message, which is not there. */
  text: string;
  /** Whether the reader can tell it from a field that was set to that. */
  isTold: boolean;
  /** Whether a message without the field is incomplete. */
  isRequired: boolean;
  /** Name of the oneof that it is a member of, empty outside. */
  oneof: string;
}

/** What protobuf-es has for a field after it has decoded no bytes at all; null where the field cannot be described. */
export function absenceOf(schema: Schema, message: string, number: number): Absence | null {
  const descriptor = fieldDescriptor(schema, message, [number]);
  const field = descriptor?.fields.find((each) => each.number === number);
  if (!descriptor || !field) return null;
  const read = reflect(descriptor, fromBinary(descriptor, new Uint8Array()));
  const kind = field.fieldKind === "scalar" || field.fieldKind === "enum" ? "value" : field.fieldKind;
  return {
    kind,
    text: kind === "message" ? "" : fieldText(read, field),
    isTold: kind === "message" || (kind === "value" && field.presence !== FeatureSet_FieldPresence.IMPLICIT),
    isRequired: field.presence === FeatureSet_FieldPresence.LEGACY_REQUIRED,
    oneof: field.oneof?.name ?? "",
  };
}
