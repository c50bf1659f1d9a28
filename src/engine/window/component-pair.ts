import type { Components, Window } from "./window.js";

/** A client and a server that talk. */
export interface ComponentPair extends Components {
  /** Which releases of the two may meet; null where nobody said so. */
  window: Window | null;
  /** Full names of the services that they talk through; empty for those that no other pair names. */
  services: readonly string[];
}

/** Whether a pair talks through a service; `pairs` are all pairs of the protocol. */
export function talksThrough(pair: ComponentPair, service: string, pairs: readonly ComponentPair[]): boolean {
  if (pair.services.length > 0) return pair.services.includes(service);
  return !pairs.some(({ services }) => services.includes(service));
}
