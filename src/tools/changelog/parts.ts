/** What a release consists of, in the order in which a changelog tells it, with the files that make it up. */
const parts = [
  {
    name: "Command",
    files: /^(?:src\/(?:cli|engine(?!\/rules\/))\/|action\.yml$|\.pre-commit-hooks\.yaml$)/,
  },
  { name: "Rules", files: /^(?:src\/engine\/rules|docs\/rules|docs\/guidelines)\// },
  {
    name: "Site",
    files:
      /^(?:docs\/(?!rules\/|guidelines\/)|src\/(?:components|content|css|pages|playground|plugins|search|theme)\/|static\/)/,
  },
] as const;

/** A part of a release. */
export type Part = (typeof parts)[number]["name"];

/** All parts, in the order in which a changelog tells them. */
export const partNames: readonly Part[] = parts.map(({ name }) => name);

/** The part that a file belongs to; none for tests, tools and what only those who change the project see. */
export function partOf(file: string): Part | undefined {
  if (/\.test\.tsx?$/.test(file)) return undefined;
  return parts.find(({ files }) => files.test(file))?.name;
}
