import type { Verdict } from "./violation.js";

/**
 * The rules of buf that report the same change, as measured with buf 1.75.0 over one change each; empty where none does.
 * The first is the one of the narrowest category.
 */
const equivalents: Record<string, string[]> = {
  "R1/number-reused": ["FIELD_SAME_NAME", "FIELD_SAME_JSON_NAME"],
  "R1/removed-without-reserved": ["FIELD_NO_DELETE_UNLESS_NUMBER_RESERVED", "FIELD_NO_DELETE"],
  "R1/name-not-reserved": ["FIELD_NO_DELETE_UNLESS_NAME_RESERVED", "FIELD_NO_DELETE"],
  "R1/reservation-removed": ["RESERVED_MESSAGE_NO_DELETE"],
  "R1/number-changed": ["FIELD_NO_DELETE_UNLESS_NUMBER_RESERVED", "FIELD_NO_DELETE"],
  "R1/renamed": ["FIELD_SAME_NAME", "FIELD_SAME_JSON_NAME"],
  "R3/value-removed": ["ENUM_VALUE_NO_DELETE_UNLESS_NUMBER_RESERVED", "ENUM_VALUE_NO_DELETE"],
  "R4/type-changed": ["FIELD_WIRE_COMPATIBLE_TYPE", "FIELD_WIRE_JSON_COMPATIBLE_TYPE", "FIELD_SAME_TYPE"],
  "R4/cardinality-changed": ["FIELD_WIRE_COMPATIBLE_CARDINALITY", "FIELD_SAME_CARDINALITY"],
  "R4/presence-changed": ["FIELD_SAME_CARDINALITY"],
  "R4/oneof-changed": ["FIELD_SAME_ONEOF"],
  "GL2/method-removed": ["RPC_NO_DELETE"],
  "GL2/service-removed": ["SERVICE_NO_DELETE", "PACKAGE_SERVICE_NO_DELETE"],
  "GL2/package-changed": ["FILE_SAME_PACKAGE", "PACKAGE_NO_DELETE"],
  "GL4/default-changed": ["FIELD_SAME_DEFAULT"],
};

/** Equivalent rules of buf for what a check says; where the element is an enum value, the rules for values. */
export function bufRules({ check, element, before, after }: Verdict): string[] {
  if (check === "GL2/method-changed") return methodRules(before, after);
  const named = equivalents[check] ?? [];
  return element.kind === "value"
    ? named.map((rule) => rule.replace(/^FIELD_/, "ENUM_VALUE_")).filter((rule) => !rule.includes("JSON"))
    : named;
}

function methodRules(before: Verdict["before"], after: Verdict["after"]): string[] {
  const differs = (key: string) => before?.[key] !== after?.[key];
  return [
    ...(differs("input") ? ["RPC_SAME_REQUEST_TYPE"] : []),
    ...(differs("output") ? ["RPC_SAME_RESPONSE_TYPE"] : []),
    ...(differs("clientStreaming") ? ["RPC_SAME_CLIENT_STREAMING"] : []),
    ...(differs("serverStreaming") ? ["RPC_SAME_SERVER_STREAMING"] : []),
  ];
}
