import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { root } from "../../root.js";
import { git } from "../demo/git.js";
import { makeDemoRepository } from "../demo/repository.js";
import { findExample, readExampleFile } from "../examples/example.js";

/** One call of the command, in a folder that is made for it; the pages show what it printed. */
export interface Session {
  name: string;
  /** Makes what the command is to work on, in an empty folder. */
  prepare(folder: string): void;
  /** What follows `npx grpc-evolution`. */
  args: string[];
}

const formats = ["json", "markdown", "github", "sarif", "junit"];

/** The sessions of the pages below `docs/tool`. */
export const sessions: readonly Session[] = [
  { name: "check-folders", prepare: twoFolders, args: ["check", "--before", "before", "--after", "after"] },
  ...formats.map((format) => ({
    name: `check-${format}`,
    prepare: twoFolders,
    args: ["check", "--before", "before", "--after", "after", "--format", format],
  })),
  { name: "check-history", prepare: threeReleases, args: ["check"] },
  {
    name: "check-last-release",
    prepare: threeReleases,
    args: ["check", "--against", "v2.0", "--no-history"],
  },
  { name: "ledger", prepare: threeReleases, args: ["ledger", "CreateContainerRequest"] },
  { name: "readiness", prepare: makeDemoRepository, args: ["readiness"] },
  { name: "bump", prepare: makeDemoRepository, args: ["bump", "--head", "4.0"] },
  { name: "matrix", prepare: makeDemoRepository, args: ["matrix"] },
  { name: "explain", prepare: () => {}, args: ["explain", "R3/value-added"] },
  { name: "init", prepare: threeReleases, args: ["init"] },
  { name: "wrong-configuration", prepare: wrongConfiguration, args: ["check"] },
  { name: "allow", prepare: allowed, args: ["check", "--before", "before", "--after", "after"] },
];

/** The schemas of the first example of R1. */
function twoFolders(folder: string): void {
  const example = findExample("r1/reuse");
  for (const side of ["before", "after"]) {
    cpSync(path.join(root, example.folder, `${side}.proto`), file(folder, `${side}/seccomp.proto`));
  }
}

/** A number that is removed in one release and taken two releases later, as three commits with tags. */
function threeReleases(folder: string): void {
  const example = findExample("r1/gap");
  git(folder, 0, "init", "--quiet", "--initial-branch=main");
  for (const [index, proto] of example.protos.entries()) {
    writeFileSync(file(folder, "protos/agent.proto"), readExampleFile(example, proto));
    git(folder, index, "add", ".");
    git(folder, index, "commit", "--quiet", "--message", `Release ${index + 1}`);
    git(folder, index, "tag", `v${index + 1}.0`);
  }
}

function wrongConfiguration(folder: string): void {
  threeReleases(folder);
  writeFileSync(
    file(folder, "grpc-evolution.yaml"),
    'protos: ["protos/**/*.proto"]\nwindow: { upgrades: unbounded, downgrade: 1 }\n',
  );
}

function allowed(folder: string): void {
  const values = (more: string) =>
    `syntax = "proto3";\n\npackage acme.agent;\n\nenum Signal {\n  SIGNAL_UNSPECIFIED = 0;\n  SIGNAL_TERM = 15;\n${more}}\n`;
  const reason = "  // grpc-evolution: allow R3/value-added -- numbers are those of POSIX\n";
  writeFileSync(file(folder, "before/signal.proto"), values(""));
  writeFileSync(file(folder, "after/signal.proto"), values(`${reason}  SIGNAL_KILL = 9;\n`));
}

function file(folder: string, name: string): string {
  const place = path.join(folder, name);
  mkdirSync(path.dirname(place), { recursive: true });
  return place;
}
