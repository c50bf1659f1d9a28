import { check } from "@grpc-evolution/engine/check/check.js";
import { type CheckRequest, requestFor, type State } from "@grpc-evolution/engine/check/request.js";
import type { Change } from "@grpc-evolution/engine/diff/change.js";
import { diffSchemas } from "@grpc-evolution/engine/diff/diff.js";
import { groupBy } from "@grpc-evolution/engine/identity/group-by.js";
import { kindsOfChanges } from "@grpc-evolution/engine/rules/change-kinds.js";
import type { Finding } from "@grpc-evolution/engine/rules/finding.js";
import type { ChangeKind } from "@grpc-evolution/engine/rules/review.js";
import { provideCommonFiles } from "@grpc-evolution/engine/schema/common-files.js";
import { commonSources } from "@grpc-evolution/engine/schema/common-sources.js";
import { readSchema } from "@grpc-evolution/engine/schema/read.js";
import type { Window } from "@grpc-evolution/engine/window/window.js";
import { byGravity, gravest } from "@grpc-evolution/engine/wire/outcome.js";
import { byteStrip, type Span } from "@grpc-evolution/engine/wire/strip.js";
import { parseConfiguration, placesIn } from "../../cli/project/configuration.js";
import { type Direction, drawnWindows, pictureWindows, type Tried } from "../../content/changes.js";
import { type WriterAge, withRelease } from "../../content/steps.js";
import type { ChangeEntry } from "./entries.js";
import { type Side, sideOf, tryBytes, tryJson } from "./exchanges.js";
import type { ChangeRecord } from "./recorded.js";
import {
  findingsOf,
  isHarm,
  isOfEveryFormat,
  labels,
  outcomesIn,
  verdictOfSamples,
  worst,
} from "./verdict.js";

provideCommonFiles(commonSources);

/** What is computed of a change: what `check` reports, and what the exchanges and calls show. */
export interface Judgement {
  findings: Finding[];
  /** What is reported beside that where the setting of the entry enables it in the release of the change already. */
  early: FoundIn[];
  /** What the diff says of the two schemas. */
  kinds: Set<Change["kind"]>;
  /** What a reader of that would say it does. */
  does: ChangeKind[];
  wire: Record<WriterAge, Direction>;
  json: Record<WriterAge, Direction>;
  /** The bytes of the exchange that shows most, and who wrote them; null where every reader gets the same. */
  shown: { writer: WriterAge; spans: Span[] } | null;
}

/** What is reported alike in some windows. */
interface FoundIn {
  windows: Window[];
  findings: Finding[];
}

/** The source of both sides, under the names that findings give them. */
type Sources = Record<WriterAge, ChangeEntry["before"]>;

/** Judges a change: the exchanges of its samples, its calls as they were recorded, and what `check` reports. */
export function judge(entry: ChangeEntry, record: ChangeRecord): Judgement {
  const sources: Sources = {
    old: { path: "agent.proto", text: entry.before.text },
    new: { path: "agent.proto", text: entry.after.text },
  };
  const state = (age: WriterAge) => ({ label: labels[age], files: [sources[age]] });
  const findings = checkBetween(state("old"), state("new"));
  const { changes } = diffSchemas(readSchema([sources.old]).schema, readSchema([sources.new]).schema);
  const calls = record.changes[entry.slug]?.calls ?? null;
  const exchanges = exchangesOf(entry, sources);
  const wire = (writer: WriterAge) =>
    directionOf(entry, writer, findingsOf(findings, writer), {
      calls: calls?.bytes[writer] ?? [],
      messages: exchanges[writer].bytes,
    });
  const json = (writer: WriterAge) =>
    directionOf(entry, writer, findingsOf(findings, writer).filter(isOfEveryFormat), {
      calls: calls?.json[writer] ?? [],
      messages: exchanges[writer].json,
    });
  return {
    findings,
    early: entry.setting ? earlyFindings(entry.setting, findings, state("old"), state("new")) : [],
    kinds: new Set(changes.map(({ kind }) => kind)),
    does: kindsOfChanges(changes),
    wire: { old: wire("old"), new: wire("new") },
    json: { old: json("old"), new: json("new") },
    shown: exchanges.shown,
  };
}

/** What was tried in one direction. */
interface Trials {
  calls: readonly Tried[];
  messages: readonly Tried[];
}

/** The graver of what was tried and of what `check` says of it. Nothing that no schema shows is called safe. */
function directionOf(
  { unseen }: ChangeEntry,
  writer: WriterAge,
  findings: readonly Finding[],
  { calls, messages }: Trials,
): Direction {
  // Apart: a call that nobody answers is not saved by a message that would have been read.
  const ofTrials = [verdictOfSamples(calls), verdictOfSamples(messages)];
  const verdict = worst([...ofTrials, ...findings.map(({ tier }) => tier)]);
  const tried = [...calls, ...messages];
  const reported = gravest(outcomesIn(findings, writer));
  const isShown = tried.some(({ outcome }) => byGravity.indexOf(outcome) <= byGravity.indexOf(reported));
  return {
    verdict: unseen !== "" && verdict === "safe" ? "unseen" : verdict,
    tried: tried.map(({ written, outcome, got, lenient }) => ({ written, outcome, got, lenient })),
    reported: isShown ? null : reported,
  };
}

/**
 * What `check` reports beside the findings of the change where the feature of a setting is enabled with it, in each window
 * that the page can show.
 */
function earlyFindings(
  setting: string,
  ofChange: readonly Finding[],
  before: State,
  after: State,
): FoundIn[] {
  const text = withRelease(setting, after.label);
  const name = "grpc-evolution.yaml";
  const { features = [] } = parseConfiguration(text, name);
  const known = new Set(ofChange.map((finding) => finding.check));
  const declared = { features, placeOf: placesIn(text, name) };
  const found = drawnWindows.map((window) => ({
    windows: [window],
    findings: checkBetween(before, after, declared, window).filter((finding) => !known.has(finding.check)),
  }));
  const shown = found.filter(({ findings }) => findings.length > 0);
  const same = groupBy(shown, ({ findings }) => JSON.stringify(findings));
  return [...same.values()].flatMap((group) =>
    group.slice(0, 1).map(({ findings }) => ({ windows: group.flatMap(({ windows }) => windows), findings })),
  );
}

/** What `check` reports of a change between two releases that may meet. */
function checkBetween(
  before: State,
  after: State,
  declared: Partial<Pick<CheckRequest, "features" | "placeOf">> = {},
  window: Window = pictureWindows.eachWay,
): Finding[] {
  return check({
    ...requestFor(before, after),
    ...declared,
    released: [before],
    baselines: [{ ...before, releaseIndex: 0, precedesReference: false }],
    components: [{ client: "client", server: "server", window, services: [] }],
    releases: { names: [before.label], head: 1 },
  }).findings;
}

function exchangesOf(entry: ChangeEntry, sources: Sources) {
  const none = { bytes: [], json: [] };
  if (!entry.message) return { old: none, new: none, shown: null };
  const names =
    typeof entry.message === "string" ? { old: entry.message, new: entry.message } : entry.message;
  const sides = { old: sideOf(sources.old, names.old), new: sideOf(sources.new, names.new) };
  const of = (writer: WriterAge) => {
    const [from, to] = writer === "old" ? [sides.old, sides.new] : [sides.new, sides.old];
    const samples = entry[writer] ?? [];
    return {
      bytes: samples.map((value) => tryBytes(from, to, value)),
      json: samples.map((value) => tryJson(from, to, value)),
    };
  };
  const both = { old: of("old"), new: of("new") };
  return { ...both, shown: shownOf(both, sides) };
}

/** The first exchange that harms its reader, or else one whose bytes are read in another way. */
function shownOf(
  both: Record<WriterAge, { bytes: ReturnType<typeof tryBytes>[] }>,
  sides: Record<WriterAge, Side>,
): Judgement["shown"] {
  const all = (["new", "old"] as const).flatMap((writer) =>
    both[writer].bytes.map((tried) => ({ writer, tried })),
  );
  const chosen =
    all.find(({ tried }) => isHarm(tried.outcome)) ??
    all.find(({ tried }) => !["same", "defaulted"].includes(tried.outcome));
  if (!chosen || chosen.tried.bytes.length === 0) return null;
  const { writer, tried } = chosen;
  const reader = writer === "old" ? "new" : "old";
  return { writer, spans: byteStrip(tried.bytes, sides[writer].desc, sides[reader].desc) };
}
