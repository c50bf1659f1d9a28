import { realpathSync, writeFileSync } from "node:fs";
import path from "node:path";
import { repositoryState } from "../git/refs.js";
import { listReleases } from "../git/release-tags.js";
import { workingFiles } from "../git/state-files.js";
import { configurationName } from "../project/configuration.js";
import { notesFor } from "../terminal/terminal.js";
import { UserError } from "../terminal/user-error.js";
import { initText } from "./init-text.js";

/** `init`: writes a configuration into the working directory; one that is there stays. */
export async function runInit(): Promise<void> {
  const folder = process.cwd();
  const { root, bare } = await repositoryState(folder);
  if (bare) throw new UserError("A bare repository has no working tree.", "Go to a clone of it.");
  const below = path.relative(root, realpathSync(folder)).split(path.sep).join("/");
  const prefix = below === "" ? "" : `${below}/`;
  const { tree } = await workingFiles({ root, bare });
  const files = [...tree.values()]
    .filter(({ path: file, kind }) => kind === "file" && file.endsWith(".proto") && file.startsWith(prefix))
    .map(({ path: file }) => file.slice(prefix.length))
    .sort();
  if (files.length === 0) throw new UserError("There is no .proto file here or below.", "Go where they are.");
  const tags = await listReleases(root, { tags: "**" });
  writeNew(path.join(folder, configurationName), initText(tags, files));
  notesFor(false).say(`wrote ${configurationName}; read it, then run "grpc-evolution check".`);
}

/** Fails where the file exists already, even if it appeared a moment ago. */
function writeNew(file: string, text: string): void {
  try {
    writeFileSync(file, text, { flag: "wx" });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") {
      throw new UserError(`${configurationName} is there already.`, "Edit it, or remove it first.");
    }
    throw new UserError(
      `${configurationName} cannot be written (${code}).`,
      "Check the permissions of the folder.",
    );
  }
}
