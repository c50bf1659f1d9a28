import type { DescEnum } from "@bufbuild/protobuf";
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

/**
 * Whether a number stands for another value to the reader: one side calls it by a name that the other side gives to
 * another number. A number without a name, or with a new one, keeps its meaning.
 */
export function meansOther(number: unknown, writer: DescEnum, reader: DescEnum): boolean {
  const [written, read] = [namesOf(number, writer), namesOf(number, reader)];
  if (written.some((name) => read.includes(name))) return false;
  return written.some((name) => has(reader, name)) || read.some((name) => has(writer, name));
}

function namesOf(number: unknown, { values }: DescEnum): string[] {
  return values.filter((value) => value.number === number).map(({ name }) => name);
}

function has({ values }: DescEnum, name: string): boolean {
  return values.some((value) => value.name === name);
}
