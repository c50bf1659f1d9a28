// cspell:ignore bunx
/**
 * What in a text makes npm fetch a package by the bare name of ours, which anybody could claim as long as nobody published
 * it. What runs only an installed command (`--no-install`) or names the package's source is no such thing.
 */
export function fetchesByName(text: string): string[] {
  const calls = /\b(?:npx|npm exec|npm x|pnpm dlx|yarn dlx|bunx)((?: -\S+)*) grpc-evolution\b/g;
  const installs = /\b(?:npm|pnpm|yarn) (?:install|i|add|ci)(?: -\S+)* grpc-evolution(?![\w./-])/g;
  const called = [...text.matchAll(calls)].filter(([, options = ""]) => !isSafe(options));
  return [...called, ...text.matchAll(installs)].map(([call]) => call);
}

/** Options with which npx fetches nothing under the name that it runs; what stands for the source is tested where it is set. */
function isSafe(options: string): boolean {
  return / (?:--no-install|--package=(?:\S+[/@]\S+|"\$PACKAGE"))(?= |$)/.test(options);
}
