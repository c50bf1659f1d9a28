/** Anything that a page links to. */
export interface LinkTo {
  label: string;
  path: string;
}
