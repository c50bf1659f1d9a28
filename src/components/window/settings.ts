import type { Limit, Window } from "@grpc-evolution/engine/window/window.js";

/** What a reader may set: a window, and how many releases there are. */
export interface Settings {
  window: Window;
  releases: number;
}

/** The policy of this site, with the four releases of the original discussion. */
export const policySettings: Settings = { window: { upgrade: "unbounded", downgrade: 1 }, releases: 4 };

/** How many releases may be chosen. */
export const releaseCounts = range(2, 12);

/** The limits that may be chosen. Among twelve releases no two are further apart than eleven. */
export const limits: readonly Limit[] = ["unbounded", ...range(0, 11)];

/** Settings from the query of an address. What is not one of the choices is the policy's. */
export function readSettings(query: string): Settings {
  const given = new URLSearchParams(query);
  const { window, releases } = policySettings;
  return {
    window: {
      upgrade: oneOf(limits, given.get("upgrade"), window.upgrade),
      downgrade: oneOf(limits, given.get("downgrade"), window.downgrade),
    },
    releases: oneOf(releaseCounts, given.get("releases"), releases),
  };
}

/** Settings as the query of an address, from the question mark on. */
export function queryOf({ window, releases }: Settings): string {
  return `?upgrade=${window.upgrade}&downgrade=${window.downgrade}&releases=${releases}`;
}

/** A window as `grpc-evolution.yaml` has it. */
export function yamlOf({ upgrade, downgrade }: Window): string {
  return `window: { upgrade: ${upgrade}, downgrade: ${downgrade} }`;
}

/** The choice that a text names, be it from an address or from an input. */
export function oneOf<T extends Limit>(choices: readonly T[], text: string | null, otherwise: T): T {
  return choices.find((choice) => String(choice) === text) ?? otherwise;
}

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
