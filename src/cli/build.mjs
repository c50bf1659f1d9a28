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

/** Files of the packages of which the bundle has what `src/tools/setup/common-files.mjs` made of them. */
const described = [
  "node_modules/google-proto-files/google/type/money.proto",
  "node_modules/@bufbuild/protovalidate/dist/esm/gen/buf/validate/validate_pb.js",
];

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
replace(path.join(dist, "LICENSES.txt"), licenses([...Object.keys(metafile.inputs), ...described]));

function replace(file, contents, mode = 0o644) {
  const written = `${file}.${process.pid}`;
  writeFileSync(written, contents, { mode });
  renameSync(written, file);
}

/** The license texts and notices of all packages that became part of the bundle. */
function licenses(inputs) {
  const filesOf = new Map();
  for (const input of inputs) {
    const folder = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1];
    if (folder !== undefined) filesOf.set(folder, [...(filesOf.get(folder) ?? []), input]);
  }
  return [...filesOf.keys()]
    .sort()
    .map((folder) => licenseOf(folder, filesOf.get(folder)))
    .join(`\n${"-".repeat(72)}\n\n`);
}

function licenseOf(folder, files) {
  const { name, version, license } = JSON.parse(
    readFileSync(path.join(root, folder, "package.json"), "utf8"),
  );
  const texts = [...licenseFiles(folder), ...noticesIn(files)];
  if (!texts.some(({ isWhole }) => isWhole)) texts.unshift(wholeText(name, license));
  return [`${name} ${version} (${license})\n`, ...texts.map(({ text }) => text)].join("\n");
}

/** Also those of code that a package took over from another one, which stand in folders of it. */
function licenseFiles(folder) {
  return readdirSync(path.join(root, folder), { recursive: true })
    .filter((file) => /^(licen[cs]e|copying|notice)\b/i.test(path.basename(file)))
    .filter((file) => !/\.[cm]?[jt]s$/.test(file) && !file.split(path.sep).includes("node_modules"))
    .sort()
    .map((file) => ({ text: readFileSync(path.join(root, folder, file), "utf8"), isWhole: true }));
}

/** What stands at the head of files that name a holder of rights. The bundle has no comments. */
function noticesIn(files) {
  const heads = files.map(
    (file) => /^(?:\/\/.*\n)+/.exec(readFileSync(path.join(root, file), "utf8"))?.[0] ?? "",
  );
  const notices = new Set(heads.filter((head) => /copyright/i.test(head)));
  return [...notices].sort().map((head) => ({ text: head.replace(/^\/\/ ?/gm, ""), isWhole: false }));
}

/** Of a package that names its license and has no copy of it: the text that this project is under, too. */
function wholeText(name, license) {
  if (!/\bApache-2\.0\b/.test(license)) throw new Error(`${name} has no text of its license, ${license}.`);
  return { text: readFileSync(path.join(root, "LICENSE"), "utf8"), isWhole: true };
}
