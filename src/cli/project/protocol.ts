import { posix } from "node:path";
import { printable } from "@grpc-evolution/engine/report/printable.js";
import { declaredTwice, topNames } from "@grpc-evolution/engine/schema/declared-twice.js";
import { parseSource } from "@grpc-evolution/engine/schema/parse-source.js";
import type { SourceText } from "@grpc-evolution/engine/schema/read.js";
import { globMatcher } from "../git/globs.js";
import type { StateFiles } from "../git/state-files.js";
import { UserError } from "../terminal/user-error.js";
import { isModuleFile, rootsIn } from "./buf-modules.js";
import { ImportPaths } from "./import-paths.js";

/** The files of a protocol in one state. */
export interface ProtocolFiles {
  /** What is compared and judged. Where two declare the same name, the first one counts. */
  judged: SourceText[];
  /** What judged files import and a glob with `!` leaves out: their types resolve, nothing of them is judged. */
  resolved: SourceText[];
}

/** The files of a state as they were read, and what is to be said of how they were chosen. */
export interface ReadProtocol extends ProtocolFiles {
  /** Imports that no file of the repository fits, `path of the importing file: import`. */
  unresolved: { importer: string; imported: string }[];
}

/**
 * What belongs to a protocol. The globs choose files of the head; what these import belongs to it, too, wherever it lies and
 * whatever its suffix. From there names count: in an older state, files that lie elsewhere belong to the protocol as
 * well where they have moved since and declare its names.
 */
export class Protocol {
  /** Whether the globs choose a path. */
  readonly chooses: (path: string) => boolean;
  readonly #isLeftOut: (path: string) => boolean;

  /** @param globs relative to the root of the repository; those that begin with `!` leave out */
  constructor(readonly globs: readonly string[]) {
    this.chooses = globMatcher(globs);
    const left = globs.filter((glob) => glob.startsWith("!")).map((glob) => glob.slice(1));
    this.#isLeftOut = globMatcher(left);
  }

  /** The files of the head, those that the globs choose before the others. */
  async head(state: StateFiles): Promise<ReadProtocol> {
    const files = filesIn(state);
    const chosen = files.filter(this.chooses).sort();
    const { sources, unresolved } = await withImports(chosen, state, files);
    const isResolvedOnly = ({ path }: SourceText) => !this.chooses(path) && this.#isLeftOut(path);
    return {
      judged: sources.filter((source) => !isResolvedOnly(source)),
      resolved: sources.filter(isResolvedOnly),
      unresolved,
    };
  }

  /**
   * The paths of an older state that may belong to the protocol: what the globs choose, what is judged in the head, and
   * what has moved since. What still lies in the head and is not judged there never belonged to it.
   */
  candidates(state: StateFiles, head: ProtocolFiles, living: ReadonlySet<string>): OlderPaths {
    const files = filesIn(state);
    const judged = new Set(head.judged.map(({ path }) => path));
    const isOwn = (path: string) => this.chooses(path) || judged.has(path);
    const isMoved = (path: string) => path.endsWith(".proto") && !living.has(path) && !isOwn(path);
    return { own: files.filter(isOwn).sort(), moved: files.filter(isMoved).sort() };
  }

  /** The files of an older state; of those that have moved, only those that declare names of the protocol. */
  async older(state: StateFiles, paths: OlderPaths, head: ProtocolFiles): Promise<ReadProtocol> {
    const { sources, unresolved } = await withImports(paths.own, state, filesIn(state));
    const own = new Set(paths.own);
    const isResolvedOnly = ({ path }: SourceText) => !own.has(path) && this.#isLeftOut(path);
    const reached = new Set(sources.map(({ path }) => path));
    const names = namesIn(head.judged);
    const moved = (await state.read(paths.moved)).filter(
      (source) => !reached.has(source.path) && declaresAny(source, names),
    );
    const judged = [...sources.filter((source) => !isResolvedOnly(source)), ...moved];
    return {
      judged: inOrderOfHomes(judged, names.homes, this.chooses),
      resolved: sources.filter(isResolvedOnly),
      unresolved,
    };
  }
}

/** Paths of an older state, sorted. */
export interface OlderPaths {
  own: string[];
  moved: string[];
}

function filesIn({ tree }: StateFiles): string[] {
  return [...tree.values()].filter(({ kind }) => kind === "file").map(({ path }) => path);
}

/** Where `buf.yaml` and `buf.work.yaml` say that imports count from. */
async function declaredRoots(state: StateFiles, files: readonly string[]): Promise<string[]> {
  const declaring = await state.read(files.filter(isModuleFile).sort());
  return declaring.flatMap(({ path, text }) => rootsIn(path, text));
}

interface Imported {
  sources: SourceText[];
  unresolved: ReadProtocol["unresolved"];
}

/** Some files, and behind them all that they import, step by step, as far as it is there. */
async function withImports(
  paths: readonly string[],
  state: StateFiles,
  files: readonly string[],
): Promise<Imported> {
  const imports = new ImportPaths(files, await declaredRoots(state, files));
  const sources: SourceText[] = [];
  const unresolved: Imported["unresolved"] = [];
  const reached = new Set(paths);
  for (let next = [...paths]; next.length > 0; ) {
    const step = await state.read(next);
    sources.push(...step);
    next = [];
    for (const source of step) {
      for (const { path: imported } of parseSource(source).file.imports) {
        const path = imports.find(source.path, imported);
        if (path === null) unresolved.push({ importer: source.path, imported });
        else if (!reached.has(path)) next.push(path);
        if (path !== null) reached.add(path);
      }
    }
    next.sort();
  }
  return { sources, unresolved };
}

/** The packages and the full names of what stands at the top of some files. */
interface Names {
  packages: ReadonlySet<string>;
  homes: ReadonlyMap<string, string>;
}

function namesIn(sources: readonly SourceText[]): Names {
  const files = sources.map((source) => ({ path: source.path, file: parseSource(source).file }));
  const homes = new Map<string, string>();
  for (const { path, file } of files) {
    for (const name of topNames(file)) if (!homes.has(name)) homes.set(name, path);
  }
  return { packages: new Set(files.map(({ file }) => file.package).filter((name) => name !== "")), homes };
}

/** Whether a file declares something of a protocol: it is of one of its packages, or has one of its names. */
function declaresAny(source: SourceText, { packages, homes }: Names): boolean {
  const { file } = parseSource(source);
  return packages.has(file.package) || topNames(file).some((name) => homes.has(name));
}

/**
 * Puts files in the order in which their declarations count. Where several declare one name, and not all in the same way,
 * that of the one file counts that the globs choose; of several such, or none, that of the file that declares it in the head,
 * else that of one with the same name as this file. Throws a UserError that names both where none of this decides.
 */
function inOrderOfHomes(
  sources: readonly SourceText[],
  homes: ReadonlyMap<string, string>,
  isChosen: (path: string) => boolean,
): SourceText[] {
  const doubles = declaredTwice(sources.map((source) => parseSource(source).file));
  /** For each file those whose declarations count before its own. */
  const earlier = new Map<SourceText, Set<SourceText>>();
  for (const { fullName, places } of doubles) {
    const files = places.map(({ file }) => sources[file] as SourceText);
    const first = firstOf(files, homes.get(fullName) ?? null, isChosen);
    if (!first) throw declaredDifferently(fullName, files);
    for (const file of files) {
      if (file !== first) earlier.set(file, (earlier.get(file) ?? new Set()).add(first));
    }
  }
  return doubles.length === 0 ? [...sources] : behindEarlier(sources, earlier);
}

function firstOf(
  files: readonly SourceText[],
  home: string | null,
  isChosen: (path: string) => boolean,
): SourceText | undefined {
  const chosen = files.filter(({ path }) => isChosen(path));
  const candidates = chosen.length > 0 ? chosen : files;
  if (candidates.length === 1 || home === null) return candidates.length === 1 ? candidates[0] : undefined;
  const atHome = candidates.find(({ path }) => path === home);
  const alike = candidates.filter(({ path }) => posix.basename(path) === posix.basename(home));
  return atHome ?? (alike.length === 1 ? alike[0] : undefined);
}

/** The error for a name that several files declare, and nothing says whose declaration counts. */
export function declaredDifferently(fullName: string, files: readonly SourceText[]): UserError {
  const [one = "", other = ""] = files.map(({ path }) => printable(path));
  if (one === other) {
    return new UserError(
      `${printable(fullName)} is declared twice in ${one}, and not the same.`,
      "Leave one declaration.",
    );
  }
  return new UserError(
    `${printable(fullName)} is declared in ${one} and in ${other}, and not the same.`,
    "Leave one of these files out of protos, with a glob that begins with !.",
  );
}

/** Each file behind those that count before it; otherwise the order stays. */
function behindEarlier(
  sources: readonly SourceText[],
  earlier: ReadonlyMap<SourceText, ReadonlySet<SourceText>>,
): SourceText[] {
  const placed = new Set<SourceText>();
  const open = new Set<SourceText>();
  const place = (source: SourceText) => {
    if (placed.has(source)) return;
    open.add(source);
    for (const first of earlier.get(source) ?? []) {
      // Two files that each count before the other: no order of files serves both names.
      if (open.has(first)) throw declaredDifferently("A name", [first, source]);
      place(first);
    }
    open.delete(source);
    placed.add(source);
  };
  for (const source of sources) place(source);
  return [...placed];
}
