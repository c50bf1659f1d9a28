import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileDescriptorSet } from "@grpc-evolution/engine/schema/descriptor.js";
import { readFiles } from "@grpc-evolution/engine/schema/read.js";
import type { SourceText } from "@grpc-evolution/engine/source/source.js";
import { root } from "../../root.js";
import { generatedCode } from "../examples/generated-code.js";
import type { ChangeEntry } from "./entries.js";

/** What a caller may use without saying where it comes from. */
const prelude = [
  'import { create, fromBinary, getExtension, isFieldSet } from "@bufbuild/protobuf";',
  'import { createClient, type Transport } from "@connectrpc/connect";',
  "declare const transport: Transport;",
];

/** How a caller is compiled. */
export const settings = {
  compilerOptions: {
    target: "es2023",
    lib: ["es2023", "dom"],
    module: "esnext",
    moduleResolution: "bundler",
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: [],
  },
  include: ["**/*.ts"],
};

/** What the compiler says of a caller, with the code of each schema; one line for each problem. */
export interface Compiled {
  old: string[];
  new: string[];
}

/** Compiles the callers of all changes at once, each with the code that protoc-gen-es makes of its two schemas. */
export function compileCallers(entries: readonly ChangeEntry[]): Map<string, Compiled> {
  mkdirSync(path.join(root, ".cache"), { recursive: true });
  const folder = mkdtempSync(path.join(root, ".cache", "callers-"));
  try {
    for (const entry of entries) writeCaller(folder, entry);
    writeFileSync(path.join(folder, "tsconfig.json"), JSON.stringify(settings));
    const problems = compile(folder);
    return new Map(
      entries.map(({ slug }) => {
        const of = (side: string) =>
          problems.flatMap(({ file, text }) => (file === `${slug}/${side}/caller.ts` ? [text] : []));
        return [slug, { old: of("old"), new: of("new") }];
      }),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function writeCaller(folder: string, { slug, before, after, caller }: ChangeEntry): void {
  const [old, fresh] = [generated(before), generated(after)];
  const exported = [...old.matchAll(/^export (?:const|enum|type) (\w+)/gm)].map(
    (match) => match[1] as string,
  );
  const used = [...new Set(exported)].filter((name) => new RegExp(`\\b${name}\\b`).test(caller));
  const head = [...prelude, `import { ${used.join(", ")} } from "./schema_pb.js";`].join("\n");
  for (const [side, code] of [
    ["old", old],
    ["new", fresh],
  ] as const) {
    const own = path.join(folder, slug, side);
    mkdirSync(own, { recursive: true });
    writeFileSync(path.join(own, "schema_pb.ts"), code);
    writeFileSync(path.join(own, "caller.ts"), `${head}\n${caller}`);
  }
}

/** What protoc-gen-es makes of a schema. */
export function generated({ path, text }: SourceText): string {
  const { file } = fileDescriptorSet(readFiles([{ path, text }]));
  return generatedCode(file, path);
}

/** The problems that the compiler reports, by file. */
export function compile(folder: string): { file: string; text: string }[] {
  const compiler = path.join(root, "node_modules/typescript/bin/tsc");
  try {
    execFileSync(process.execPath, [compiler, "--pretty", "false", "-p", folder], { cwd: folder });
    return [];
  } catch (error) {
    const { stdout } = error as { stdout: Buffer };
    return [...stdout.toString().matchAll(/^(\S+?)\(\d+,\d+\): error (TS\d+: .*)$/gm)].map(
      ([, file = "", text = ""]) => ({ file, text }),
    );
  }
}
