import type { CheckResult } from "@grpc-evolution/engine/check/check.js";
import type { Finding, Peer } from "@grpc-evolution/engine/rules/finding.js";
import type { FindingElement } from "@grpc-evolution/engine/rules/rule.js";
import type { Place } from "@grpc-evolution/engine/source/source.js";

/** What the tests of all formats render: findings of each severity, with and without each optional part. */
export function sampleResult(): CheckResult {
  const errors = [
    sampleFinding({
      check: "R1/number-reused",
      element: named("acme.Storage.driver"),
      place: samplePlace(12),
      message:
        'Number 7 carries "driver" now; in v1.0 it was the int32 "driver_kind" (commit 3f2a1b0, 2024-05-02), and it is spent.',
      before: { name: "driver_kind", number: 7, type: "int32" },
      after: { name: "driver", number: 7, type: "string" },
      breaks: [
        { writer: peer("runtime", "2.4"), reader: peer("agent", "2.3"), outcome: "reinterpreted" },
        { writer: peer("runtime", "2.3"), reader: peer("agent", "2.4"), outcome: "rejected" },
      ],
      witness: { bytes: "3a0365706d", written: { driver: "epm" }, read: { driverKind: 3 } },
      fix: {
        title: "Take the next free number and reserve this one",
        advice: "reserved 7;\nstring driver = 9;",
        edits: [{ file: "protos/agent.proto", from: 240, to: 241, text: "9" }],
      },
      buf: ["FIELD_SAME_NAME", "FIELD_SAME_TYPE"],
    }),
    sampleFinding({
      check: "R3/value-added",
      element: named("acme.Signal.SIGNAL_USR1"),
      place: samplePlace(30),
      message: "Agents before 2.4 do not know the new value 10.",
      safeFrom: "2.5",
      after: { name: "SIGNAL_USR1", number: 10 },
      breaks: [{ writer: peer("runtime", "2.4"), reader: peer("agent", "2.3"), outcome: "unknown" }],
    }),
    sampleFinding({
      check: "GL2/method-removed",
      element: named("acme.Agent.Pause"),
      place: samplePlace(7, "protos/old/agent.proto"),
      message: "Runtime 2.3 still calls this method.",
      breaks: [{ writer: peer("runtime", "2.3"), reader: peer("agent", "2.4"), outcome: "unimplemented" }],
      docs: { kind: "page", address: "https://docs.example.org/guidelines/gl2-scope#gl2-method-removed" },
      buf: ["RPC_NO_DELETE"],
    }),
    sampleFinding({
      check: "R4/type-changed",
      element: named("acme.Storage.size"),
      place: samplePlace(18),
      message: "int64 became string: another wire type.",
      breaks: [{ writer: peer("agent", "2.4"), reader: peer("runtime", "2.3"), outcome: "lost" }],
    }),
  ];
  const warnings = [
    sampleFinding({ check: "R1/renamed", severity: "warning", tier: "conditional", place: samplePlace(3) }),
    sampleFinding({
      check: "R1/name-not-reserved",
      severity: "warning",
      tier: "conditional",
      place: samplePlace(4),
    }),
    sampleFinding({
      check: "R3/zero-value",
      severity: "warning",
      tier: "conditional",
      place: samplePlace(5),
    }),
    sampleFinding({
      check: "GL1/no-window",
      severity: "warning",
      tier: "conditional",
      place: samplePlace(1),
    }),
  ];
  const infos = [
    sampleFinding({ check: "GL5/version-field", severity: "info", tier: "safe", place: samplePlace(40) }),
    sampleFinding({
      check: "R4/cardinality-changed",
      severity: "info",
      tier: "safe",
      place: samplePlace(41),
    }),
    sampleFinding({ check: "R4/presence-changed", severity: "info", tier: "safe", place: samplePlace(42) }),
    sampleFinding({ check: "R4/oneof-changed", severity: "info", tier: "safe", place: samplePlace(43) }),
  ];
  return {
    findings: [...errors, ...warnings, ...infos],
    summary: {
      errors: errors.length,
      warnings: warnings.length,
      infos: infos.length,
      known: 0,
      files: 3,
      revisions: 12,
      baselines: ["v1.0", "v2.0", "the merge base 3f2a1b0"],
    },
  };
}

/** A run that found nothing. */
export function emptyResult(): CheckResult {
  return {
    findings: [],
    summary: { errors: 0, warnings: 0, infos: 0, known: 0, files: 1, revisions: 0, baselines: ["before"] },
  };
}

/** Every text that an attacker may choose, with what each format must not let through. */
export function hostileResult(): CheckResult {
  const hostile = `x\r\n::error::\x1b[31m%0A \u202e ]]> <img src=x onerror=1> | \`\`\` "q" & @org/team [a](javascript:1) \0 \ud800`;
  const finding = sampleFinding({
    element: named(hostile),
    place: samplePlace(7, `protos/${hostile}.proto`),
    message: hostile,
    before: { [hostile]: hostile },
    after: { name: hostile },
    breaks: [{ writer: peer(hostile, hostile), reader: peer(hostile, hostile), outcome: "same" }],
    witness: { bytes: "00", written: { [hostile]: hostile }, read: { big: 2n ** 63n } },
    safeFrom: hostile,
    fix: {
      title: hostile,
      advice: hostile,
      edits: [{ file: hostile, from: 0, to: 1, text: hostile }],
    },
    docs: { kind: "command", check: hostile },
    buf: [hostile],
    fingerprint: hostile,
  });
  return {
    findings: [finding],
    summary: { errors: 1, warnings: 0, infos: 0, known: 0, files: 1, revisions: 1, baselines: [hostile] },
  };
}

/** The part of a line where an element's name stands. */
export function samplePlace(line = 7, file = "protos/agent.proto"): Place {
  const position = (column: number) => ({ offset: 20 * line + column - 1, line, column });
  return { file, start: position(3), end: position(9) };
}

/** A field by its full name. */
export function named(fullName: string): FindingElement {
  return { kind: "field", fullName, owner: "acme.Storage" };
}

/** A component of a release. */
export function peer(component: string, release: string): Peer {
  return { component, release, state: release };
}

export function sampleFinding(parts: Partial<Finding>): Finding {
  const check = parts.check ?? "R1/number-changed";
  return {
    rule: check.split("/")[0] ?? check,
    check,
    severity: "error",
    tier: "unsafe",
    element: named("acme.Storage.source"),
    place: samplePlace(),
    message: `${check} in one sentence.`,
    status: "new",
    published: null,
    before: null,
    after: null,
    breaks: [],
    unnamed: null,
    witness: null,
    exchanged: null,
    safeFrom: null,
    fix: null,
    docs: { kind: "command", check },
    buf: [],
    fingerprint: `f00d${check.length}${parts.place?.start.line ?? 7}`,
    ...parts,
  };
}
