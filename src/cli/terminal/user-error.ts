/**
 * Why the command could not do its work, for the person who called it: what is wrong and, as the hint, what to do.
 * Ends the run with exit status 2.
 */
export class UserError extends Error {
  readonly hint: string;

  constructor(message: string, hint: string) {
    super(message);
    this.hint = hint;
  }
}
