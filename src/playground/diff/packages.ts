/** Which files of a diff cannot be in one package, although it shows the package of none of them. */
import { readFiles } from "@grpc-evolution/engine/schema/read.js";
import type { SourceFile } from "../../content/source-file.js";
import { sides } from "./hunk-lines.js";
import { notInTheDiff } from "./lines-of-file.js";
import { hasGaps, unnamedPackage } from "./names.js";

/** Both versions of a file, of which one may not be there. */
interface Versions {
  old?: SourceFile;
  new?: SourceFile;
}

/**
 * The files, each in a package of its own that declares a name which another one of the same version has. Without one they
 * would be taken for the same element.
 */
export function inOwnPackages<File extends Versions>(files: readonly File[]): File[] {
  const declared = new Set<string>();
  return files.map((file, index) => {
    const names = sides.flatMap((side) => topNames(file[side]).map((name) => `${side} ${name}`));
    const isTaken = names.some((name) => declared.has(name));
    for (const name of names) declared.add(name);
    return isTaken ? inPackage(file, `${unnamedPackage}${index}`) : file;
  });
}

/** The full names of what a rebuilt file declares at the top, if nothing shows its package. */
function topNames(file: SourceFile | undefined): string[] {
  if (!file || !hasGaps(file)) return [];
  const { parsed } = readFiles([{ path: file.name, text: file.text }]);
  return parsed.flatMap(({ file: { package: own, messages, enums, services } }) =>
    own === "" ? [...messages, ...enums, ...services].map(({ name }) => name) : [],
  );
}

function inPackage<File extends Versions>(file: File, name: string): File {
  const named = { ...file };
  for (const side of sides) {
    const version = file[side];
    if (version) named[side] = { ...version, text: `${version.text}package ${name}; ${notInTheDiff}\n` };
  }
  return named;
}
