/**
 * Builds the site below a path, `build/docs/grpc/`, as the tests look at it: what works there works at the root of a host,
 * and not the other way round.
 */
import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { shortLived } from "./short-lived.mjs";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const basePath = "/docs/grpc/";

// A site that was built for the root of a host would be served around it.
rmSync(path.join(root, "build"), { recursive: true, force: true });
const docusaurus = path.join(root, "node_modules/@docusaurus/core/bin/docusaurus.mjs");
const { status } = spawnSync(
  process.execPath,
  [...shortLived, docusaurus, "build", "--out-dir", `build${basePath}`],
  {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, SITE_BASE_URL: basePath },
  },
);
process.exitCode = status ?? 1;
