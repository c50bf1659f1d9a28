import type { State } from "@grpc-evolution/engine/check/request.js";
import { readState } from "@grpc-evolution/engine/schema/read.js";
import { talksThrough } from "@grpc-evolution/engine/window/component-pair.js";
import { didYouMean } from "../terminal/did-you-mean.js";
import type { Notes } from "../terminal/terminal.js";
import type { CheckInput } from "./check-input.js";
import { type Configuration, wrongSetting } from "./configuration.js";

/**
 * The services that a pair names must be there, now or in a release: of a misspelt one nothing would be judged. Throws a
 * UserError with the place of one that is not.
 */
export function refuseWrongServices(
  configuration: Configuration,
  { head, released, baselines }: Pick<CheckInput, "head" | "released" | "baselines">,
): void {
  const { components } = configuration;
  if (components.every(({ services }) => services.length === 0)) return;
  const existing = new Set([head, ...released, ...baselines].flatMap(servicesOf));
  for (const [position, { services }] of components.entries()) {
    const at = services.findIndex((service) => !existing.has(service));
    if (at < 0) continue;
    throw wrongSetting(
      configuration,
      ["components", position, "services", at],
      `there is no service "${services[at]}".`,
      `${didYouMean(services[at] as string, [...existing])}Write the full name of a service, as this revision or a release declares it.`,
    );
  }
}

/** Says which services of the protocol no pair talks through. */
export function sayServicesOfNobody(
  { components }: Configuration,
  { head }: Pick<CheckInput, "head">,
  notes: Notes,
): void {
  const alone = servicesOf(head).filter(
    (service) => !components.some((pair) => talksThrough(pair, service, components)),
  );
  if (alone.length === 0) return;
  const shown = alone.slice(0, 3).join(", ") + (alone.length > 3 ? `, and ${alone.length - 3} more` : "");
  notes.say(
    `no pair of "components" names ${shown}: nobody is known to call it, so its methods are not judged.`,
  );
}

function servicesOf(state: State): string[] {
  return [...readState(state).schema.services.keys()];
}
