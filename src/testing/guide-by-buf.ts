import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { fromBinary } from "@bufbuild/protobuf";
import { type FileDescriptorProto, FileDescriptorSetSchema } from "@bufbuild/protobuf/wkt";
import { readSchema, type SourceText } from "@grpc-evolution/engine/schema/read.js";
import { buf, bufEnvironment } from "../evidence/buf/buf.js";
import { importsRules, writeRules } from "../evidence/buf/imports.js";
import { forEachParallel } from "../evidence/examples/parallel.js";
import { root } from "../root.js";
import { someOf } from "./thorough.js";

/** A schema of the guide, by its path below `docs`, and what buf makes of it. */
export interface GuideSchema extends SourceText {
  /** With its source info; null where buf refuses the schema. */
  descriptor: FileDescriptorProto | null;
  /** Of the files that it imports, and that those import. */
  imported: FileDescriptorProto[];
}

let guide: Promise<GuideSchema[]> | null = null;

/** Below `docs`: the folders whose schemas are looked at. */
export const guideFolders: ReadonlySet<string> = new Set(
  someOf([...new Set(protosOfGuide().map((name) => path.dirname(name)))].sort(), 4),
);

/** Every schema in these folders, as buf describes it. buf runs once for as many schemas as have no name in common. */
export function guideByBuf(): Promise<GuideSchema[]> {
  guide ??= describe(readGuide());
  return guide;
}

function readGuide(): SourceText[] {
  return protosOfGuide()
    .filter((name) => guideFolders.has(path.dirname(name)))
    .map((name) => ({ path: name, text: readFileSync(path.join(root, "docs", name), "utf8") }));
}

/** Below `docs`. */
function protosOfGuide(): string[] {
  const names = readdirSync(path.join(root, "docs"), { recursive: true, encoding: "utf8" });
  return names.filter((name) => name.endsWith(".proto"));
}

async function describe(sources: readonly SourceText[]): Promise<GuideSchema[]> {
  const schemas: GuideSchema[] = [];
  await forEachParallel(withoutNameInCommon(sources), async (group) => {
    schemas.push(...(await built(group)));
  });
  return schemas;
}

/** Groups of schemas that can be one module: buf refuses one in which a name is declared twice, or that it cannot read. */
function withoutNameInCommon(sources: readonly SourceText[]): SourceText[][] {
  const groups: { names: Set<string>; sources: SourceText[] }[] = [];
  const alone: SourceText[][] = [];
  for (const source of sources) {
    const names = declaredIn(source);
    if (!names) {
      alone.push([source]);
      continue;
    }
    const group = groups.find((each) => ![...names].some((name) => each.names.has(name)));
    if (group) group.sources.push(source);
    else groups.push({ names: new Set(), sources: [source] });
    for (const name of names) (group ?? groups.at(-1))?.names.add(name);
  }
  return [...alone, ...groups.map(({ sources }) => sources)];
}

/** Full names of what a file declares, values of enums included, which stand beside their enum; null where it has a problem. */
function declaredIn(source: SourceText): Set<string> | null {
  const { problems, schema } = readSchema([source]);
  if (problems.length > 0) return null;
  const values = [...schema.enums].flatMap(([name, { values }]) =>
    values.map((value) => name.replace(/[^.]*$/, value.name)),
  );
  return new Set([...schema.messages.keys(), ...schema.enums.keys(), ...schema.services.keys(), ...values]);
}

async function built(group: readonly SourceText[]): Promise<GuideSchema[]> {
  const files = await descriptorsOf(group);
  if (files === null && group.length > 1)
    return (await Promise.all(group.map((each) => built([each])))).flat();
  const find = (name: string) => files?.find((file) => file.name === name);
  return group.map((source) => {
    const descriptor = find(source.path) ?? null;
    return { ...source, descriptor, imported: importedBy(descriptor, find) };
  });
}

/** Whatever a file imports, directly or not, each once. */
function importedBy(
  descriptor: FileDescriptorProto | null,
  find: (name: string) => FileDescriptorProto | undefined,
): FileDescriptorProto[] {
  const found = new Set<FileDescriptorProto>();
  const queue = [...(descriptor?.dependency ?? [])];
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    const file = find(name);
    if (!file || found.has(file)) continue;
    found.add(file);
    queue.push(...file.dependency);
  }
  return [...found];
}

/** What buf makes of some files as one module, what they import included; null where it refuses them. */
async function descriptorsOf(group: readonly SourceText[]): Promise<FileDescriptorProto[] | null> {
  const folder = mkdtempSync(path.join(tmpdir(), "guide-"));
  try {
    for (const { path: name, text } of group) {
      mkdirSync(path.join(folder, path.dirname(name)), { recursive: true });
      writeFileSync(path.join(folder, name), text);
    }
    if (group.some(({ text }) => importsRules(text))) writeRules(folder);
    const { stdout } = await promisify(execFile)(buf, ["build", ".", "-o", "-#format=binpb"], {
      cwd: folder,
      env: bufEnvironment,
      encoding: "buffer",
      maxBuffer: 2 ** 28,
    });
    return fromBinary(FileDescriptorSetSchema, stdout).file;
  } catch (error) {
    if ((error as { code?: unknown }).code === 100) return null;
    throw error;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
