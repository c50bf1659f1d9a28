/**
 * Whether a diff is of the same change as another one, as when it is pasted again after a correction: most lines that the
 * shorter one adds or removes are in the longer one, too.
 */
export function isSameChange(one: string, other: string): boolean {
  const [lines, others] = [changedLines(one), changedLines(other)];
  const shared = [...lines].filter((line) => others.has(line)).length;
  return 2 * shared >= Math.min(lines.size, others.size);
}

function changedLines(diff: string): Set<string> {
  const lines = diff.split("\n").map((line) => line.trimEnd());
  return new Set(lines.filter((line) => /^[+-](?!\+\+ |-- ).*\w/.test(line)));
}
