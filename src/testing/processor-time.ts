/** Milliseconds of the processor that something takes. They stay the same while others keep the machine busy. */
export function processorTime(act: () => void): number {
  const before = process.cpuUsage();
  act();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
