/** Where tokens start: the offset in the JavaScript and that in the TypeScript, in turns, each from the one before. */
export type TokenStarts = number[];

/**
 * Stands in for sucrase's module of the same signature when the sandbox is bundled: that one loses its place at the first
 * piece of a template that is empty, and would bring a library for source maps.
 */
export default function computeSourceMap(
  { mappings }: { mappings: (number | undefined)[] },
  _file: string,
  _options: unknown,
  _source: string,
  tokens: { start: number }[],
): TokenStarts {
  const starts: TokenStarts = [];
  let lastMade = 0;
  let lastWritten = 0;
  mappings.forEach((made, index) => {
    const written = tokens[index]?.start;
    if (made === undefined || written === undefined) return;
    starts.push(made - lastMade, written - lastWritten);
    lastMade = made;
    lastWritten = written;
  });
  return starts;
}
