import path from "node:path";
import { parse } from "yaml";

/** Names of the files in which buf declares its modules. */
export const moduleFiles = ["buf.yaml", "buf.work.yaml"];

/** Whether a path is that of a file in which buf declares where modules are. */
export function isModuleFile(file: string): boolean {
  return moduleFiles.includes(path.posix.basename(file));
}

/**
 * The folders that imports count from, as a `buf.yaml` or `buf.work.yaml` declares them; relative to the root of the
 * repository, the root itself as an empty text. A file that cannot be understood declares none: it is buf's to refuse.
 * Source: https://buf.build/docs/configuration/v2/buf-yaml/
 */
export function rootsIn(file: string, text: string): string[] {
  const folder = path.posix.dirname(file) === "." ? "" : path.posix.dirname(file);
  return declaredFolders(text)
    .map((below) => path.posix.join(folder, below))
    .filter((root) => root !== ".." && !root.startsWith("../"))
    .map((root) => (root === "." ? "" : root.replace(/\/$/, "")));
}

function declaredFolders(text: string): string[] {
  const document = readYaml(text);
  if (typeof document !== "object" || document === null) return ["."];
  const { modules, directories, build } = document as Record<string, unknown>;
  const ofModules = listOf(modules).flatMap((module) => textOf((module as { path?: unknown } | null)?.path));
  const ofBuild = listOf((build as { roots?: unknown } | null | undefined)?.roots).flatMap(textOf);
  const folders = [...ofModules, ...listOf(directories).flatMap(textOf), ...ofBuild];
  return folders.length > 0 ? folders : ["."];
}

/** Nobody's schema is described in so much YAML; a few bytes with aliases can otherwise fill the memory. */
const sizeLimit = 100_000;

function readYaml(text: string): unknown {
  if (text.length > sizeLimit) return null;
  try {
    return parse(text, { maxAliasCount: 0, logLevel: "silent" });
  } catch {
    return null;
  }
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function textOf(value: unknown): string[] {
  return typeof value === "string" ? [value] : [];
}
