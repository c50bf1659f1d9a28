import { printable } from "@grpc-evolution/engine/report/printable.js";
import { UserError } from "../terminal/user-error.js";

/**
 * Globs as git understands them, relative to the folder that git is called in; `**` crosses folders, `*` does not.
 * Source: `git help glossary`, pathspec. Throws a UserError for one that cannot be meant.
 */
export function pathspecs(globs: readonly string[]): string[] {
  if (globs.length === 0)
    throw new UserError("There is no glob for .proto files.", 'Write protos: ["**/*.proto"].');
  return globs.map((glob) => {
    if (glob === "" || glob.includes("\0")) {
      throw new UserError(`"${printable(glob)}" is not a glob.`, 'Write one such as "protos/**/*.proto".');
    }
    return `:(glob)${glob}`;
  });
}

/** The name of a file or folder as a glob that matches nothing else. */
export function escapeGlob(name: string): string {
  return name.replace(/[\\*?[\]]/g, "\\$&");
}
