import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { root } from "../root.js";

/** One module imports another. A file is named by its path from the root, a package by its name. */
export interface Import {
  from: string;
  to: string;
}

/**
 * Every import of the repository's own files as the compiler resolves it: of values and of types, static and dynamic,
 * and the workers that a bundler finds by their address. Modules of Node itself are not among them: they have no file.
 */
export function readImports(): Import[] {
  const compiled = readExplanation(explainFiles());
  const files = [...new Set(compiled.map(({ from }) => from))];
  return unique([...compiled, ...files.flatMap(workersOf)]);
}

/** What the compiler says of each file of the program: its name, and below it every import that leads to it. */
function explainFiles(): string {
  const compiler = path.join(root, "node_modules", "typescript", "bin", "tsc");
  const args = [compiler, "--noEmit", "--noCheck", "--explainFiles"];
  return execFileSync(process.execPath, args, { cwd: root, encoding: "utf8", maxBuffer: 100_000_000 });
}

/** Reads such an explanation; imports inside of packages are left out. */
export function readExplanation(text: string): Import[] {
  const imports: Import[] = [];
  let to = "";
  for (const line of text.split("\n")) {
    if (!line.startsWith(" ")) to = moduleOf(line.trim());
    const from = /^ +Imported via .+? from file '([^']+)'/.exec(line)?.[1];
    if (from !== undefined && !from.includes("node_modules/")) imports.push({ from, to });
  }
  return imports;
}

/** The package that a file belongs to; a file of the repository stands for itself. */
function moduleOf(file: string): string {
  const inPackage = /^(?:.*\/)?node_modules\/(?:@types\/)?((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1];
  return inPackage ?? file;
}

/** Bundlers recognize a worker by exactly this expression. */
function workersOf(from: string): Import[] {
  const addresses = readFileSync(path.join(root, from), "utf8").matchAll(
    /new URL\(\s*"(\.[^"]+)",\s*import\.meta\.url,?\s*\)/g,
  );
  return [...addresses]
    .map(([, address = ""]) => ({ from, to: path.posix.join(path.posix.dirname(from), address) }))
    .filter(({ to }) => /\.tsx?$/.test(to) && existsSync(path.join(root, to)));
}

function unique(imports: readonly Import[]): Import[] {
  return [...new Map(imports.map((each) => [`${each.from} ${each.to}`, each])).values()];
}
