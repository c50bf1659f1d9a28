import type { DescField, DescMessage } from "@bufbuild/protobuf";
import type { Library } from "./library.js";

/** A new message, made by assigning each declared field that is set, down to the innermost message. */
export function copyOf<M>(library: Library<M>, type: DescMessage, message: M): M {
  const copy = library.create(type);
  for (const field of type.fields) {
    if (library.has(message, field)) {
      library.set(copy, field, contentOf(library, field, library.get(message, field)));
    }
  }
  return copy;
}

function contentOf<M>(library: Library<M>, field: DescField, content: unknown): unknown {
  const { message: type } = field;
  if (!type) return content;
  const one = (each: M | null) => each && copyOf(library, type, each);
  if (field.fieldKind === "list") return (content as M[]).map(one);
  if (field.fieldKind !== "map") return one(content as M);
  return new Map([...(content as Map<unknown, M | null>)].map(([key, each]) => [key, one(each)]));
}
