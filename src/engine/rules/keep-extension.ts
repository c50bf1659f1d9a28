import { type Field, fieldText, type Message, type Schema } from "../schema/schema.js";
import { type Marks, restoreExtension } from "./repair.js";
import type { Remedy } from "./violation.js";

/** How an extension comes back that is gone from a message of the newer schema: by an edit where there is a place for it. */
export function keepExtension(
  title: string,
  owner: Message,
  field: Field,
  marks: Marks,
  newer: Schema,
): Remedy {
  const repair = restoreExtension(owner, field, marks, newer);
  if (repair) return { title, repair };
  const mark = marks === "deprecated" ? " [deprecated = true]" : "";
  const name = field.name.slice(field.name.lastIndexOf(".") + 1);
  return {
    title,
    advice: `extend ${field.owner} { ${fieldText({ ...field, name })} = ${field.number}${mark}; }`,
  };
}
