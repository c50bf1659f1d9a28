import { sourceOfDescriptor } from "./from-descriptors.js";
import { linkFiles } from "./link.js";
import type { Enum, Message, Schema } from "./schema.js";
import { wellKnownType } from "./well-known.js";
import { wellKnownFiles } from "./well-known-files.js";
import { withExtensions } from "./with-extensions.js";

let linked: Schema | null = null;

/** The types of protobuf itself, linked when somebody first asks for one. */
function wellKnownSchema(): Schema {
  linked ??= linkFiles([...wellKnownFiles.values()].map(({ proto }) => sourceOfDescriptor(proto)));
  return linked;
}

/** A message of protobuf itself, undefined where there is none of the name. */
export function wellKnownMessage(fullName: string): Message | undefined {
  return isOfProtobuf(fullName) ? wellKnownSchema().messages.get(fullName) : undefined;
}

/** A message of a schema, with its extensions, or of protobuf itself, whose files few repositories contain. */
export function messageNamed(schema: Schema, fullName: string): Message | undefined {
  const message = schema.messages.get(fullName) ?? wellKnownMessage(fullName);
  const extended = schema.extended.get(fullName);
  if (!message || !extended) return message ?? extended;
  return withExtensions(message, extended.fields);
}

/** An enum of a schema, or of protobuf itself. */
export function enumNamed(schema: Schema, fullName: string): Enum | undefined {
  return (
    schema.enums.get(fullName) ?? (isOfProtobuf(fullName) ? wellKnownSchema().enums.get(fullName) : undefined)
  );
}

function isOfProtobuf(fullName: string): boolean {
  return wellKnownType(fullName) !== null;
}
