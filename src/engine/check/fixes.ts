import { groupBy } from "../identity/group-by.js";
import type { Edit, Finding, Said } from "../rules/finding.js";
import { isGraver, type Severity, severities } from "../rules/rule.js";
import { listText } from "../rules/words.js";
import { describeFiles } from "../schema/descriptor.js";
import { type Reading, readFiles } from "../schema/read.js";
import { ReadError } from "../schema/read-error.js";
import { countUnimported } from "../schema/unimported-types.js";
import type { SourceText } from "../source/source.js";
import { type Checked, check, saidOfHead, subjectOf } from "./check.js";
import { editedSources } from "./edits.js";
import type { CheckRequest } from "./request.js";

/** Edits that were tried: the file can be read with them, the finding is gone, and no graver one took its place. */
export interface VerifiedFix {
  finding: Finding;
  edits: Edit[];
  /** Errors that are left about the same element. */
  errorsLeft: number;
  /** Checks whose errors and warnings of the same element the edits do not settle. */
  leaves: readonly string[];
  /** Those of one batch were tried together, too. */
  batch: number;
}

/**
 * How many more trials are made where edits do not all help at once: fewer of a protocol that takes long to check, as
 * its length and its findings tell.
 */
const trials = { cost: 10_000_000, ofFinding: 500, least: 2, most: 100 };

/** The wanted findings of a result, with the edits of their fixes as far as they help. */
export function withFixes(
  result: Checked,
  request: CheckRequest,
  wanted: readonly Finding[] = result.findings,
): Finding[] {
  const fixes = new Map(verifiedFixes(result, request, wanted).map((fix) => [fix.finding, fix]));
  return wanted.map((finding) => {
    const fix = fixes.get(finding);
    if (!fix || !finding.fix) return finding;
    const title = titleLeaving(finding.fix.title, fix.leaves);
    return { ...finding, fix: { ...finding.fix, title, edits: fix.edits } };
  });
}

/** Beside findings that a fix does not settle nobody is to take it for an answer to all of them. */
function titleLeaving(title: string, leaves: readonly string[]): string {
  return leaves.length === 0 ? title : `${title}, which leaves ${listText(leaves)}`;
}

/** The edits that help, of those of a result's findings that are wanted, in the order of the checks. */
function verifiedFixes(
  { findings, drafts }: Checked,
  request: CheckRequest,
  wanted: readonly Finding[],
): VerifiedFix[] {
  const candidates = wanted.flatMap((finding): Candidate[] => {
    const draft = drafts.get(finding);
    return draft && draft.edits.length > 0 ? [{ finding, edits: draft.edits, claim: draft.claim }] : [];
  });
  if (candidates.length === 0) return [];
  const verifier = new Verifier(request, findings);
  return [...groupBy(candidates, ({ finding }) => finding.check).values()]
    .map(withoutRivals)
    .flatMap(([first = [], ...others]) => [
      ...verifier.verify(first, "free"),
      ...others.flatMap((batch) => verifier.verify(batch)),
    ]);
}

interface Candidate {
  finding: Finding;
  edits: Edit[];
  claim: string | null;
}

/** Batches in which no two candidates claim the same. */
function withoutRivals(candidates: readonly Candidate[]): Candidate[][] {
  const claims = new Map<string, number>();
  const batches: Candidate[][] = [[]];
  for (const candidate of candidates) {
    const batch = candidate.claim === null ? 0 : (claims.get(candidate.claim) ?? 0);
    if (candidate.claim !== null) claims.set(candidate.claim, batch + 1);
    batches[batch] ??= [];
    (batches[batch] as Candidate[]).push(candidate);
  }
  return batches.filter((batch) => batch.length > 0);
}

/** What a protocol is like with some edits; null where it cannot be read with them. */
type Trial = {
  /** What is still reported. */
  subjects: ReadonlySet<string>;
  /** Errors by the element that they are about. */
  errors: ReadonlyMap<string, number>;
  /** The gravest that was not reported before: of all, and by element and by owner. */
  fresh: Gravest;
} | null;

class Verifier {
  readonly #request: CheckRequest;
  readonly #findings: readonly Finding[];
  readonly #reported: ReadonlyMap<string, Severity>;
  readonly #reading: Reading;
  #isDescribed: boolean | null = null;
  #left: number;
  #batches = 0;

  constructor(request: CheckRequest, findings: readonly Finding[]) {
    this.#request = request;
    this.#findings = findings;
    this.#reported = new Map(findings.map((finding) => [subjectOf(finding), finding.severity]));
    this.#reading = readFiles(request.head.files, request.head.resolved);
    const size = request.head.files.reduce((sum, { text }) => sum + text.length, 0);
    const affordable = Math.floor(trials.cost / (size + trials.ofFinding * findings.length));
    this.#left = Math.min(trials.most, Math.max(trials.least, affordable));
  }

  /** Those of a batch that help together. Where some do not, the halves are tried. */
  verify(batch: readonly Candidate[], cost: "free" | "counted" = "counted"): VerifiedFix[] {
    if (batch.length === 0) return [];
    if (cost === "counted") {
      if (this.#left === 0) return [];
      this.#left -= 1;
    }
    const trial = this.#try(batch);
    const helping = trial ? batch.filter((candidate) => helps(candidate, trial)) : [];
    if (trial && helping.length === batch.length) {
      this.#batches += 1;
      return batch.map(({ finding, edits }) => ({
        finding,
        edits,
        errorsLeft: trial.errors.get(finding.element.fullName) ?? 0,
        leaves: this.#leftBeside(finding, trial),
        batch: this.#batches,
      }));
    }
    if (batch.length === 1) return [];
    if (helping.length > 0) {
      const helped = new Set(helping);
      const others = batch.filter((candidate) => !helped.has(candidate));
      return [...this.verify(helping), ...this.#halves(others)];
    }
    return this.#halves(batch);
  }

  #leftBeside({ check, element }: Finding, { subjects }: NonNullable<Trial>): string[] {
    const left = this.#findings.filter(
      (other) =>
        other.check !== check &&
        other.severity !== "info" &&
        other.element.kind === element.kind &&
        other.element.fullName === element.fullName &&
        subjects.has(subjectOf(other)),
    );
    return [...new Set(left.map((other) => other.check))];
  }

  #halves(batch: readonly Candidate[]): VerifiedFix[] {
    const middle = Math.ceil(batch.length / 2);
    return [...this.verify(batch.slice(0, middle)), ...this.verify(batch.slice(middle))];
  }

  /** Whether nothing of the kind was reported before, or nothing as grave. */
  #isFresh(finding: Said): boolean {
    const severity = this.#reported.get(subjectOf(finding));
    return severity === undefined || isGraver(finding.severity, severity);
  }

  /** Whether nothing is wrong with the edited files that was not before, for a compiler either. */
  #canBeRead(files: readonly SourceText[], paths: ReadonlySet<string>): boolean {
    const reading = readFiles(files, this.#request.head.resolved);
    return (
      reading.problems.length <= this.#reading.problems.length &&
      countUnimported(reading.parsed, paths) <= countUnimported(this.#reading.parsed, paths) &&
      (canBeDescribed(reading) || !this.#couldBeDescribed())
    );
  }

  /** Asked only of edited files that cannot be described: nearly all can. */
  #couldBeDescribed(): boolean {
    this.#isDescribed ??= canBeDescribed(this.#reading);
    return this.#isDescribed;
  }

  #try(batch: readonly Candidate[]): Trial {
    const edits = batch.flatMap((candidate) => candidate.edits);
    const files = editedSources(this.#request.head.files, edits);
    if (files === null || !this.#canBeRead(files, new Set(edits.map(({ file }) => file)))) return null;
    const findings = saidOfHead({ ...this.#request, head: { ...this.#request.head, files } });
    return {
      subjects: new Set(findings.map(subjectOf)),
      errors: errorsByElement(findings),
      fresh: gravestOf(findings.filter((finding) => this.#isFresh(finding))),
    };
  }
}

/** What no statement shows by itself, such as a default that its type cannot have, is found where it is described. */
function canBeDescribed(reading: Reading): boolean {
  try {
    describeFiles(reading);
    return true;
  } catch (error) {
    if (error instanceof ReadError) return false;
    throw error;
  }
}

function errorsByElement(findings: readonly Said[]): Map<string, number> {
  const errors = new Map<string, number>();
  for (const { severity, element } of findings) {
    if (severity === "error") errors.set(element.fullName, (errors.get(element.fullName) ?? 0) + 1);
  }
  return errors;
}

/** The gravest severity of some findings: of all of them, and by element and by owner. */
interface Gravest {
  ofAll: Severity | undefined;
  byName: ReadonlyMap<string, Severity>;
}

function gravestOf(findings: readonly Said[]): Gravest {
  const byName = new Map<string, Severity>();
  for (const { severity, element } of findings) {
    const names = element.owner === null ? [element.fullName] : [element.fullName, element.owner];
    for (const name of names) {
      const other = byName.get(name);
      if (other === undefined || isGraver(severity, other)) byName.set(name, severity);
    }
  }
  return { ofAll: severities.find((each) => findings.some(({ severity }) => severity === each)), byName };
}

/** Whether the finding is gone and nothing graver is said of its element, or of what that stands in. */
function helps({ finding }: Candidate, trial: NonNullable<Trial>): boolean {
  if (trial.subjects.has(subjectOf(finding))) return false;
  const { kind, fullName, owner } = finding.element;
  const gravest = kind === "package" ? trial.fresh.ofAll : trial.fresh.byName.get(owner ?? fullName);
  return gravest === undefined || !isGraver(gravest, finding.severity);
}

/** What `--fix` did to a protocol. */
export interface Applied {
  files: SourceText[];
  fixes: VerifiedFix[];
}

/** After so many rounds something moves in a circle. */
const maxRounds = 20;

/**
 * Applies what helps, round by round, until nothing is left that does. A round takes the largest batch of the gravest
 * findings; of several fixes of one element it takes the one that leaves the fewest errors.
 */
export function applyFixes(request: CheckRequest, isWanted: (finding: Finding) => boolean): Applied {
  let files = [...request.head.files];
  const fixes: VerifiedFix[] = [];
  const done = new Set<string>();
  for (let round = 0; round < maxRounds; round += 1) {
    const current = { ...request, head: { ...request.head, files } };
    const result = check(current);
    const wanted = result.findings.filter((finding) => isWanted(finding) && !done.has(subjectOf(finding)));
    const batch = nextBatch(verifiedFixes(result, current, wanted));
    const edited = editedSources(
      files,
      batch.flatMap(({ edits }) => edits),
    );
    if (batch.length === 0 || edited === null) break;
    for (const { finding } of batch) done.add(subjectOf(finding));
    for (const fix of batch) fixes.push(fix);
    files = edited;
  }
  return { files, fixes };
}

function nextBatch(fixes: readonly VerifiedFix[]): VerifiedFix[] {
  const gravest = severities.find((severity) => fixes.some(({ finding }) => finding.severity === severity));
  const chosen = new Map<string, VerifiedFix>();
  for (const fix of fixes) {
    const { severity, element } = fix.finding;
    const other = chosen.get(element.fullName);
    if (severity === gravest && (!other || fix.errorsLeft < other.errorsLeft)) {
      chosen.set(element.fullName, fix);
    }
  }
  const batches = [...groupBy(chosen.values(), ({ batch }) => batch).values()];
  return batches.toSorted((one, other) => other.length - one.length)[0] ?? [];
}
