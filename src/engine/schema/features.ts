import type { FileNode, OptionNode, OptionValue } from "./ast.js";

/**
 * What an element's edition and its `features` decide, resolved from the file down to it.
 * Source: https://protobuf.dev/editions/features/
 */
export interface Features {
  fieldPresence: "EXPLICIT" | "IMPLICIT" | "LEGACY_REQUIRED";
  enumType: "OPEN" | "CLOSED";
  repeatedEncoding: "PACKED" | "EXPANDED";
  messageEncoding: "LENGTH_PREFIXED" | "DELIMITED";
  jsonFormat: "ALLOW" | "LEGACY_BEST_EFFORT";
  utf8Validation: "VERIFY" | "NONE";
}

const ofSyntax: Record<FileNode["syntax"], Features> = {
  proto2: {
    fieldPresence: "EXPLICIT",
    enumType: "CLOSED",
    repeatedEncoding: "EXPANDED",
    messageEncoding: "LENGTH_PREFIXED",
    jsonFormat: "LEGACY_BEST_EFFORT",
    utf8Validation: "NONE",
  },
  proto3: {
    fieldPresence: "IMPLICIT",
    enumType: "OPEN",
    repeatedEncoding: "PACKED",
    messageEncoding: "LENGTH_PREFIXED",
    jsonFormat: "ALLOW",
    utf8Validation: "VERIFY",
  },
  editions: {
    fieldPresence: "EXPLICIT",
    enumType: "OPEN",
    repeatedEncoding: "PACKED",
    messageEncoding: "LENGTH_PREFIXED",
    jsonFormat: "ALLOW",
    utf8Validation: "VERIFY",
  },
};

/** By name in the text: the feature, and the values that it has. */
const known = new Map<string, { key: keyof Features; values: readonly string[] }>([
  ["field_presence", { key: "fieldPresence", values: ["EXPLICIT", "IMPLICIT", "LEGACY_REQUIRED"] }],
  ["enum_type", { key: "enumType", values: ["OPEN", "CLOSED"] }],
  ["repeated_field_encoding", { key: "repeatedEncoding", values: ["PACKED", "EXPANDED"] }],
  ["json_format", { key: "jsonFormat", values: ["ALLOW", "LEGACY_BEST_EFFORT"] }],
  ["message_encoding", { key: "messageEncoding", values: ["LENGTH_PREFIXED", "DELIMITED"] }],
  ["utf8_validation", { key: "utf8Validation", values: ["VERIFY", "NONE"] }],
]);

/** The features of a file: its syntax or edition, and what its options say. */
export function featuresOfFile(file: FileNode): Features {
  return withOptions(ofSyntax[file.syntax], file.options);
}

/** Whether two elements have the same features; nearly always they are the same object. */
export function areSameFeatures(one: Features, other: Features): boolean {
  return one === other || (Object.keys(one) as (keyof Features)[]).every((key) => one[key] === other[key]);
}

/** The features of an element inside of another one. */
export function withOptions(outer: Features, options: OptionNode[]): Features {
  let features = outer;
  for (const option of options) {
    for (const [name, value] of settings(option)) {
      const feature = known.get(name);
      if (value.kind !== "name" || !feature?.values.includes(value.text)) continue;
      features = { ...features, [feature.key]: value.text };
    }
  }
  return features;
}

/** `features.x = A`, or `features = { x: A y: B }`. */
export function settings({ name, value }: OptionNode): [string, OptionValue][] {
  if (name.startsWith("features.")) return [[name.slice("features.".length), value]];
  if (name !== "features" || value.kind !== "message") return [];
  return value.fields.map((field) => [field.name, field.value]);
}
