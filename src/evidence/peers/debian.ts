import { execFileSync } from "node:child_process";

/** The version that the authors gave to what an installed Debian package holds: `3.21.12` of `3.21.12-3+deb12u1`. */
export function upstreamVersion(debianPackage: string): string {
  const shown = execFileSync("dpkg-query", ["--show", debianPackage], { encoding: "utf8" });
  const version = shown.trim().split("\t")[1] ?? "";
  return version.replace(/^\d+:/, "").replace(/-[^-]*$/, "");
}
