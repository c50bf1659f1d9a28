import { groupBy } from "../identity/group-by.js";
import type { Break, Peer } from "../rules/finding.js";
import { listText, pluralNoun } from "../rules/words.js";
import { silentFirst } from "../wire/outcome.js";
import { arrowClause, breakClause, peerText } from "./sentences.js";

/**
 * Who breaks, as sentences. What is the same for several states that the head is compared with is told once:
 * `runtime 2.4 writes, agents 2.0 to 2.3 read a wrong value, silently`. `baselines` are their labels, oldest first.
 */
export function breakTexts(breaks: readonly Break[], baselines: readonly string[]): string[] {
  const order = orderOf(baselines);
  const groups = groupBy(breaks, (each) => sayingOf(each, order));
  const clauses = [...groups.values()].map((group) => clauseOf(group, order));
  return bothWays(clauses, clauseText, ", and the other way around");
}

/** Peers of one component in words: `agents 2.0 to 2.3`. `baselines` as in `breakTexts`. */
export function peerNames(peers: readonly Peer[], baselines: readonly string[]): string {
  return peersText(peers, orderOf(baselines));
}

/** Clauses as text; two that say the same of both directions are one. */
function bothWays(clauses: readonly Clause[], textOf: (clause: Clause) => string, back: string): string[] {
  const pairs = groupBy(clauses, ({ writer, reader, outcome }) =>
    JSON.stringify([...[writer.text, reader.text].sort(), outcome]),
  );
  return [...pairs.values()].map(([clause, other]) => textOf(clause as Clause) + (other ? back : ""));
}

function orderOf(baselines: readonly string[]): Order {
  return new Map(baselines.map((label, index) => [label, index]));
}

/**
 * The same in one line of at most `room` columns, if the gravest clause fits: `new client → servers 2.0 to 2.3 fail to
 * decode it; 1 more`. Empty where nobody breaks. What is no release is left out beside releases.
 */
export function breakLine(breaks: readonly Break[], baselines: readonly string[], room: number): string {
  const order = orderOf(baselines);
  const groups = groupBy(breaks.toSorted(byGravity), (each) => sayingOf(each, order));
  const briefs = [...groups.values()].map((group) => briefClause(group, order));
  const clauses = bothWays(briefs, arrowText, ", and back");
  let line = clauses[0] ?? "";
  for (const [at, clause] of clauses.entries()) {
    if (at === 0) continue;
    const left = clauses.length - at - 1;
    const longer = `${line}; ${clause}`;
    if (longer.length + (left > 0 ? moreText(left).length : 0) > room) return line + moreText(left + 1);
    line = longer;
  }
  return line;
}

function moreText(count: number): string {
  return `; ${count} more`;
}

function byGravity(one: Break, other: Break): number {
  return silentFirst.indexOf(one.outcome) - silentFirst.indexOf(other.outcome);
}

function briefClause(group: readonly Break[], order: Order): Clause {
  const [first] = group as [Break];
  const older = olderSide(first, order);
  const side = (name: "writer" | "reader"): Side => {
    const peers = name === older ? releasesOf(peersOf(group, name)) : [first[name]];
    const [{ component }] = peers as [Peer];
    const isNew = older !== null && name !== older && component !== null && first[name].release === null;
    return { text: isNew ? `new ${component}` : peersText(peers, order), isSeveral: peers.length > 1 };
  };
  return { writer: side("writer"), reader: side("reader"), outcome: first.outcome };
}

/** One side of some breaks, each state once. */
function peersOf(group: readonly Break[], side: "writer" | "reader"): Peer[] {
  return [...new Map(group.map((each) => [each[side].state, each[side]])).values()];
}

/** The releases of some peers; all of them where none is one. */
function releasesOf(peers: readonly Peer[]): readonly Peer[] {
  const releases = peers.filter(({ release }) => release !== null);
  return releases.length > 0 ? releases : peers;
}

function arrowText({ writer, reader, outcome }: Clause): string {
  return arrowClause(writer.text, reader.text, outcome, reader.isSeveral);
}

/** One direction: each side in words, which may be those of several peers. */
interface Clause {
  writer: Side;
  reader: Side;
  outcome: Break["outcome"];
}

interface Side {
  text: string;
  isSeveral: boolean;
}

function clauseText({ writer, reader, outcome }: Clause): string {
  const several = { writers: writer.isSeveral, readers: reader.isSeveral };
  return breakClause(writer.text, reader.text, outcome, several);
}

type Order = ReadonlyMap<string, number>;

/** The side that is a baseline; null where both or neither are, and nothing is to be folded. */
function olderSide({ writer, reader }: Break, order: Order): "writer" | "reader" | null {
  const [isWriter, isReader] = [order.has(writer.state), order.has(reader.state)];
  if (isWriter === isReader) return null;
  return isWriter ? "writer" : "reader";
}

/** What a break says apart from which baseline it is. */
function sayingOf(each: Break, order: Order): string {
  const { writer, reader, outcome } = each;
  const older = olderSide(each, order);
  const state = (side: "writer" | "reader") => (side === older ? null : each[side].state);
  return JSON.stringify([writer.component, state("writer"), reader.component, state("reader"), outcome]);
}

function clauseOf(group: readonly Break[], order: Order): Clause {
  const [first] = group as [Break];
  const older = olderSide(first, order);
  const side = (name: "writer" | "reader"): Side => {
    const peers = name === older ? peersOf(group, name) : [first[name]];
    return { text: peersText(peers, order), isSeveral: peers.length > 1 };
  };
  return { writer: side("writer"), reader: side("reader"), outcome: first.outcome };
}

/** `agents 2.0 to 2.3, 2.5 and of the merge base 3f2a1b0`. */
function peersText(peers: readonly Peer[], order: Order): string {
  const [first] = peers as [Peer];
  if (peers.length === 1) return peerText(first);
  const { component } = first;
  const releases = peers.flatMap(({ release, state }) =>
    release === null ? [] : [{ release, at: order.get(state) ?? 0 }],
  );
  const others = peers.filter(({ release }) => release === null);
  const names = [
    ...runsOf(releases.toSorted((one, other) => one.at - other.at)),
    ...others.map(({ state }) => (component === null ? state : `of ${state}`)),
  ];
  return component === null ? listText(names) : `${pluralNoun(component)} ${listText(names)}`;
}

/** Names of sorted releases; three or more that follow each other are told by the first and the last. */
function runsOf(releases: readonly { release: string; at: number }[]): string[] {
  const runs: { names: string[]; end: number }[] = [];
  for (const { release, at } of releases) {
    const run = runs.at(-1);
    if (run && at === run.end + 1) {
      run.names.push(release);
      run.end = at;
    } else runs.push({ names: [release], end: at });
  }
  return runs.flatMap(({ names }) => (names.length > 2 ? [`${names[0]} to ${names.at(-1)}`] : names));
}
