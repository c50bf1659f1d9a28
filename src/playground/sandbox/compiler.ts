import { readSchema } from "@grpc-evolution/engine/schema/read.js";
import type { SourceFile } from "../../content/source-file.js";

/** `#compiler` in the page: the engine's reader instead of buf. The same function as in `src/evidence/examples/compiler.ts`. */
export function compilerOf(files: readonly SourceFile[]): { compile(file: URL): string } {
  return {
    compile({ pathname }) {
      const path = decodeURIComponent(pathname.slice(pathname.lastIndexOf("/") + 1));
      const schema = files.find(({ name }) => name === path);
      if (!schema) throw new Error(`the program has no file ${path}`);
      const { problems } = readSchema([{ path, text: schema.text }]);
      return problems
        .map(({ file, line, column, message }) => `${file}:${line}:${column}:${message}`)
        .join("\n");
    },
  };
}
