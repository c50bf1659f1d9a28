// cspell:ignore GOGC
import { existsSync } from "node:fs";
import path from "node:path";
import { root } from "../../root.js";

/**
 * The program buf that is installed here. Its package starts it by way of Node, which takes three times as long as buf
 * does for a small schema; that way is taken only where the package for this platform has another name than is common.
 */
export const buf = existsSync(program()) ? program() : path.join(root, "node_modules", ".bin", "buf");

/** buf ends before it has used much memory: to look for what it may give back takes a third of its time. */
export const bufEnvironment: NodeJS.ProcessEnv = { ...process.env, GOGC: "off" };

function program(): string {
  const { arch, platform } = process;
  const name = platform === "linux" && arch === "arm64" ? "linux-aarch64" : `${platform}-${arch}`;
  const file = platform === "win32" ? "buf.exe" : "buf";
  return path.join(root, "node_modules", "@bufbuild", `buf-${name}`, "bin", file);
}
