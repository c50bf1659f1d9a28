/** The licenses of what is shipped: of every package of which a bundle has a file. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

/**
 * Files of the packages of which bundles have what `src/tools/setup/common-files.mjs` made of them; no bundler sees these.
 */
export const described = [
  "node_modules/google-proto-files/google/type/money.proto",
  "node_modules/@bufbuild/protovalidate/dist/esm/gen/buf/validate/validate_pb.js",
];

/**
 * The license texts and notices of all packages that files belong to, as one text. The files are named by their paths below
 * the root of the repository; those of the repository itself do not count.
 * @param {readonly string[]} files
 */
export function licenseTexts(files) {
  const filesOf = new Map();
  for (const file of files) {
    const folder = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1];
    if (folder !== undefined) filesOf.set(folder, [...(filesOf.get(folder) ?? []), file]);
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
  if (!texts.some(({ isWhole }) => isWhole))
    texts.push(licenseInReadme(folder) ?? wholeText(name, license, texts));
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

/** What stands at the head of files that name a holder of rights. Bundles have no comments. */
function noticesIn(files) {
  const heads = files.map((file) => headOf(readFileSync(path.join(root, file), "utf8")));
  const notices = new Set(heads.filter((head) => /copyright/i.test(head)));
  return [...notices].sort().map((text) => ({ text, isWhole: false }));
}

/** The comment that a file begins with, without its signs. */
function headOf(text) {
  const lines = /^(?:\/\/.*\n)+/.exec(text)?.[0];
  if (lines !== undefined) return lines.replace(/^\/\/ ?/gm, "");
  const block = /^\/\*[*!]?\n([\s\S]*?)\*\//.exec(text)?.[1] ?? "";
  return block.replace(/^ *\* ?/gm, "");
}

/** Some packages have their license at the end of their description only. */
function licenseInReadme(folder) {
  const file = readdirSync(path.join(root, folder)).find((name) => /^readme\b/i.test(name));
  const text = file === undefined ? "" : readFileSync(path.join(root, folder, file), "utf8");
  const license = /^#* *licen[cs]e\b[\s\S]*/im.exec(text)?.[0] ?? "";
  return license.includes("Permission is hereby granted") ? { text: license, isWhole: true } : null;
}

/**
 * Of a package that names its license and has no copy of it: the text of the Apache License, which this project is under, too, or
 * that of the MIT License where the package's files name the holder of the rights.
 */
function wholeText(name, license, notices) {
  if (/\bApache-2\.0\b/.test(license)) {
    return { text: readFileSync(path.join(root, "LICENSE"), "utf8"), isWhole: true };
  }
  if (license === "MIT" && notices.length > 0) return { text: mitLicense, isWhole: true };
  throw new Error(`${name} has no text of its license, ${license}.`);
}

const mitLicense = `Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the "Software"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
SOFTWARE.
`;
