import { transform } from "sucrase";
import type { Problem } from "./messages.js";
import { importMetaName, readStarts, withTokens } from "./stripped.js";
import type { TokenStarts } from "./token-starts.js";

/** JavaScript, or why there is none. */
export type Stripped = { code: string; problem: null } | { code: null; problem: Problem };

/**
 * Makes JavaScript of a TypeScript file: without types, with `require` for imports, line by line as it was written. Its
 * last line says where its tokens came from. Runs in the sandbox for an edited program, and when the site is built; only
 * as it is bundled by `src/playground/bundle`.
 */
export function strip(text: string, name: string): Stripped {
  try {
    const { code, sourceMap } = transform(text, {
      transforms: ["typescript", "imports"],
      disableESTransforms: true,
      filePath: name,
      sourceMapOptions: { compiledFilename: name },
    });
    const starts = sourceMap as unknown as TokenStarts; // see token-starts.ts
    return { code: withTokens(withImportMeta(code, starts), starts), problem: null };
  } catch (error) {
    return { code: null, problem: { message: messageOf(error), file: name, ...placeOf(error) } };
  }
}

/** sucrase says "Error transforming example.ts: Unexpected token (1:5)". */
function messageOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/^Error transforming [^:]*: /, "").replace(/ \(\d+:\d+\)$/, "");
}

function placeOf(error: unknown): { line: number; column: number } {
  const { line = 0, column = 0 } = (error as { loc?: { line?: number; column?: number } }).loc ?? {};
  return { line, column };
}

/** A function has no `import.meta`: a name that is as long stands for it. Text that only looks like it stays. */
function withImportMeta(code: string, starts: TokenStarts): string {
  if (!code.includes("import.meta")) return code;
  const made = new Set(readStarts(starts).map((token) => token.made));
  return code.replaceAll("import.meta", (written, at: number) => {
    const isThree = made.has(at) && made.has(at + "import".length) && made.has(at + "import.".length);
    return isThree ? importMetaName : written;
  });
}
