/**
 * Types that protobuf itself declares, below `google/protobuf`: most protocols import them, few repositories contain them.
 * A test compares this list with protobuf-es.
 */
const openEnums = ["NullValue", "Syntax", "Field.Kind", "Field.Cardinality"];

const closedEnums = [
  "Edition",
  "SymbolVisibility",
  "ExtensionRangeOptions.VerificationState",
  "FeatureSet.EnforceNamingStyle",
  "FeatureSet.EnumType",
  "FeatureSet.FieldPresence",
  "FeatureSet.JsonFormat",
  "FeatureSet.MessageEncoding",
  "FeatureSet.RepeatedFieldEncoding",
  "FeatureSet.Utf8Validation",
  "FeatureSet.VisibilityFeature.DefaultSymbolVisibility",
  "FieldDescriptorProto.Label",
  "FieldDescriptorProto.Type",
  "FieldOptions.CType",
  "FieldOptions.JSType",
  "FieldOptions.OptionRetention",
  "FieldOptions.OptionTargetType",
  "FileOptions.OptimizeMode",
  "GeneratedCodeInfo.Annotation.Semantic",
  "MethodOptions.IdempotencyLevel",
  "compiler.CodeGeneratorResponse.Feature",
];

const prefix = "google.protobuf.";

/** Whether an import means a file of protobuf itself, which is always at hand. */
export function isOfProtobuf(path: string): boolean {
  return path.startsWith("google/protobuf/");
}

const enums = new Map<string, { closed: boolean }>([
  ...openEnums.map((name) => [prefix + name, { closed: false }] as const),
  ...closedEnums.map((name) => [prefix + name, { closed: true }] as const),
]);

/** What a full name of protobuf itself is: an enum, closed or not, or else a message; null for other names. */
export function wellKnownType(
  fullName: string,
): { kind: "message"; closed: false } | { kind: "enum"; closed: boolean } | null {
  const known = enums.get(fullName);
  if (known) return { kind: "enum", closed: known.closed };
  return /^google\.protobuf\.(?:compiler\.)?[A-Z][\w.]*$/.test(fullName)
    ? { kind: "message", closed: false }
    : null;
}
