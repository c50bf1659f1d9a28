import { type DescField, type DescMessage, type JsonValue, ScalarType } from "@bufbuild/protobuf";
import { sampleValue } from "@grpc-evolution/engine/wire/sample.js";
import { wellKnownSample } from "@grpc-evolution/engine/wire/well-known-sample.js";

/** What a form needs to know of a message, and of all that it contains: plain data, for the page. */
export interface FormModel {
  /** Name of the message that the form is for. */
  root: string;
  messages: Record<string, FormField[]>;
  enums: Record<string, EnumChoice[]>;
}

export interface EnumChoice {
  name: string;
  number: number;
}

export interface FormField {
  name: string;
  /** What JSON may call it as well. */
  jsonName: string;
  number: number;
  /** Name of the oneof that it is a member of, empty outside. */
  oneof: string;
  shape: "single" | "list" | "map";
  /** Type of the key, for a map only. */
  mapKey: string;
  /** Type of the value, of an element, of a map's values. */
  type: FormType;
  /** The value that it gets when it is set in the form. */
  first: JsonValue;
}

export type FormType =
  | { kind: "scalar"; name: string }
  | { kind: "enum"; name: string }
  | { kind: "message"; name: string }
  /** A type of protobuf itself that JSON writes in a form of its own. */
  | { kind: "json"; name: string };

/** The form of a message. */
export function formModel(root: DescMessage): FormModel {
  // Without a prototype, so that a message may have any name.
  const model: FormModel = { root: root.typeName, messages: Object.create(null), enums: Object.create(null) };
  const queue = [root];
  for (let desc = queue.pop(); desc; desc = queue.pop()) {
    if (desc.typeName in model.messages) continue;
    model.messages[desc.typeName] = desc.fields.map(formField);
    for (const field of desc.fields) {
      const { enum: values, message } = field as { enum?: DescField["enum"]; message?: DescMessage };
      if (values) model.enums[values.typeName] = values.values.map(({ name, number }) => ({ name, number }));
      if (message && typeOf(field).kind === "message") queue.push(message);
    }
  }
  return model;
}

function formField(field: DescField): FormField {
  return {
    name: field.name,
    jsonName: field.jsonName,
    number: field.number,
    oneof: field.oneof?.name ?? "",
    shape: field.fieldKind === "list" || field.fieldKind === "map" ? field.fieldKind : "single",
    mapKey: field.fieldKind === "map" ? scalarName(field.mapKey) : "",
    type: typeOf(field),
    first: sampleValue(field),
  };
}

function typeOf(field: DescField): FormType {
  if (field.message) {
    const name = field.message.typeName;
    return { kind: wellKnownSample(name) === undefined ? "message" : "json", name };
  }
  if (field.enum) return { kind: "enum", name: field.enum.typeName };
  return { kind: "scalar", name: scalarName(field.scalar ?? ScalarType.STRING) };
}

function scalarName(type: ScalarType): string {
  return (ScalarType[type] ?? "").toLowerCase();
}
