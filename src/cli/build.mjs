/**
 * Bundles the command into one file, with everything that it needs: `node src/cli/build.mjs [folder]` writes it to
 * the folder, `dist` beside this file where none is named. Names are kept, so that a stack trace can be read. A file is
 * replaced at once: whoever runs the command meanwhile gets the one before or the new one.
 */
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../..", import.meta.url));
const dist = path.resolve(process.argv[2] ?? path.join(root, "src/cli/dist"));

/** Libraries in CommonJS ask for Node's modules with `require`, which a module does not have. */
const banner = `#!/usr/bin/env node
import { createRequire } from "node:module";
const require = createRequire(import.meta.url);`;

const { metafile, outputFiles } = await build({
  absWorkingDir: root,
  entryPoints: ["src/cli/main.ts"],
  outfile: path.join(dist, "grpc-evolution.mjs"),
  bundle: true,
  write: false,
  platform: "node",
  target: "node20",
  format: "esm",
  banner: { js: banner },
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: "eof",
  metafile: true,
  // The package may have no homepage; see package.ts.
  logOverride: { "import-is-undefined": "silent" },
  logLevel: "warning",
});

mkdirSync(dist, { recursive: true });
for (const { path: file, contents } of outputFiles) replace(file, contents, 0o755);
replace(path.join(dist, "LICENSE"), readFileSync(path.join(root, "LICENSE")));
replace(path.join(dist, "LICENSES.txt"), licenses(Object.keys(metafile.inputs)));

function replace(file, contents, mode = 0o644) {
  const written = `${file}.${process.pid}`;
  writeFileSync(written, contents, { mode });
  renameSync(written, file);
}

/** The license texts of all packages that became part of the bundle. */
function licenses(inputs) {
  const packages = new Set(inputs.map((input) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1]));
  packages.delete(undefined);
  return [...packages]
    .sort()
    .map(licenseOf)
    .join(`\n${"-".repeat(72)}\n\n`);
}

function licenseOf(folder) {
  const { name, version, license } = JSON.parse(
    readFileSync(path.join(root, folder, "package.json"), "utf8"),
  );
  const file = readdirSync(path.join(root, folder)).find((each) => /^license/i.test(each));
  const text = file ? readFileSync(path.join(root, folder, file), "utf8") : "";
  return `${name} ${version} (${license})\n\n${text}`;
}
