import type { Declarations } from "@grpc-evolution/engine/identity/declaration.js";
import { declarationsOfFile } from "@grpc-evolution/engine/identity/of-file.js";
import { assembleLedger } from "@grpc-evolution/engine/ledger/assemble.js";
import { Interner } from "@grpc-evolution/engine/ledger/interner.js";
import { aliasesOf, type Holder, type Ledger } from "@grpc-evolution/engine/ledger/ledger.js";
import type { FileDeclarations } from "@grpc-evolution/engine/ledger/links.js";
import { withPast } from "@grpc-evolution/engine/ledger/past.js";
import { RevisionLogWriter, type Standing } from "@grpc-evolution/engine/ledger/revision-log-writer.js";
import { compareSightings } from "@grpc-evolution/engine/ledger/sighting.js";
import { parseProto } from "@grpc-evolution/engine/schema/parse.js";

/**
 * A commit as a test tells it: all files by path, as `.proto` text without the line `syntax`. Those below `past/` do not
 * belong to the protocol any more.
 */
export interface ToldCommit {
  files: Record<string, string>;
  /** Positions of the parents in the list, the commit before this one where left out. */
  parents?: number[];
  /** Day of the month, the position in the list plus one where left out. */
  day?: number;
  /** Set for work in progress. */
  isWork?: boolean;
  /** The branch that it stands on and that nobody has merged. */
  branch?: string;
  /** The release that it is. */
  release?: string;
}

/** The ledger of commits that a test tells; the first one is called `c1`. For tests only. */
export function ledgerOfTold(commits: ToldCommit[]): Ledger {
  const parser = new Parser();
  const fileOf = (path: string, text: string): FileDeclarations => ({
    path,
    ...parser.parse(text),
    isPast: path.startsWith("past/"),
  });
  const writer = new RevisionLogWriter();
  const steps = commits.map((commit, position) => {
    const parents = (commit.parents ?? (position === 0 ? [] : [position - 1])).map((each) => commits[each]);
    const filesOf = (commit: ToldCommit | undefined) => commit?.files ?? {};
    // As git tells it: only what differs from all parents.
    const changed = (path: string) => parents.every((parent) => filesOf(parent)[path] !== commit.files[path]);
    const state = (files: Record<string, string>): FileDeclarations[] =>
      Object.entries(files).flatMap(([path, text]) => (changed(path) ? [fileOf(path, text)] : []));
    const day = String(commit.day ?? position + 1).padStart(2, "0");
    const revision = {
      commit: `c${position + 1}`,
      date: `2024-01-${day}T00:00:00Z`,
      source: "",
    };
    const before = parents.map((parent) => state(filesOf(parent)));
    return { commit, transition: { before, after: state(commit.files) }, sighting: { revision, position } };
  });
  for (const { commit, transition, sighting } of steps) {
    writer.see(transition.after, sighting, standingOf(commit));
    if (commit.release === undefined) continue;
    const files = Object.entries(commit.files).map(([path, text]) => fileOf(path, text));
    writer.seeRelease(files, { tag: commit.release, revision: sighting.revision });
  }
  for (const { transition, sighting } of steps.sort((a, b) => compareSightings(a.sighting, b.sighting))) {
    writer.follow(transition, sighting);
  }
  return assembleLedger(withPast({ ...writer.log(), unreadable: 0 }));
}

function standingOf({ isWork, branch }: ToldCommit): Standing {
  if (branch !== undefined) return { ref: `refs/heads/${branch}` };
  return isWork ? "work" : "official";
}

/** A ledger of one file that changes from commit to commit. */
export function ledgerOfTexts(...texts: string[]): Ledger {
  return ledgerOfTold(texts.map((text) => ({ files: { "a.proto": text } })));
}

/** The text of a file, which is proto3 where it does not say otherwise. */
export function withSyntax(text: string): string {
  return /^(syntax|edition) =/.test(text) ? text : `syntax = "proto3"; ${text}`;
}

class Parser {
  readonly #interner = new Interner();

  parse(text: string): Declarations {
    const { file, problems } = parseProto(withSyntax(text));
    if (problems.length > 0) throw new Error(`${text}: ${problems[0]?.message}`);
    return this.#interner.intern(declarationsOfFile(file));
  }
}

/** The other names of a message or enum; undefined where the ledger does not have it. */
export function aliasesIn(ledger: Ledger, name: string): string[] | undefined {
  const owner = ledger.owners.get(name);
  return owner && aliasesOf(owner);
}

/** Those that had a number and never this name. */
export function otherHolders(ledger: Ledger, owner: string, number: number, name: string): Holder[] {
  const holders = ledger.owners.get(owner)?.numbers.get(number) ?? [];
  return holders.filter(({ names }) => !names.includes(name));
}

/** Who had a number, as `oldest>newer: type since..until`. */
export function holdersIn(ledger: Ledger, owner: string, number: number): string[] {
  const holders = ledger.owners.get(owner)?.numbers.get(number) ?? [];
  return holders.map(
    ({ names, type, first, last }) => `${names.join(">")}: ${type} ${first.commit}..${last.commit}`,
  );
}
