import type { Command, Place } from "./peer.js";

/**
 * Runs Go with the sources that Debian installs and those in `src` of the peer's output. What it makes of them stays in
 * that folder too.
 */
export function go(place: Place, ...args: string[]): Command {
  return {
    program: "/usr/bin/go",
    args,
    env: {
      CGO_ENABLED: "0",
      GO111MODULE: "off",
      GOCACHE: `${place.output}/cache`,
      GOENV: "off",
      GOFLAGS: "",
      GOPATH: `${place.output}:/usr/share/gocode`,
    },
  };
}
