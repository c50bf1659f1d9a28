/** Text that is wrong at a place, an offset. Thrown and caught inside of this folder only. */
export class SyntaxProblem extends Error {
  constructor(
    message: string,
    readonly at: number,
  ) {
    super(message);
  }
}
