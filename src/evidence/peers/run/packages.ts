import { spawnSync } from "node:child_process";

/** Installs the Debian packages that are missing. Returns why that was not possible, or null. */
export function installMissing(packages: readonly string[]): string | null {
  const missing = packages.filter((name) => !isInstalled(name));
  if (missing.length === 0) return null;
  const install = () => aptGet("install", "--yes", "--no-install-recommends", ...missing);
  // A fresh machine has no lists of packages yet.
  const isDone = install() || (aptGet("update") && install());
  return isDone ? null : `The Debian packages ${missing.join(", ")} could not be installed.`;
}

function aptGet(...args: readonly string[]): boolean {
  const command = ["apt-get", ...args];
  const isRoot = process.getuid?.() === 0;
  const [program = "", ...rest] = isRoot ? command : ["sudo", "--non-interactive", ...command];
  const { status } = spawnSync(program, rest, {
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    stdio: ["ignore", "ignore", "inherit"],
  });
  return status === 0;
}

function isInstalled(name: string): boolean {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: dpkg-query's own notation.
  const { stdout } = spawnSync("dpkg-query", ["--show", "--showformat", "${db:Status-Status}", name], {
    encoding: "utf8",
  });
  return stdout === "installed";
}
