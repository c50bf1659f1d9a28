/** The licenses of what the site ships, as the build wrote them. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { build } from "./built-site.js";

/** Licenses that allow to ship a package with its notice. What is under another one needs a decision first. */
const allowed = new Set(["MIT", "ISC", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "0BSD", "OFL-1.1"]);

interface Entry {
  name: string;
  license: string;
  text: string;
}

const entries = readFileSync(path.join(build, "licenses.txt"), "utf8")
  .split(`\n${"-".repeat(72)}\n\n`)
  .map((text): Entry => {
    const [, name = "", license = ""] = /^(\S+) [\w.-]+ \((.*)\)\n/.exec(text) ?? [];
    return { name, license, text };
  });

/** Whether every license that a package is under is allowed; of alternatives one has to be. */
function isAllowed(license: string): boolean {
  const parts = license.replace(/[()]/g, "").split(" AND ");
  return parts.every((part) => part.split(" OR ").some((each) => allowed.has(each)));
}

test("what pages, sandbox and search are made of is among them", () => {
  const names = entries.map(({ name }) => name);
  const shipped = `react react-dom scheduler @docusaurus/core @docusaurus/theme-classic infima prismjs minisearch
    @fontsource/ibm-plex-sans @fontsource/ibm-plex-mono @bufbuild/protobuf @connectrpc/connect sucrase
    node-inspect-extracted google-proto-files @bufbuild/protovalidate`;
  expect(names).toEqual(expect.arrayContaining(shipped.split(/\s+/)));
  expect(new Set(names).size).toBe(names.length);
});

test("what only builds the site is not", () => {
  const names = entries.map(({ name }) => name);
  for (const tool of ["vitest", "esbuild", "@rspack/core", "typescript"]) expect(names).not.toContain(tool);
});

test("each is allowed", () => {
  expect(
    entries.filter(({ license }) => !isAllowed(license)).map(({ name, license }) => [name, license]),
  ).toEqual([]);
});

test("others are seen", () => {
  expect(isAllowed("(Apache-2.0 AND BSD-3-Clause)")).toBe(true);
  expect(isAllowed("(MIT OR GPL-3.0)")).toBe(true);
  for (const license of ["GPL-3.0", "(Apache-2.0 AND GPL-3.0)", "UNLICENSED", "undefined", ""]) {
    expect(isAllowed(license), license).toBe(false);
  }
});

test("each names a holder of rights, and has the terms", () => {
  const terms =
    /END OF TERMS AND CONDITIONS|IN NO EVENT SHALL|IS PROVIDED "AS IS"|SIL OPEN FONT LICENSE|DISCLAIMS ALL WARRANTIES/i;
  const lacking = entries.filter(({ text }) => !/copyright/i.test(text) || !terms.test(text));
  expect(lacking.map(({ name }) => name)).toEqual([]);
});
