import type { CheckResult } from "@grpc-evolution/engine/check/check.js";
import type { Finding } from "@grpc-evolution/engine/rules/finding.js";

/** What the tests of all formats render: findings of each severity, with and without each optional part. */
export function sampleResult(): CheckResult {
  const errors = [
    sampleFinding({
      check: "R1/number-reused",
      element: "acme.Storage.driver",
      line: 12,
      message:
        'Number 7 carries "driver" now; in v1.0 it was the int32 "driver_kind" (commit 3f2a1b0, 2024-05-02), and it is spent.',
      before: { name: "driver_kind", number: 7, type: "int32" },
      after: { name: "driver", number: 7, type: "string" },
      breaks: [
        { writer: "runtime 2.4", reader: "agent 2.3", outcome: "reinterpreted" },
        { writer: "runtime 2.3", reader: "agent 2.4", outcome: "rejected" },
      ],
      witness: { bytes: "3a0365706d", written: { driver: "epm" }, read: { driverKind: 3 } },
      fix: {
        title: "Take the next free number and reserve this one",
        text: "reserved 7;\nstring driver = 9;",
      },
      buf: ["FIELD_SAME_NAME", "FIELD_SAME_TYPE"],
    }),
    sampleFinding({
      check: "R3/value-added",
      element: "acme.Signal.SIGNAL_USR1",
      line: 30,
      message: "Agents before 2.4 do not know the new value 10.",
      safeFrom: "2.5",
      after: { name: "SIGNAL_USR1", number: 10 },
      breaks: [{ writer: "runtime 2.4", reader: "agent 2.3", outcome: "unknown" }],
    }),
    sampleFinding({
      check: "GL2/method-removed",
      element: "acme.Agent.Pause",
      file: "protos/old/agent.proto",
      message: "Runtime 2.3 still calls this method.",
      breaks: [{ writer: "runtime 2.3", reader: "agent 2.4", outcome: "unimplemented" }],
      docs: "https://docs.example.org/guidelines/gl2-scope#gl2-method-removed",
      buf: ["RPC_NO_DELETE"],
    }),
    sampleFinding({
      check: "R4/type-changed",
      element: "acme.Storage.size",
      line: 18,
      message: "int64 became string: another wire type.",
      breaks: [{ writer: "agent 2.4", reader: "runtime 2.3", outcome: "lost" }],
    }),
  ];
  const warnings = [
    sampleFinding({ check: "R1/renamed", severity: "warning", tier: "conditional", line: 3 }),
    sampleFinding({ check: "R1/name-not-reserved", severity: "warning", tier: "conditional", line: 4 }),
    sampleFinding({ check: "R3/zero-value", severity: "warning", tier: "conditional", line: 5 }),
    sampleFinding({ check: "GL1/no-window", severity: "warning", tier: "conditional", line: 1 }),
  ];
  const infos = [
    sampleFinding({ check: "GL5/version-field", severity: "info", tier: "safe", line: 40 }),
    sampleFinding({ check: "R4/cardinality-changed", severity: "info", tier: "safe", line: 41 }),
    sampleFinding({ check: "R4/presence-changed", severity: "info", tier: "safe", line: 42 }),
    sampleFinding({ check: "R4/oneof-changed", severity: "info", tier: "safe", line: 43 }),
  ];
  return {
    findings: [...errors, ...warnings, ...infos],
    summary: {
      errors: errors.length,
      warnings: warnings.length,
      infos: infos.length,
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
    summary: { errors: 0, warnings: 0, infos: 0, files: 1, revisions: 0, baselines: ["before"] },
  };
}

/** Every text that an attacker may choose, with what each format must not let through. */
export function hostileResult(): CheckResult {
  const hostile = `x\r\n::error::\x1b[31m%0A \u202e ]]> <img src=x onerror=1> | \`\`\` "q" & @org/team [a](javascript:1) \0 \ud800`;
  const finding = sampleFinding({
    element: hostile,
    file: `protos/${hostile}.proto`,
    message: hostile,
    before: { [hostile]: hostile },
    after: { name: hostile },
    breaks: [{ writer: hostile, reader: hostile, outcome: "same" }],
    witness: { bytes: "00", written: { [hostile]: hostile }, read: { big: 2n ** 63n } },
    safeFrom: hostile,
    fix: { title: hostile, text: hostile },
    docs: hostile,
    buf: [hostile],
    fingerprint: hostile,
  });
  return {
    findings: [finding],
    summary: { errors: 1, warnings: 0, infos: 0, files: 1, revisions: 1, baselines: [hostile] },
  };
}

export function sampleFinding(parts: Partial<Finding>): Finding {
  const check = parts.check ?? "R1/number-changed";
  return {
    rule: check.split("/")[0] ?? check,
    check,
    severity: "error",
    tier: "unsafe",
    element: "acme.Storage.source",
    owner: "acme.Storage",
    file: "protos/agent.proto",
    line: 7,
    column: 3,
    message: `${check} in one sentence.`,
    before: null,
    after: null,
    breaks: [],
    witness: null,
    exchanged: null,
    safeFrom: null,
    fix: null,
    docs: `grpc-evolution explain ${check}`,
    buf: [],
    fingerprint: `f00d${check.length}${parts.line ?? 7}`,
    ...parts,
  };
}
