import { allowChecks } from "../rules/allow.js";
import type { Finding, Said } from "../rules/finding.js";
import { checkOf } from "../rules/index.js";
import type { FindingElement } from "../rules/rule.js";
import type { Schema } from "../schema/schema.js";
import type { Place } from "../source/source.js";
import { fingerprint, fingerprintOf } from "./fingerprint.js";
import { reachOver } from "./reach.js";
import type { CheckRequest, State } from "./request.js";
import { type Allowance, allowancesIn, allowedBy, ownerKey, ownKey } from "./suppressions.js";

/** What is allowed, with the reason that somebody gave. */
export interface Excused<T> {
  subject: T;
  reason: string;
}

/**
 * Takes away what is allowed, and adds what is wrong with the allows themselves. An allow of something that is
 * `suppressed` for now is not stale: another release in the window would make it needed again.
 */
export function applyAllowances<T extends HasSaid>(
  shown: readonly T[],
  suppressed: readonly HasSaid[],
  head: Schema,
  request: CheckRequest,
): Applied<T> {
  const byComment = applyComments(shown, suppressed, head, request);
  if (request.allow.length === 0) return byComment;
  const accepted = new Map(
    request.allow
      .filter(({ reason }) => reason.trim() !== "")
      .map((each) => [each.fingerprint, each.reason.trim()]),
  );
  const fingerprints = new Set([...shown, ...suppressed].map(({ said }) => fingerprintOf(said)));
  const stale = request.allow.flatMap((allow, position) =>
    wrongAllow(allow, request.placeOf(["allow", position]), fingerprints, request.homepage),
  );
  const { left, allowed } = divided(byComment.left, (said) => accepted.get(fingerprintOf(said)));
  return {
    left,
    allowed: [...byComment.allowed, ...allowed],
    wrong: [...byComment.wrong, ...stale],
  };
}

/** What allows leave of what is said, what they cover, and what is wrong with them. */
interface Applied<T> {
  left: readonly T[];
  allowed: readonly Excused<T>[];
  wrong: Finding[];
}

/** Parts what has a reason to be allowed from what has none. */
function divided<T extends HasSaid>(
  shown: readonly T[],
  reasonFor: (said: Said) => string | undefined,
): Pick<Applied<T>, "left" | "allowed"> {
  return {
    left: shown.filter(({ said }) => reasonFor(said) === undefined),
    allowed: shown.flatMap((subject) => {
      const reason = reasonFor(subject.said);
      return reason === undefined ? [] : [{ subject, reason }];
    }),
  };
}

interface HasSaid {
  said: Said;
}

/** What the comments of a state leave of what is said of it, and what is wrong with them. */
export function applyComments<T extends HasSaid>(
  shown: readonly T[],
  suppressed: readonly HasSaid[],
  schema: Schema,
  request: Pick<CheckRequest, "head" | "baselines" | "commented" | "homepage">,
): Applied<T> {
  const comments = allowancesIn(request.head.files, schema);
  if (comments.length === 0) return { left: shown, allowed: [], wrong: [] };
  const reasonFor = reasonsIn(comments, [...request.baselines, ...(request.commented ?? [])]);
  const needed = new Set([...shown, ...suppressed].flatMap(({ said }) => [ownKey(said), ownerKey(said)]));
  return {
    ...divided(shown, reasonFor),
    wrong: comments.flatMap((comment) => wrongComment(comment, needed, request.homepage)),
  };
}

/**
 * Gives the reason of the comment that covers a finding: the same check, on the element or, for what is gone, on its
 * owner. Undefined where none does.
 */
function reasonsIn(
  comments: readonly Allowance[],
  earlier: readonly State[],
): (finding: Said) => string | undefined {
  const reaches = reachOver(earlier);
  const reasoned = new Map<string | null, Allowance[]>();
  for (const comment of comments.filter(({ reason }) => reason !== "")) {
    const key = allowedBy(comment);
    const same = reasoned.get(key);
    if (same) same.push(comment);
    else if (key !== null) reasoned.set(key, [comment]);
  }
  return (finding) => {
    const [own] = reasoned.get(ownKey(finding)) ?? [];
    const ofOwner = (reasoned.get(ownerKey(finding)) ?? []).find((comment) => reaches(comment, finding));
    return (own ?? ofOwner)?.reason;
  };
}

/** `needed` has the keys of all comments that would cover a finding. */
function wrongComment(comment: Allowance, needed: ReadonlySet<string | null>, homepage: string): Finding[] {
  const { check, reason, element, place: where } = comment;
  const place = { element, place: where };
  if (check === "") {
    return [
      allowFinding(
        allowChecks.unreadable.id,
        place,
        "This comment allows nothing; write: allow CHECK -- reason.",
        homepage,
      ),
    ];
  }
  if (!checkOf(check)) {
    return [
      allowFinding(
        allowChecks.unreadable.id,
        place,
        `There is no check ${check}: this comment allows nothing. Copy the name from the finding.`,
        homepage,
      ),
    ];
  }
  if (reason === "") {
    return [
      allowFinding(
        allowChecks.withoutReason.id,
        place,
        `Allowing ${check} needs a reason; add: -- why it is fine here.`,
        homepage,
      ),
    ];
  }
  const key = allowedBy(comment);
  if (key === null) {
    return [
      allowFinding(
        allowChecks.stale.id,
        place,
        "No element follows this comment: it allows nothing. Put it above what it is about.",
        homepage,
      ),
    ];
  }
  if (needed.has(key)) return [];
  return [
    allowFinding(
      allowChecks.stale.id,
      place,
      `Nothing here is reported by ${check} any more; remove the comment.`,
      homepage,
    ),
  ];
}

function wrongAllow(
  allow: CheckRequest["allow"][number],
  setting: Place,
  fingerprints: ReadonlySet<string>,
  homepage: string,
): Finding[] {
  const element: FindingElement = { kind: "allow", fullName: allow.fingerprint, owner: null };
  const place = { element, place: setting };
  if (allow.reason.trim() === "") {
    return [
      allowFinding(
        allowChecks.withoutReason.id,
        place,
        `Allowing ${allow.fingerprint} needs a reason.`,
        homepage,
      ),
    ];
  }
  if (fingerprints.has(allow.fingerprint)) return [];
  return [
    allowFinding(
      allowChecks.stale.id,
      place,
      `No finding has the fingerprint ${allow.fingerprint} any more; remove it.`,
      homepage,
    ),
  ];
}

function allowFinding(
  check: Finding["check"],
  where: Pick<Finding, "element" | "place">,
  message: string,
  homepage: string,
): Finding {
  return {
    rule: "allow",
    check,
    severity: "error",
    tier: "safe",
    status: "new",
    published: null,
    ...where,
    message,
    before: null,
    after: null,
    breaks: [],
    unnamed: null,
    witness: null,
    exchanged: null,
    safeFrom: null,
    fix: null,
    docs: homepage === "" ? { kind: "command", check: null } : { kind: "page", address: `${homepage}/tool` },
    buf: [],
    fingerprint: fingerprint(check, where.place.file, where.element.fullName, message),
  };
}
