/** What an example imports as `#compiler` to show a schema that must not compile. */
import { spawnSync } from "node:child_process";
import path from "node:path";
import { fileURLToPath } from "node:url";

const buf = fileURLToPath(new URL("../../../node_modules/.bin/buf", import.meta.url));

/** Compiles one `.proto` file with buf; returns its messages, one a line, empty where it accepts the file. */
export function compile(file: URL): string {
  const place = fileURLToPath(file);
  const result = spawnSync(buf, ["build", path.basename(place), "--output", "/dev/null"], {
    cwd: path.dirname(place),
    encoding: "utf8",
    timeout: 8000,
  });
  if (result.error) throw result.error;
  return result.stderr.trim();
}
