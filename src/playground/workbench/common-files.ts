import { mayBeCommon, provideCommonFiles } from "@grpc-evolution/engine/schema/common-files.js";
import type { SourceFile } from "../../content/source-file.js";

let loaded: Promise<void> | null = null;

/** Loads the common files when a schema first imports one. Where they cannot be loaded their types are not at hand. */
export async function loadCommonFilesFor(files: readonly SourceFile[]): Promise<void> {
  if (loaded === null && !files.some(importsCommonFile)) return;
  loaded ??= import("@grpc-evolution/engine/schema/common-sources.js").then(
    ({ commonSources }) => provideCommonFiles(commonSources),
    () => {
      loaded = null;
    },
  );
  await loaded;
}

/** What a comment imports is loaded as well: to parse the text twice would cost more. */
function importsCommonFile({ text }: SourceFile): boolean {
  return [...text.matchAll(/\bimport\b[^;"']*["']([^"']+)["']/g)].some(([, path = ""]) => mayBeCommon(path));
}
