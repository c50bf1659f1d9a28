import { printable } from "@grpc-evolution/engine/report/printable.js";
import { UserError } from "../terminal/user-error.js";

/** Does something with a file or folder of the results; where the system refuses, throws a UserError that names it. */
export function writing<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new UserError(
      `${printable(file)} cannot be written (${code}).`,
      "Name another folder with --results.",
    );
  }
}
