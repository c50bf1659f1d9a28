import type { DescField } from "@bufbuild/protobuf";

/** What a field holds, apart from the name of its message or enum. */
export function kindOf(field: DescField): string {
  const key = field.fieldKind === "map" ? field.mapKey : "";
  const value = field.message ? "message" : (field.scalar ?? "enum");
  return `${field.fieldKind} ${key} ${value}`;
}
