import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { root } from "../../root.js";

/** One runnable example: a folder `examples/<name>` beside the page that shows it. */
export interface Example {
  /** What people type, `r1/reuse`: the short name of the page's folder and the name of the example's. */
  id: string;
  /** The folder, relative to the root, with forward slashes. */
  folder: string;
  /** Names of the `.proto` files, oldest release first. */
  protos: string[];
}

/** An example that cannot be found, compiled or run. The message names the file and says what to do. */
export class ExampleError extends Error {}

/** All examples below `docs`, sorted by id. */
export function findExamples(docs = path.join(root, "docs")): Example[] {
  return readdirSync(docs, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isDirectory() && path.basename(entry.parentPath) === "examples")
    .map((entry) => describe(path.join(entry.parentPath, entry.name)))
    .sort((a, b) => a.id.localeCompare(b.id));
}

/** The example with this id, or an error that lists the nearest names. */
export function findExample(id: string, examples = findExamples()): Example {
  const example = examples.find((each) => each.id === id);
  if (example) return example;
  const [page, name] = id.split("/");
  const near = examples.filter((e) => e.id.startsWith(`${page}/`) || e.id.endsWith(`/${name ?? page}`));
  const hint = near.length > 0 ? `Did you mean ${near.map((e) => e.id).join(", ")}? ` : "";
  throw new ExampleError(`There is no example "${id}". ${hint}"npm run example" lists them all.`);
}

/** Reads a file of the example; an error that names the file where it is missing. */
export function readExampleFile(example: Example, file: string): string {
  const place = path.join(root, example.folder, file);
  if (!existsSync(place)) throw new ExampleError(`${example.folder}/${file} is missing. ${remedy(file)}`);
  return readFileSync(place, "utf8");
}

/**
 * The schemas that the program imports as generated code: `./before_pb.js` comes from `before.proto`.
 * Only these are compiled; a schema that is meant to be refused is shown, not imported.
 */
export function importedProtos(example: Example): string[] {
  const program = readExampleFile(example, "example.ts");
  const names = [...program.matchAll(/from "\.\/([\w.-]+)_pb\.js"/g)].map((match) => `${match[1]}.proto`);
  for (const name of new Set(names)) {
    if (!example.protos.includes(name)) {
      const generated = name.replace(/\.proto$/, "_pb.js");
      throw new ExampleError(
        `${example.folder}/example.ts imports ./${generated}, but ${example.folder}/${name} is missing. Add the schema or correct the import.`,
      );
    }
  }
  return [...new Set(names)];
}

function describe(folder: string): Example {
  const relative = path.relative(root, folder).split(path.sep).join("/");
  const page = path.basename(path.dirname(path.dirname(folder)));
  const protos = readdirSync(folder).filter((name) => name.endsWith(".proto"));
  return { id: `${shortName(page)}/${path.basename(folder)}`, folder: relative, protos: protos.sort(byAge) };
}

/** `r1-field-numbers` is known as `r1`; other pages go by their own name. */
function shortName(page: string): string {
  return /^(r|gl)\d+(?=-)/.exec(page)?.[0] ?? page;
}

/** `before` comes first and `after` last; between them releases sort by their number. */
function byAge(a: string, b: string): number {
  const age = (name: string) => (name.startsWith("before") ? -1 : name.startsWith("after") ? 1 : 0);
  return age(a) - age(b) || a.localeCompare(b, "en", { numeric: true });
}

function remedy(file: string): string {
  return file === "output.txt"
    ? `"npm run example:record" writes what the program prints.`
    : "Every example needs it; see docs/contributing/writing-an-example.mdx.";
}
