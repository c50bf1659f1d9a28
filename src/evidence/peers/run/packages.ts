import { spawnSync } from "node:child_process";

/** Installs the Debian packages that are missing. Returns why that was not possible, or null. */
export function installMissing(packages: readonly string[]): string | null {
  const missing = packages.filter((name) => !isInstalled(name));
  if (missing.length === 0) return null;
  const command = ["apt-get", "install", "--yes", "--no-install-recommends", ...missing];
  const [program = "", ...args] =
    process.getuid?.() === 0 ? command : ["sudo", "--non-interactive", ...command];
  const { status } = spawnSync(program, args, {
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    stdio: ["ignore", "ignore", "inherit"],
  });
  return status === 0 ? null : `The Debian packages ${missing.join(", ")} could not be installed.`;
}

function isInstalled(name: string): boolean {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: dpkg-query's own notation.
  const { stdout } = spawnSync("dpkg-query", ["--show", "--showformat", "${db:Status-Status}", name], {
    encoding: "utf8",
  });
  return stdout === "installed";
}
