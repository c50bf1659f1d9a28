import type { DescMessage } from "@bufbuild/protobuf";
import { accessorsOf } from "./accessors.js";
import { classOf, indexOf } from "./names.js";
import { readingOf } from "./reading.js";
import { writingOf } from "./writing.js";

/**
 * The code that google-protobuf's generator writes for messages, without what neither reads nor writes bytes. It needs
 * `jspb`, the library, and makes `proto`, which is global there too. Extensions are not provided for.
 */
export function generate(types: readonly DescMessage[]): string {
  return types
    .flatMap((type) => [
      declarationOf(type),
      readingOf(type),
      writingOf(type),
      ...type.fields.map(accessorsOf),
    ])
    .join("");
}

function declarationOf(type: DescMessage): string {
  const name = classOf(type);
  const lists = type.fields.filter(({ fieldKind }) => fieldKind === "list").map(indexOf);
  const oneofs = type.oneofs.map(({ fields }) => `[${fields.map(indexOf)}]`);
  const repeated = lists.length > 0 ? `${name}.repeatedFields_` : "null";
  const grouped = oneofs.length > 0 ? `${name}.oneofGroups_` : "null";
  return `jspb.exportSymbol('${name}', null, globalThis);
${name} = function(opt_data) {
  jspb.Message.initialize(this, opt_data, 0, -1, ${repeated}, ${grouped});
};
jspb.inherits(${name}, jspb.Message);
${lists.length > 0 ? `${repeated} = [${lists}];\n` : ""}${oneofs.length > 0 ? `${grouped} = [${oneofs}];\n` : ""}`;
}
