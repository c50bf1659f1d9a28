import path from "node:path";
import { buildSync } from "esbuild";
import project from "../../../package.json" with { type: "json" };
import { root } from "../../root.js";
import { compile, generated, settings } from "../changes/callers.js";
import { type Attempt, type Language, linesOf, programOf, runOrThrow, write } from "./language.js";

const { devDependencies } = project;

/** TypeScript with the code of protoc-gen-es, for messages and for the services of Connect. */
export const typescript: Language = {
  id: "typescript",
  title: "TypeScript",
  packages: [],
  versions: () =>
    `TypeScript ${devDependencies.typescript} with protoc-gen-es ${devDependencies["@bufbuild/protoc-gen-es"]} and Connect ${devDependencies["@connectrpc/connect"]}`,
  attempt(schemas, folder) {
    for (const [name, text] of schemas) {
      write(path.join(folder, name, "agent_pb.ts"), generated({ path: "agent.proto", text }));
      write(path.join(folder, name, "caller.ts"), programOf("caller.ts.txt"));
    }
    write(path.join(folder, "tsconfig.json"), JSON.stringify(settings));
    const problems = compile(folder);
    return new Map(
      [...schemas.keys()].map((name): [string, Attempt] => {
        const own = problems.flatMap(({ file, text }) => (file.startsWith(`${name}/`) ? [text] : []));
        return [name, { problems: own, printed: own.length > 0 ? [] : printedBy(folder, name) }];
      }),
    );
  },
};

function printedBy(folder: string, name: string): string[] {
  const program = path.join(folder, name, "caller.mjs");
  buildSync({
    entryPoints: [path.join(folder, name, "caller.ts")],
    outfile: program,
    bundle: true,
    platform: "node",
    format: "esm",
    nodePaths: [path.join(root, "node_modules")],
  });
  return linesOf(runOrThrow({ program: process.execPath, args: [program] }, folder));
}
