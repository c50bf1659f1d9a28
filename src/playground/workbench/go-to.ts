/** Ids of what the page links to inside of itself, and the way there without a new address. */

/** The id of the place where a diff is pasted. */
export const diffId = "diff";

/** The id of the heading above all that was found. */
export const findingsId = "rules-say";

/** The id of a check's findings. */
export function checkId(check: string): string {
  return `c-${check.replace(/\W+/g, "-").toLowerCase()}`;
}

/** The id of a finding. */
export function findingId(check: string, fullName: string): string {
  return `f-${check}-${fullName}`.replace(/[^\w.-]+/g, "-");
}

/** Shows the first of these that is there, and puts the focus on it. */
export function goTo(...ids: readonly string[]): void {
  const target = ids.map((id) => document.getElementById(id)).find((element) => element !== null);
  if (!target) return;
  for (let node: Element | null = target; node; node = node.parentElement) {
    if (node instanceof HTMLDetailsElement) node.open = true;
  }
  target.scrollIntoView({ block: "start" });
  target.focus({ preventScroll: true });
}
