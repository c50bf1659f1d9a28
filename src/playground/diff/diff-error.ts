/** What is wrong with a text that should be a diff, as a sentence. */
export class DiffError extends Error {
  constructor(
    message: string,
    /** Whether the lines that are there can be read all the same, if somebody asks for it. */
    readonly canReadOn = false,
  ) {
    super(message);
  }
}
