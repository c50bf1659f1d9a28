import { Imports } from "./imports.js";
import type { ParsedFile } from "./names.js";

let load: (() => ReadonlyMap<string, ParsedFile>) | null = null;
let files: ReadonlyMap<string, ParsedFile> | null = null;

/**
 * Says where the common files come from, `commonSources`. They take more than most readers of a schema do: a page loads
 * them when a schema asks for one, and without them their types are not at hand.
 */
export function provideCommonFiles(source: () => ReadonlyMap<string, ParsedFile>): void {
  if (source !== load) files = null;
  load = source;
}

/** Whether an import may mean a common file: one that very many protocols import and few repositories contain. */
export function mayBeCommon(path: string): boolean {
  return /^(google\/(api|rpc|type)|buf\/validate)\//.test(path);
}

/** The common file that an import means; undefined where there is none, or none was provided. */
export function commonFile(path: string): ParsedFile | undefined {
  if (!load || !mayBeCommon(path)) return undefined;
  files ??= load();
  return files.get(path);
}

/** Those that some files import, directly or not, and do not have under any root. */
export function commonFilesFor(parsed: readonly ParsedFile[]): ParsedFile[] {
  let imports: Imports | null = null;
  const needed = new Set<ParsedFile>();
  const need = (importer: number, path: string) => {
    const common = commonFile(path);
    if (!common || needed.has(common)) return;
    imports ??= new Imports(parsed);
    if (imports.find(importer, path) < 0) needed.add(common);
  };
  for (const [index, { file }] of parsed.entries()) for (const { path } of file.imports) need(index, path);
  for (const { file } of needed) for (const { path } of file.imports) need(-1, path);
  return [...needed];
}
