/** `npm run record:changes`: makes the calls of the catalogue and compiles its callers, and records what came of it. */
import { writeFileSync } from "node:fs";
import project from "../../../package.json" with { type: "json" };
import { compileCallers } from "./callers.js";
import { makeCalls } from "./calls.js";
import { type ChangeEntry, readEntries } from "./entries.js";
import { type ChangeRecord, recordFile } from "./recorded.js";

const { devDependencies } = project;

/** Makes all calls and compiles all callers. Throws where a caller does not compile with the code it was written for. */
export async function makeRecord(entries: readonly ChangeEntry[]): Promise<ChangeRecord> {
  const compiled = compileCallers(entries);
  const changes: ChangeRecord["changes"] = {};
  for (const entry of entries) {
    const { old = [], new: problems = [] } = compiled.get(entry.slug) ?? {};
    if (old.length > 0) throw new Error(`${entry.folder}: the caller does not compile: ${old.join(" ")}`);
    changes[entry.slug] = { problems, calls: entry.calls ? await makeCalls(entry) : null };
  }
  return { programs, changes };
}

/** What does the work, as pages name it; the versions are pinned. */
const programs: ChangeRecord["programs"] = {
  messages: `protobuf-es ${devDependencies["@bufbuild/protobuf"]}`,
  calls: `Connect for Node ${devDependencies["@connectrpc/connect-node"]}`,
  code: `protoc-gen-es ${devDependencies["@bufbuild/protoc-gen-es"]} and TypeScript ${devDependencies.typescript}`,
};

async function record(): Promise<void> {
  const entries = readEntries();
  writeFileSync(recordFile, `${JSON.stringify(await makeRecord(entries), null, 2)}\n`);
  console.log(`${entries.length} changes: recorded in docs/changes/recorded.json`);
}

if (process.argv[1]?.endsWith("changes/record.ts")) await record();
