// A reserved number and a reserved name: the compiler refuses to give them away.
import { compile } from "#compiler";

for (const schema of ["before.proto", "refused.proto", "after.proto"]) {
  console.log(`${schema}:`, compile(new URL(schema, import.meta.url)) || "compiles");
}
