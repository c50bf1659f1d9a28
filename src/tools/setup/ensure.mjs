/**
 * Run before `npm start` and `npm test`: installs what is missing, says so, and costs nothing when all is there.
 * Plain JavaScript with Node's own modules only, since it runs before any package is installed.
 *
 *   node src/tools/setup/ensure.mjs            packages and generated code
 *   node src/tools/setup/ensure.mjs --browser  a Chromium as well
 */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../..", import.meta.url));

checkNode();
ensurePackages();
ensureSchemas();
if (process.argv.includes("--browser")) await ensureBrowser();

function checkNode() {
  const major = Number(process.versions.node.split(".")[0]);
  if (major < 20) fail(`Node ${process.versions.node} is too old: this project needs Node 20 or newer.`);
}

/** npm writes a copy of the lockfile into node_modules when it has finished; where both agree nothing is missing. */
function ensurePackages() {
  if (installedAsLocked()) return;
  say("Installing the packages of the lockfile (npm ci); this takes a minute or two.");
  run("npm", ["ci", "--no-audit", "--no-fund"], "npm ci failed; its message stands above.");
}

function installedAsLocked() {
  const installed = path.join(root, "node_modules", ".package-lock.json");
  if (!existsSync(installed)) return false;
  const wanted = lockedVersions(path.join(root, "package-lock.json"));
  const present = lockedVersions(installed);
  return Object.entries(wanted).every(
    ([place, entry]) => place === "" || entry.optional || present[place]?.version === entry.version,
  );
}

function lockedVersions(file) {
  return JSON.parse(readFileSync(file, "utf8")).packages;
}

/** `npm ci` compiles the schemas of the examples; a schema edited since then is compiled here. */
function ensureSchemas() {
  run(process.execPath, ["src/tools/setup/common-files.mjs"], "The common files cannot be described.");
  run(
    process.execPath,
    ["--import", "tsx", "src/evidence/example-cli.ts", "--compile"],
    "A schema does not compile.",
  );
}

async function ensureBrowser() {
  const { findBrowser } = await import("../../testing/browser.mjs");
  if (findBrowser()) return;
  say("No Chromium found: trying Playwright's download, then the system's package manager.");
  spawnSync(process.execPath, ["node_modules/playwright-core/cli.js", "install", "--with-deps", "chromium"], {
    cwd: root,
    stdio: "inherit",
    timeout: 300_000,
  });
  const sudo = process.getuid?.() === 0 ? [] : ["sudo", "-n"];
  const install = ["install", "-y", "--no-install-recommends"];
  // Where the first is no package of the system, the second is.
  for (const args of [["update"], [...install, "chromium-headless-shell"], [...install, "chromium"]]) {
    if (findBrowser()) return;
    const [command, ...rest] = [...sudo, "apt-get", ...args];
    spawnSync(command, rest, { stdio: "inherit", timeout: 600_000 });
  }
  if (!findBrowser()) fail("No Chromium could be installed. Install one, or set CHROMIUM to its path.");
}

function run(command, args, failure) {
  const result = spawnSync(command, args, { cwd: root, stdio: "inherit" });
  if (result.status !== 0) fail(failure);
}

function say(text) {
  console.error(`[setup] ${text}`);
}

function fail(text) {
  say(text);
  process.exit(1);
}
