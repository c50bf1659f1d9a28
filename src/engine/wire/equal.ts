import { isReflectList, isReflectMap, isReflectMessage } from "@bufbuild/protobuf/reflect";

/** Whether a value of protobuf-es is the same one on both sides; an integer is, whether it has 32 bits or 64. */
export function isEqual(written: unknown, read: unknown): boolean {
  return wholeText(written) === wholeText(read);
}

function wholeText(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => {
    if (typeof part === "bigint") return Number.isSafeInteger(Number(part)) ? Number(part) : String(part);
    if (typeof part === "number" && !Number.isFinite(part)) return String(part);
    if (part instanceof Uint8Array) return Array.from(part);
    if (isReflectMessage(part)) {
      return part.fields.filter((field) => part.isSet(field)).map((field) => [field.name, part.get(field)]);
    }
    return isReflectList(part) || isReflectMap(part) ? [...part] : part;
  });
}
