import type { AgentProgram } from "../workload.js";

/** The same agent with one mistake: it answers `Pause` and pauses nothing. No schema shows it, only a test does. */
export function withBrokenPause(agent: AgentProgram): AgentProgram {
  return (router, note) => {
    agent(
      {
        ...router,
        service: (service, handlers, options) =>
          router.service(service, { ...handlers, pause: () => ({}) }, options),
      },
      note,
    );
  };
}
