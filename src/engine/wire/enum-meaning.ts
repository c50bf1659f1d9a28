import type { DescEnum } from "@bufbuild/protobuf";

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
