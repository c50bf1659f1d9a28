import { bumpFor } from "@grpc-evolution/engine/check/bump.js";
import { check } from "@grpc-evolution/engine/check/check.js";
import { type CheckRequest, requestFor, type State } from "@grpc-evolution/engine/check/request.js";
import type { BumpKind } from "@grpc-evolution/engine/rules/bump-rules.js";
import type { Finding } from "@grpc-evolution/engine/rules/finding.js";
import { readSchema } from "@grpc-evolution/engine/schema/read.js";
import type { Feature } from "@grpc-evolution/engine/window/features.js";
import { type ElementReadiness, readinessOf } from "@grpc-evolution/engine/window/readiness.js";
import type { Releases } from "@grpc-evolution/engine/window/releases.js";
import type { Window } from "@grpc-evolution/engine/window/window.js";
import { type Carrier, type Plan, type PlannedRelease, releaseName, timeline } from "../../content/plan.js";
import type { WriterAge } from "../../content/steps.js";

/** Declares what a release of a plan has. */
type Declare = (release: PlannedRelease) => Body;

/** A part of a schema: fields of the message that is carried, values of its enum, or methods. */
interface Body {
  fields?: string;
  values?: string;
  methods?: string;
  /** What a declared feature names, where the plan depends on something new. */
  elements?: readonly string[];
}

const option = (declared: string) => (declared === "deprecated" ? " [deprecated = true]" : "");

function fieldsOf({ old, new: fresh }: PlannedRelease): Body {
  const lines = [
    old?.declared === "gone" ? 'reserved 1; reserved "a";' : old && `string a = 1${option(old.declared)};`,
    fresh && "string b = 2;",
  ];
  return { fields: lines.filter(Boolean).join(" "), elements: ["x.M.b"] };
}

function valuesOf({ old }: PlannedRelease): Body {
  const value =
    old?.declared === "gone" ? 'reserved 1; reserved "E_A";' : `E_A = 1${option(old?.declared ?? "")};`;
  return { values: value };
}

function namesOf({ old, new: fresh }: PlannedRelease): Body {
  const [older, newer] = ["E_A = 1;", "E_B = 1;"];
  if (!fresh) return { values: older };
  if (old?.declared === "gone") return { values: newer };
  return {
    values: `option allow_alias = true; ${fresh.writes ? `${newer} ${older}` : `${older} ${newer}`}`,
  };
}

function methodsOf({ old, new: fresh }: PlannedRelease): Body {
  const deprecated = old?.declared === "deprecated" ? "{ option deprecated = true; }" : ";";
  const lines = [
    old && old.declared !== "gone" && `rpc Old(M) returns (M)${deprecated}`,
    fresh && "rpc New(M) returns (M);",
  ];
  return { methods: lines.filter(Boolean).join(" "), elements: ["x.S.New"] };
}

function defaultOf({ new: fresh }: PlannedRelease): Body {
  return { fields: `optional int32 c = 3 [default = ${fresh?.writes ? 5 : 3}];`, elements: ["x.M.c"] };
}

/** Null where no schema says that writers have stopped, and for what is done at once: its entry has the schemas. */
const declarations: Record<Plan["kind"], Declare | null> = {
  introduce: fieldsOf,
  replace: fieldsOf,
  remove: fieldsOf,
  withdraw: valuesOf,
  tighten: null,
  default: defaultOf,
  "read-then-write": namesOf,
  serve: methodsOf,
  retire: methodsOf,
  "move-calls": methodsOf,
  "at-once": null,
};

/** Whether a schema shows the releases of a plan. */
export function isShownBySchemas({ kind }: Plan): boolean {
  return declarations[kind] !== null;
}

function textOf(plan: Plan, release: PlannedRelease, carrier: Carrier): string {
  const { fields = "", values, methods = "" } = declarations[plan.kind]?.(release) ?? {};
  const enumeration = values ? `enum E { E_UNSPECIFIED = 0; ${values} }` : "";
  const use = values ? "E e = 9;" : "";
  const call = carrier === "request" ? "rpc Call(M) returns (Other);" : "rpc Call(Other) returns (M);";
  return [
    `syntax = "${plan.kind === "default" ? "proto2" : "proto3"}"; package x;`,
    `message M { ${use} ${fields} } message Other {} ${enumeration}`,
    `service S { ${call} ${methods} }`,
  ].join("\n");
}

/** Releases of a plan that go on from 2.3, and what they are looked at with. */
export interface Execution {
  plan: Plan;
  releases: readonly PlannedRelease[];
  carrier: Carrier;
  window: Window;
}

/** What `check` reports of the last of these releases, where all before it are published. */
export function findingsOfLast(execution: Execution): Finding[] {
  return check(requestOf(execution)).findings;
}

/** Which number the last of these releases needs, by `bump`. */
export function bumpOfLast(execution: Execution): BumpKind {
  const newest = statesOf(execution).at(-2) as State;
  const [major = 0, minor = 0] = newest.label.split(".").map(Number);
  return bumpFor(requestOf(execution), { ...newest, name: newest.label, version: [major, minor, 0] }).bump;
}

/** What `readiness` says in the last of these releases of each form that its schema declares. */
export function readinessOfLast(execution: Execution): Partial<Record<WriterAge, ElementReadiness>> {
  const { components, releases } = requestOf(execution);
  const schemas = statesOf(execution).map(({ files }) => readSchema(files).schema);
  const { elements } = readinessOf(schemas, components, [], releases as Releases);
  const forms = Object.entries(elementsOf[execution.plan.kind] ?? {}) as [WriterAge, string][];
  return Object.fromEntries(
    forms.map(([age, name]) => [age, elements.find(({ element }) => element === name)]),
  );
}

/** What a plan calls its old and its new form, as elements of the schemas. */
const fields = { old: "x.M.a", new: "x.M.b" };
const methods = { old: "x.S.Old", new: "x.S.New" };
const elementsOf: Partial<Record<Plan["kind"], Record<WriterAge, string>>> = {
  introduce: fields,
  replace: fields,
  remove: fields,
  withdraw: { old: "x.E.E_A", new: "" },
  serve: methods,
  retire: methods,
  "move-calls": methods,
};

function statesOf({ plan, releases, carrier }: Execution): State[] {
  return releases.map((release, index) => ({
    label: releaseName(index),
    files: [{ path: "x.proto", text: textOf(plan, release, carrier) }],
  }));
}

function requestOf(execution: Execution): CheckRequest {
  const states = statesOf(execution);
  const head = states.length - 1;
  const [older, newest] = [states.slice(0, -1), states.at(-2) as State];
  return {
    ...requestFor(newest, states.at(-1) as State),
    baselines: older.map((state, releaseIndex) => ({
      ...state,
      releaseIndex,
      precedesReference: releaseIndex < head - 1,
    })),
    reference: newest,
    components: [{ client: "client", server: "server", window: execution.window, services: [] }],
    releases: { names: older.map(({ label }) => label), head },
    released: older,
    features: featuresOf(execution),
  };
}

/** Plans after which somebody depends on the new form. */
const isDependedOn: readonly Plan["kind"][] = ["introduce", "serve", "move-calls", "default"];

/** What is written or called is declared with the release that begins it; a default with the one that may change it. */
function featuresOf({ plan, releases, carrier, window }: Execution): Feature[] {
  const elements = declarations[plan.kind]?.(releases.at(-1) as PlannedRelease).elements ?? [];
  const dated = plan.kind === "default" ? timeline(plan, window, [carrier]) : releases;
  const enabled = dated.findIndex(({ new: fresh }) => fresh?.writes);
  if (!isDependedOn.includes(plan.kind) || enabled === -1) return [];
  const written = dated.findIndex(({ new: fresh }) => fresh !== undefined);
  const statement = plan.kind === "default" ? { written: releaseName(written) } : {};
  return [{ name: "it", elements, enabled: releaseName(enabled), ...statement }];
}
