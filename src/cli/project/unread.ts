import { posix } from "node:path";
import type { State } from "@grpc-evolution/engine/check/request.js";
import { protocolStemOf, protocolVersionOf } from "@grpc-evolution/engine/identity/protocol-version.js";
import { printable } from "@grpc-evolution/engine/report/printable.js";
import { commonFile } from "@grpc-evolution/engine/schema/common-files.js";
import { readState } from "@grpc-evolution/engine/schema/read.js";
import { isOfProtobuf } from "@grpc-evolution/engine/schema/well-known.js";
import { globMatcher } from "../git/globs.js";
import type { TreeEntry } from "../git/trees.js";
import type { Notes } from "../terminal/terminal.js";
import { UserError } from "../terminal/user-error.js";
import type { Repository } from "./project.js";
import type { HeadState } from "./states.js";

/**
 * Says once of each thing that the globs ask for and that is not read: a pass means that it looked. Where nothing is read at
 * all, `refuseNothing` says it.
 */
export function sayWhatIsNotRead(repository: Pick<Repository, "protocol" | "notes">, state: HeadState): void {
  if (state.files.judged.length > 0) sayEach(repository, state);
}

function sayEach(
  { protocol, notes }: Pick<Repository, "protocol" | "notes">,
  { files, tree, ignored }: HeadState,
): void {
  const entries = [...tree.values()];
  for (const glob of globsWithoutMatch(protocol.globs, entries))
    notes.say(`the glob ${glob} matches nothing.`);
  for (const remark of remarksOn(unreadEntries(protocol.globs, entries), ignored)) notes.say(remark);
  for (const remark of otherVersions(protocol.globs, files, entries)) notes.say(remark);
  const unknown = files.unresolved.filter(({ imported }) => !isOfProtobuf(imported) && !commonFile(imported));
  const [first] = unknown;
  if (!first) return;
  const others = unknown.length > 1 ? `, and ${unknown.length - 1} more imports are not there either` : "";
  const what = `${first.importer} imports ${first.imported}, which is not in this repository`;
  notes.say(`${what}${others}: types from there are compared by name alone.`);
}

/** Says of which imports of a folder or a descriptor set no file is at hand: of types from there nothing is claimed. */
export function sayWhatIsNotAtHand(state: State, notes: Notes): void {
  const { files } = readState(state).schema;
  const missing = files.flatMap(({ path: importer, imports }) =>
    imports.flatMap(({ written, path }) => (path === null ? [{ importer, written }] : [])),
  );
  const [first] = missing;
  if (!first) return;
  const others = [...new Set(missing.map(({ written }) => written))].filter((each) => each !== first.written);
  const named = others.slice(0, shown - 1).join(", ");
  const more = others.length >= shown ? ` and ${others.length - shown + 1} more` : "";
  const rest = others.length > 0 ? `, nor are ${named}${more}` : "";
  const what = `${first.importer} imports ${first.written}, which is not at hand in ${state.label}`;
  notes.say(`${what}${rest}: types from there are compared by name alone.`);
}

/** Throws a UserError where nothing is read: a report of nothing would look like a good one. */
export function refuseNothing(
  repository: Pick<Repository, "protocol" | "configuration" | "notes">,
  state: HeadState,
  others: readonly Pick<State, "files">[],
): void {
  const { protocol, configuration } = repository;
  const { files, tree, ignored } = state;
  if (files.judged.length > 0) return;
  if (others.some((other) => other.files.length > 0)) {
    sayEach(repository, state);
    return;
  }
  const patterns = protocol.globs.map(printable).join(", ");
  const entries = unreadEntries(protocol.globs, [...tree.values()]);
  const remarks = remarksOn(entries, ignored).map((remark) => ` ${remark}`);
  const where =
    configuration.file === null
      ? "Write protos into a grpc-evolution.yaml."
      : "Correct protos in the configuration.";
  throw new UserError(`No .proto file matches ${patterns}.${remarks.join("")}`, where);
}

function globsWithoutMatch(globs: readonly string[], entries: readonly TreeEntry[]): string[] {
  return globs.filter((glob) => {
    if (glob.startsWith("!")) return false;
    const isChosen = globMatcher([glob]);
    return !entries.some(({ path }) => isChosen(path));
  });
}

/** Links and submodules that the globs choose, or below which they would choose. */
function unreadEntries(globs: readonly string[], entries: readonly TreeEntry[]): TreeEntry[] {
  const isChosen = globMatcher(globs);
  return entries.filter(
    ({ path, kind }) => kind !== "file" && (isChosen(path) || isChosen(`${path}/any.proto`)),
  );
}

/**
 * Files that lie where another version of a package that is compared would lie, and that no glob chooses or leaves out: when a
 * version comes, globs for the one before do not find it.
 */
function otherVersions(
  globs: readonly string[],
  { judged, resolved }: HeadState["files"],
  entries: readonly TreeEntry[],
): string[] {
  const isLeftOut = globMatcher(globs.flatMap((glob) => (glob.startsWith("!") ? [glob.slice(1)] : [])));
  const read = new Set([...judged, ...resolved].map(({ path }) => path));
  const compared = new Map<string, Set<string>>();
  for (const path of read) {
    const { stem, version } = versionedFolder(path);
    if (version !== "") compared.set(stem, (compared.get(stem) ?? new Set()).add(version));
  }
  const others = entries.filter(({ path, kind }) => {
    if (kind !== "file" || !path.endsWith(".proto") || read.has(path) || isLeftOut(path)) return false;
    const { stem, version } = versionedFolder(path);
    return version !== "" && compared.get(stem)?.has(version) === false;
  });
  return sentence(
    others.map(({ path }) => path),
    "another version of what is compared",
    "other versions of what is compared",
    "protos does not choose it, so it is not read; add it there, or leave it out with a glob that begins with !",
    "protos does not choose them, so they are not read; add them there, or leave them out with a glob that begins with !",
  );
}

/** The folder of a file as the folder of a version: `acme/fleet` and `v2` of `acme/fleet/v2/fleet.proto`. */
function versionedFolder(path: string): { stem: string; version: string } {
  const packageName = posix.dirname(path).split("/").join(".");
  return { stem: protocolStemOf(packageName), version: protocolVersionOf(packageName) };
}

/** At most so many are named. */
const shown = 3;

function remarksOn(entries: readonly TreeEntry[], ignored: string[]): string[] {
  const named = (kind: TreeEntry["kind"]) =>
    entries.filter((entry) => entry.kind === kind).map(({ path }) => path);
  return [
    ...sentence(named("submodule"), "a submodule", "submodules", "what lies there is not read"),
    ...sentence(named("link"), "a link", "links", "what a link leads to is read only where it lies"),
    ...sentence(ignored, "ignored by git", "ignored by git", "what git ignores is not read"),
  ];
}

function sentence(paths: string[], one: string, many: string, meaning: string, ofMany = meaning): string[] {
  if (paths.length === 0) return [];
  const names = paths.slice(0, shown).join(", ");
  const more = paths.length > shown ? ` and ${paths.length - shown} more` : "";
  return [
    `${printable(names)}${more} ${paths.length === 1 ? `is ${one}: ${meaning}` : `are ${many}: ${ofMany}`}.`,
  ];
}
