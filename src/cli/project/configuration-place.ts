import { realpathSync } from "node:fs";
import path from "node:path";
import type { Configuration } from "./configuration.js";

/**
 * The path of the configuration from the root of the repository, which has no links in it; null where there is none, or it is
 * outside, or git has no such name.
 */
export function configurationPlace({ file }: Pick<Configuration, "file">, root: string): string | null {
  if (file === null) return null;
  const fromRoot = path.relative(root, path.join(realpathSync(path.dirname(file)), path.basename(file)));
  const isOutside = fromRoot.startsWith("..") || path.isAbsolute(fromRoot);
  return isOutside || fromRoot.includes("\n") ? null : fromRoot.split(path.sep).join("/");
}
