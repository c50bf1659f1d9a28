/**
 * Bundles the command into one file, with everything that it needs: `node src/cli/build.mjs [folder]` writes it to
 * the folder, `dist` beside this file where none is named. Names are kept, so that a stack trace can be read. A file is
 * replaced at once: whoever runs the command meanwhile gets the one before or the new one.
 */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { described, licenseTexts } from "../licenses/licenses.mjs";

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
replace(path.join(dist, "LICENSES.txt"), licenseTexts([...Object.keys(metafile.inputs), ...described]));

function replace(file, contents, mode = 0o644) {
  const written = `${file}.${process.pid}`;
  writeFileSync(written, contents, { mode });
  renameSync(written, file);
}
