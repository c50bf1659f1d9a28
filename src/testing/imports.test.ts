import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { root } from "../root.js";

/** Rooms of the engine, each with those that it may import from. */
const mayImport: Record<string, string[]> = {
  source: [],
  schema: ["source"],
  identity: ["schema"],
  diff: ["identity", "schema"],
  ledger: ["identity", "schema"],
  wire: ["schema"],
  window: ["diff", "schema"],
  rules: ["window", "ledger", "diff", "identity", "wire", "schema"],
  check: ["rules", "window", "wire", "ledger", "diff", "schema", "source"],
  report: ["check", "rules", "window", "wire", "diff", "schema"],
};

const engine = path.join(root, "src", "engine");

const imports = readdirSync(engine, { recursive: true, encoding: "utf8" })
  .filter((file) => /\.tsx?$/.test(file) && !/\.test\.ts$/.test(file))
  .flatMap((file) => {
    const text = readFileSync(path.join(engine, file), "utf8");
    return [...text.matchAll(/^(?:import|export)\b(?:[^"';]*\bfrom)? ?"([^"\n]+)";$/gm)].map((match) => ({
      file,
      target: match[1] as string,
    }));
  });

test("the engine knows neither Node nor React nor the page", () => {
  const libraries = imports.filter(({ target }) => !target.startsWith("."));
  expect(libraries.filter(({ target }) => !target.startsWith("@bufbuild/protobuf"))).toEqual([]);
  const outside = imports.filter(({ file, target }) =>
    path.posix.join(path.dirname(file), target).startsWith(".."),
  );
  expect(outside.filter(({ target }) => target.startsWith("."))).toEqual([]);
});

test("imports inside the engine point one way", () => {
  const wrong = imports.filter(({ file, target }) => {
    if (!target.startsWith(".")) return false;
    const from = roomOf(file.split(path.sep).join("/"));
    const to = roomOf(path.posix.join(path.dirname(file), target));
    return from !== to && !mayImport[from]?.includes(to);
  });
  expect(wrong).toEqual([]);
});

function roomOf(file: string): string {
  return file.split("/")[0] as string;
}
