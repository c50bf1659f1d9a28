import { allowChecks } from "../rules/allow.js";
import type { Finding } from "../rules/finding.js";
import type { Schema } from "../schema/schema.js";
import { fingerprint } from "./fingerprint.js";
import type { CheckRequest, SettingPlace } from "./request.js";
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
  const { check, reason, element, file, line, column } = comment;
  const place = { element, file, line, column };
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
  setting: SettingPlace,
  findings: Finding[],
  homepage: string,
): Finding[] {
  const place = { element: allow.fingerprint, ...setting };
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
  check: string,
  place: Pick<Finding, "element" | "file" | "line" | "column">,
  message: string,
  homepage: string,
): Finding {
  return {
    rule: "allow",
    check,
    severity: "error",
    tier: "safe",
    owner: null,
    ...place,
    message,
    before: null,
    after: null,
    breaks: [],
    witness: null,
    exchanged: null,
    safeFrom: null,
    fix: null,
    docs: homepage === "" ? "grpc-evolution explain" : `${homepage}/tool`,
    buf: [],
    fingerprint: fingerprint(check, place.file, place.element, message),
  };
}
