/** The most findings that are worked out and reported; nobody reads as many, and each takes time and memory. */
export const maxFindings = 30_000;

/** More is found than can be reported. The message says how much, `hint` what to do. */
export class TooManyFindings extends Error {
  readonly hint = "Allow what is meant by a comment on its message or enum, or check a smaller change.";

  constructor(count: number) {
    super(`${count} findings are more than the ${maxFindings} that can be reported.`);
    this.name = "TooManyFindings";
  }
}
