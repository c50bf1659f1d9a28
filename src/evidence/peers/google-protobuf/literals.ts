import { type DescField, ScalarType } from "@bufbuild/protobuf";

/** The default of a singular field, as JavaScript. */
export function defaultOf(field: DescField): string {
  if (field.fieldKind === "enum") return String(field.getDefaultValue() ?? field.enum.values[0]?.number);
  return field.fieldKind === "scalar" ? literal(field.scalar, field.getDefaultValue()) : "null";
}

/** The default of the values of a map. */
export function defaultOfValues(field: DescField & { fieldKind: "map" }): string {
  if (field.mapKind === "enum") return String(field.enum.values[0]?.number);
  return literal(field.scalar as ScalarType);
}

/** A scalar as JavaScript, or what is the default where no schema gives another. */
export function literal(type: ScalarType, value?: string | number | bigint | boolean | Uint8Array): string {
  switch (type) {
    case ScalarType.STRING:
    case ScalarType.BYTES:
      return JSON.stringify(
        value instanceof Uint8Array ? Buffer.from(value).toString("base64") : (value ?? ""),
      );
    case ScalarType.BOOL:
      return String(value ?? false);
    case ScalarType.FLOAT:
    case ScalarType.DOUBLE:
      return Number.isInteger(value ?? 0) ? `${value ?? 0}.0` : String(value);
    default:
      return String(value ?? 0);
  }
}
