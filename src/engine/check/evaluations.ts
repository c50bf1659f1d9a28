import { readState } from "../schema/read.js";
import type { Schema } from "../schema/schema.js";
import { concernsIn } from "../window/concerns.js";
import { elementHistories } from "../window/elements.js";
import { type DatedFeature, dateFeatures } from "../window/features.js";
import { compareSchemas, type Evaluated, evaluateAgainst, evaluateByHistory } from "./evaluate.js";
import type { Baseline, CheckRequest, State } from "./request.js";

/** What all rules say of one state, each part found out when it is asked for. */
export interface Evaluation {
  schema: Schema;
  features: readonly DatedFeature[];
  byHistory(): readonly Evaluated[];
  against(baseline: Baseline): readonly Evaluated[];
}

/** What all rules say of the states of a request. States with the same files are one: they are evaluated once. */
export class Evaluations {
  readonly #evaluations: { state: State; evaluation: Evaluation }[] = [];

  constructor(readonly request: CheckRequest) {}

  of(state: State): Evaluation {
    const known = this.#evaluations.find((each) => hasSameFiles(each.state, state));
    if (known) return known.evaluation;
    const evaluation = evaluationOf({ ...this.request, head: state });
    this.#evaluations.push({ state, evaluation });
    return evaluation;
  }
}

/** Finds something out when it is asked for, and only once. */
function once<T>(find: () => T): () => T {
  let found: { value: T } | null = null;
  return () => {
    found ??= { value: find() };
    return found.value;
  };
}

function hasSameFiles(one: State, other: State): boolean {
  return areSame(one.files, other.files) && areSame(one.resolved ?? [], other.resolved ?? []);
}

function areSame(some: State["files"], others: State["files"]): boolean {
  return some.length === others.length && some.every((source, at) => source === others[at]);
}

/** The evaluation of the state that stands in the place of the head. */
function evaluationOf(request: CheckRequest): Evaluation {
  const { schema } = readState(request.head);
  const features = datedFeatures(schema, request);
  const against = new Map<Baseline, readonly Evaluated[]>();
  return {
    schema,
    features,
    byHistory: once(() => evaluateByHistory(schema, request)),
    against: (baseline) => {
      const known = against.get(baseline);
      if (known) return known;
      const evaluated = evaluateAgainst(baseline, schema, features, request);
      against.set(baseline, evaluated);
      return evaluated;
    },
  };
}

/** The features with their introductions; none where no window says what too early is. */
function datedFeatures(head: Schema, request: CheckRequest): DatedFeature[] {
  const { features, releases, released, components } = request;
  const hasWindow = components.some(({ window }) => window !== null);
  if (features.length === 0 || releases === null || !hasWindow) return [];
  // What a patch brings counts from the next release: its own was published without it.
  const before = released.slice(0, releases.head + 1).map((state) => readState(state).schema);
  const histories = elementHistories([...before, head], (older, newer) =>
    compareSchemas(older, newer, request.ledger),
  );
  return dateFeatures(features, histories, concernsIn(head, components), releases);
}
