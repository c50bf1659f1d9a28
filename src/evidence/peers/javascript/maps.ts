import { type DescField, ScalarType } from "@bufbuild/protobuf";

/** The entries of a map that a library keeps in an object, the keys as the schema types them. */
export function entriesOf<V>(field: DescField, object: Readonly<Record<string, V>>): Map<unknown, V> {
  const isBool = field.fieldKind === "map" && field.mapKey === ScalarType.BOOL;
  return new Map(Object.entries(object).map(([key, value]) => [isBool ? key === "true" : key, value]));
}

/** The object for such a map. */
export function objectOf<V>(entries: ReadonlyMap<unknown, V>): Record<string, V> {
  return Object.fromEntries([...entries].map(([key, value]) => [String(key), value]));
}
