import { findExample, readExampleFile } from "../examples/example.js";
import { makeReleases, window, write } from "./made-releases.js";

/** Release 1.0 has an alpha package, and the working tree gives one of its numbers to another field. */
export function alphaChangedInPlace(folder: string): void {
  const schema = readExampleFile(findExample("before-stable/same-numbers"), "package-1.proto");
  makeReleases(folder, window(2, 1), { "1.0": { "protos/snapshots.proto": schema } });
  write(folder, { "protos/snapshots.proto": schema.replace("bool quiesce", "string hook") });
}
