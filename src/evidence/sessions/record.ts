/** `npm run record:sessions`: records what the command prints, for the pages that show it. */
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { recordOf, runSession } from "./run.js";
import { sessions } from "./sessions.js";

for (const session of sessions) {
  mkdirSync(path.dirname(recordOf(session)), { recursive: true });
  writeFileSync(recordOf(session), runSession(session));
  console.error(`recorded ${session.name}`);
}
