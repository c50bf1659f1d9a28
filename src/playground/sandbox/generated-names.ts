/**
 * The names that protoc-gen-es 2.13 gives to what it generates.
 * Source: `names.ts` and `safe-identifier.ts` of https://github.com/bufbuild/protobuf-es/tree/v2.13.0/packages/protoplugin
 */
import type { DescEnum, DescExtension, DescFile, DescMessage, DescService } from "@bufbuild/protobuf";
import { nestedTypes } from "@bufbuild/protobuf/reflect";

type Described = DescFile | DescEnum | DescMessage | DescExtension | DescService;

/** Words that cannot be a name of their own, or that generated code needs. */
const reserved = new Set(
  `break case catch class const continue debugger default delete do else export extends false finally for function if
  import in instanceof new null return super switch this throw true try typeof var void while with yield enum implements
  interface let package private protected public static Object bigint number boolean string object globalThis Uint8Array
  Partial`.split(/\s+/),
);

/** The name of each export of a file's generated code: its descriptors, and its enums as TypeScript has them. */
export function generatedNames(file: DescFile): {
  descriptors: Map<Described, string>;
  enums: Map<DescEnum, string>;
} {
  const taken = new Set<string>();
  const types = [...nestedTypes(file)];
  const enums = new Map<DescEnum, string>();
  for (const type of types) {
    if (type.kind !== "enum" && type.kind !== "message") continue;
    const name = claim(identifier(type), taken);
    if (type.kind === "enum") enums.set(type, name);
  }
  const descriptors = new Map<Described, string>();
  for (const described of [file, ...types])
    descriptors.set(described, claim(descriptorName(described), taken));
  return { descriptors, enums };
}

/** The name itself, or with `$`, `$1`, `$2` … behind it where it is taken. */
function claim(name: string, taken: Set<string>): string {
  const salted = (attempt: number) =>
    escaped(name + (attempt === 0 ? "" : attempt === 1 ? "$" : `$${attempt - 1}`));
  let attempt = 0;
  while (taken.has(salted(attempt))) attempt += 1;
  taken.add(salted(attempt));
  return salted(attempt);
}

function descriptorName(described: Described): string {
  if (described.kind === "file") return `file_${described.name.replace(/[^a-zA-Z0-9_]+/g, "_")}`;
  const isShape = described.kind === "enum" || described.kind === "message";
  return identifier(described) + (isShape ? "Schema" : "");
}

/** Without the package, and with an underscore between a message and what is nested in it. */
function identifier({ file, typeName }: Exclude<Described, DescFile>): string {
  const owner = file.proto.package;
  return typeName.slice(owner === "" ? 0 : owner.length + 1).replaceAll(".", "_");
}

function escaped(name: string): string {
  return reserved.has(name) ? `${name}$` : name;
}
