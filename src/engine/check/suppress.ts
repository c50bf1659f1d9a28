import { allowChecks } from "../rules/allow.js";
import type { Finding } from "../rules/finding.js";
import type { FindingElement } from "../rules/rule.js";
import type { Schema } from "../schema/schema.js";
import type { Place } from "../source/source.js";
import { fingerprint } from "./fingerprint.js";
import type { CheckRequest } from "./request.js";
import { type Allowance, allowancesIn, covers } from "./suppressions.js";

/**
 * Takes away what is allowed, and adds what is wrong with the allows themselves. An allow of something that is
 * `suppressed` for now is not stale: another release in the window would make it needed again.
 */
export function applyAllowances(
  findings: Finding[],
  suppressed: Finding[],
  head: Schema,
  request: CheckRequest,
): Finding[] {
  const comments = allowancesIn(request.head.files, head);
  const byComment = (finding: Finding) => comments.some((comment) => covers(comment, finding));
  const byConfiguration = (finding: Finding) =>
    request.allow.some((allow) => allow.fingerprint === finding.fingerprint && allow.reason.trim() !== "");
  const left = findings.filter((finding) => !byComment(finding) && !byConfiguration(finding));
  const known = [...findings, ...suppressed];
  const wrong = comments.flatMap((comment) => wrongComment(comment, known, request.homepage));
  const stale = request.allow.flatMap((allow, position) =>
    wrongAllow(allow, request.placeOf(["allow", position]), known, request.homepage),
  );
  return [...left, ...wrong, ...stale];
}

function wrongComment(comment: Allowance, findings: Finding[], homepage: string): Finding[] {
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
  if (findings.some((finding) => covers(comment, finding))) return [];
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
  findings: Finding[],
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
  if (findings.some((finding) => finding.fingerprint === allow.fingerprint)) return [];
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
    ...where,
    message,
    before: null,
    after: null,
    breaks: [],
    witness: null,
    exchanged: null,
    safeFrom: null,
    fix: null,
    docs: homepage === "" ? { kind: "command", check: null } : { kind: "page", address: `${homepage}/tool` },
    buf: [],
    fingerprint: fingerprint(check, where.place.file, where.element.fullName, message),
  };
}
