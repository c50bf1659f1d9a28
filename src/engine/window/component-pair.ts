import type { Components, Window } from "./window.js";

/** A client and a server that talk. */
export interface ComponentPair extends Components {
  /** Which releases of the two may meet; null where nobody said so. */
  window: Window | null;
  /**
   * The windows that releases were published with, by their index; null where nobody can read one. Left out where all of them
   * count as today's.
   */
  published?: readonly (Window | null)[];
  /** Full names of the services that they talk through; empty for those that no other pair names. */
  services: readonly string[];
}

/** Whether a pair talks through a service; `pairs` are all pairs of the protocol. */
export function talksThrough(pair: ComponentPair, service: string, pairs: readonly ComponentPair[]): boolean {
  if (pair.services.length > 0) return pair.services.includes(service);
  return !pairs.some(({ services }) => services.includes(service));
}

/**
 * The window that a configuration has for two components: by their names, or, where there are only two in both
 * configurations, whatever they were called. Null where it has none for them.
 */
export function windowOf(
  { client, server }: Components,
  declared: readonly ComponentPair[],
  today: readonly ComponentPair[],
): Window | null {
  const named = declared.find((each) => each.client === client && each.server === server);
  const only = declared.length === 1 && today.length === 1 ? declared[0] : undefined;
  return (named ?? only)?.window ?? null;
}
