const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Does `work`; meanwhile a signal that would end this process aborts `stop` instead. */
export async function untilInterrupted(stop: AbortController, work: () => Promise<void>): Promise<void> {
  const onSignal = () => stop.abort();
  for (const signal of signals) process.on(signal, onSignal);
  try {
    await work();
  } finally {
    for (const signal of signals) process.off(signal, onSignal);
  }
}
