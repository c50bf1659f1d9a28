import type { SourceFile } from "../../content/source-file.js";
import { compilerOf } from "./compiler.js";
import { schemaModules } from "./schema-modules.js";

/** Looked for in every module, by promises and by the helpers of import statements. */
const askedByTheLanguage = new Set(["then", "default", "__esModule"]);

/** The `require` of a program: libraries, a compiler, and the code generated from the program's schemas. */
export function moduleLoader(
  files: readonly SourceFile[],
  libraries: Record<string, object>,
): (name: string) => unknown {
  const modules = new Map(Object.entries({ ...libraries, "#compiler": compilerOf(files) }));
  const compileSchema = schemaModules(files);
  const generated = new Map(
    files
      .filter(({ name }) => name.endsWith(".proto"))
      .map(({ name }) => [`./${name.replace(/\.proto$/, "_pb.js")}`, name]),
  );
  return (name) => {
    const schema = generated.get(name);
    const module = schema === undefined ? modules.get(name) : compileSchema(schema);
    if (!module) throw new Error(unknown(name, [...modules.keys(), ...generated.keys()]));
    return withKnownExports(module, name);
  };
}

/** A module that says so where a program imports what it does not export, as an import statement does. */
function withKnownExports(module: object, name: string): unknown {
  const exports = { ...module, __esModule: true };
  return new Proxy(exports, {
    get(target, key) {
      if (typeof key === "string" && !Object.hasOwn(target, key) && !askedByTheLanguage.has(key)) {
        throw new Error(`${name} does not export ${key}; ${listed(module)}`);
      }
      return Reflect.get(target, key);
    },
  });
}

function listed(module: object): string {
  const names = Object.keys(module).sort();
  return names.length > 20 ? "check its spelling" : `it exports ${names.join(", ")}`;
}

function unknown(name: string, known: string[]): string {
  return `there is no module "${name}" here; a program can import ${known.sort().join(", ")}`;
}
