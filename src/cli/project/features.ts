import type { State } from "@grpc-evolution/engine/check/request.js";
import { readState } from "@grpc-evolution/engine/schema/read.js";
import { elementsOf } from "@grpc-evolution/engine/window/elements.js";
import { compareReleases, parseRelease } from "@grpc-evolution/engine/window/releases.js";
import { didYouMean } from "../terminal/did-you-mean.js";
import type { CheckInput } from "./check-input.js";
import { type Configuration, type Setting, wrongSetting } from "./configuration.js";

/**
 * A declared feature must name what there is: elements of the protocol as it is or was released, and a release that
 * exists or is still to come. Throws a UserError with the place of what is wrong.
 */
export function refuseWrongFeatures(
  configuration: Configuration,
  { head, released, releases }: Pick<CheckInput, "head" | "released" | "releases">,
): void {
  const { features } = configuration;
  if (features.length === 0 || releases === null) return;
  const states = [head, ...released].map((state) => readState(state).schema);
  const existing = new Set(states.flatMap((schema) => elementsOf(schema).map(({ element }) => element)));
  for (const [position, { elements, enabled, written }] of features.entries()) {
    for (const [at, element] of elements.entries()) {
      if (existing.has(element)) continue;
      throw wrongSetting(
        configuration,
        ["features", position, "elements", at],
        `there is no element "${element}".`,
        `${didYouMean(element, [...existing])}Write the full name of a message, field, enum, value, service or method.`,
      );
    }
    refuseWrongRelease(configuration, ["features", position, "enabled"], enabled, releases.names);
    if (written === undefined) continue;
    refuseWrongRelease(configuration, ["features", position, "written"], written, releases.names);
    const at = releases.names.findIndex((name) => compareReleases(name, written) === 0);
    refuseLostFalse(configuration, position, released[at] ?? head);
  }
}

/** False has no bytes where a bool has no presence: no writer can write it out. */
function refuseLostFalse(configuration: Configuration, position: number, state: State): void {
  const withoutFalse = boolsWithoutPresence(state);
  const element = configuration.features[position]?.elements.find((each) => withoutFalse.has(each));
  if (element === undefined) return;
  throw wrongSetting(
    configuration,
    ["features", position, "written"],
    `${element} is a bool without presence in ${state.label}, so no writer can write false out.`,
    "Declare it optional, and name the first release after that in which every writer writes it out.",
  );
}

/** Of many features in one state they are looked for once. */
function boolsWithoutPresence(state: State): ReadonlySet<string> {
  const known = boolsByState.get(state);
  if (known) return known;
  const fields = [...readState(state).schema.messages.values()].flatMap((message) => message.fields);
  const names = new Set(
    fields
      .filter(
        ({ presence, type }) => presence === "implicit" && type.kind === "scalar" && type.name === "bool",
      )
      .map(({ fullName }) => fullName),
  );
  boolsByState.set(state, names);
  return names;
}

const boolsByState = new WeakMap<State, ReadonlySet<string>>();

function refuseWrongRelease(
  configuration: Configuration,
  setting: Setting,
  release: string,
  releases: readonly string[],
): void {
  if (!parseRelease(release)) {
    throw wrongSetting(configuration, setting, `"${release}" is no release X.Y.`, 'Write one such as "1.2".');
  }
  const newest = releases.at(-1);
  if (newest === undefined || compareReleases(release, newest) > 0) return;
  if (releases.some((name) => compareReleases(name, release) === 0)) return;
  throw wrongSetting(
    configuration,
    setting,
    `there is no release ${release}.`,
    `Write one of ${releases.slice(-5).join(", ")}, or one that is still to come.`,
  );
}
