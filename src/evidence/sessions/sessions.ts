import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { root } from "../../root.js";
import { changedSchema, oldSchema, schemaChanges } from "../callers/changes.js";
import { git } from "../demo/git.js";
import { makeDemoRepository } from "../demo/repository.js";
import { findExample, readExampleFile } from "../examples/example.js";
import { alphaChangedInPlace } from "./alpha.js";
import {
  methodAndFieldDeprecated,
  methodAndFieldRemoved,
  numberOfOlderMajorTaken,
  v1Deprecated,
  v1Removed,
  v2Added,
} from "./retirements.js";

/** One call of the command, in a folder that is made for it; the pages show what it printed. */
export interface Session {
  name: string;
  /** Makes what the command is to work on, in an empty folder. */
  prepare(folder: string): void;
  /** What follows `grpc-evolution`. */
  args: string[];
  /** Set where it prints sentences, which a page wraps; all else keeps its columns. */
  isProse?: true;
}

const formats = ["json", "markdown", "github", "sarif", "junit"];

/** The sessions of the pages that show what the command prints. */
export const sessions: readonly Session[] = [
  { name: "check-folders", prepare: twoFolders, args: ["check", "--before", "before", "--after", "after"] },
  ...formats.map((format) => ({
    name: `check-${format}`,
    prepare: twoFolders,
    args: ["check", "--before", "before", "--after", "after", "--format", format],
  })),
  {
    name: "check-error-details",
    prepare: (folder) => beforeAndAfter(folder, "errors/declared", "agent.proto"),
    args: ["check", "--before", "before", "--after", "after"],
  },
  {
    name: "check-renamed",
    prepare: (folder) => beforeAndAfter(folder, "names/one-rename", "agent.proto"),
    args: ["check", "--before", "before", "--after", "after"],
  },
  { name: "check-history", prepare: threeReleases, args: ["check"] },
  {
    name: "check-last-release",
    prepare: threeReleases,
    args: ["check", "--against", "v2.0", "--no-history"],
  },
  { name: "check-new", prepare: topicBehindRelease, args: ["check"] },
  { name: "ledger", prepare: threeReleases, args: ["ledger", "CreateContainerRequest"] },
  { name: "readiness", prepare: makeDemoRepository, args: ["readiness"] },
  { name: "analysis", prepare: workedAnalysis, args: ["analysis"], isProse: true },
  { name: "bump", prepare: makeDemoRepository, args: ["bump", "--head", "4.0"] },
  { name: "matrix", prepare: makeDemoRepository, args: ["matrix"] },
  { name: "explain", prepare: () => {}, args: ["explain", "R3/value-added"] },
  { name: "init", prepare: threeReleases, args: ["init"] },
  { name: "init-adopt", prepare: withOwnTexts, args: ["init", "--adopt"] },
  { name: "wrong-configuration", prepare: wrongConfiguration, args: ["check"] },
  { name: "alpha-in-place", prepare: alphaChangedInPlace, args: ["check"] },
  { name: "v2-added", prepare: v2Added, args: ["check"] },
  { name: "v1-deprecated", prepare: v1Deprecated, args: ["readiness"] },
  { name: "v1-removed", prepare: v1Removed, args: ["check"] },
  { name: "retirement-calendar", prepare: methodAndFieldDeprecated, args: ["readiness"] },
  { name: "retirement-check", prepare: methodAndFieldRemoved, args: ["check"] },
  { name: "after-a-major", prepare: numberOfOlderMajorTaken, args: ["check"] },
  {
    name: "check-constraints",
    prepare: twoLimits,
    args: ["check", "--before", "before", "--after", "after"],
  },
  { name: "log-neighbors", prepare: logOfEvents("{ upgrade: 1, downgrade: 1 }"), args: ["check"] },
  {
    name: "log-unbounded",
    prepare: logOfEvents("{ upgrade: unbounded, downgrade: unbounded }"),
    args: ["check"],
  },
  {
    name: "callers",
    prepare: schemaOfCallers,
    args: ["check", "--before", "before", "--after", "after"],
  },
  { name: "allow", prepare: allowed, args: ["check", "--before", "before", "--after", "after"] },
  { name: "behavior-too-early", prepare: (folder) => stagedBehavior(folder, "2.0"), args: ["check"] },
  { name: "behavior-readiness", prepare: (folder) => stagedBehavior(folder, "3.0"), args: ["readiness"] },
];

/** The schemas of the first example of R1. */
function twoFolders(folder: string): void {
  beforeAndAfter(folder, "r1/reuse", "seccomp.proto");
}

/** The two schemas of an example, each as the only file of a folder. */
function beforeAndAfter(folder: string, id: string, name: string): void {
  const example = findExample(id);
  for (const side of ["before", "after"]) {
    cpSync(path.join(root, example.folder, `${side}.proto`), file(folder, `${side}/${name}`));
  }
}

/** A limit of protovalidate that was tightened. */
function twoLimits(folder: string): void {
  const example = findExample("validation/tightened");
  for (const side of ["before", "after"]) {
    cpSync(path.join(root, example.folder, `${side}.proto`), file(folder, `${side}/agent.proto`));
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

/** Three releases of a message that a log keeps, and the fourth in the working tree. Its readers have the window. */
function logOfEvents(window: string): Session["prepare"] {
  return (folder) => {
    const example = findExample("many-readers/chain");
    const roles = "{ client: producer, server: consumer }";
    git(folder, 0, "init", "--quiet", "--initial-branch=main");
    writeFileSync(
      file(folder, "grpc-evolution.yaml"),
      `protos: ["protos/**/*.proto"]\ncomponents: ${roles}\nwindow: ${window}\n`,
    );
    for (const [index, proto] of example.protos.entries()) {
      writeFileSync(file(folder, "protos/events.proto"), readExampleFile(example, proto));
      if (proto === example.protos.at(-1)) break;
      git(folder, index, "add", ".");
      git(folder, index, "commit", "--quiet", "--message", `Release ${index + 1}`);
      git(folder, index, "tag", `v${index + 1}.0`);
    }
  };
}

/** The schema of the compiled callers, and what it is after the changes that neither remove a method nor rename the package. */
function schemaOfCallers(folder: string): void {
  const own = schemaChanges.filter(({ id }) => id !== "remove-method" && id !== "rename-package");
  writeFileSync(file(folder, "before/agent.proto"), oldSchema);
  const changed = own.reduce((schema, change) => changedSchema(change, schema), oldSchema);
  writeFileSync(file(folder, "after/agent.proto"), changed);
}

/** The same where some of the texts that a project takes over are there already. */
function withOwnTexts(folder: string): void {
  threeReleases(folder);
  writeFileSync(file(folder, ".github/CODEOWNERS"), "* @acme/agents\n");
}

/**
 * A topic branch between two releases. Release 1.1 removed two fields and reserved neither number; the topic takes one of
 * them. Release 1.2 was tagged after the topic left main.
 */
function topicBehindRelease(folder: string): void {
  const commit = (day: number, message: string, order: string, item: string) => {
    writeFileSync(file(folder, "protos/shop.proto"), shop(order, item));
    git(folder, day, "add", ".");
    git(folder, day, "commit", "--quiet", "--allow-empty", "--message", message);
  };
  git(folder, 0, "init", "--quiet", "--initial-branch=main");
  writeFileSync(
    file(folder, "grpc-evolution.yaml"),
    'protos: ["protos/**/*.proto"]\nwindow: { upgrade: 1, downgrade: 1 }\n',
  );
  commit(0, "Release 1.0", "  string note = 2;\n", "  string code = 2;\n");
  git(folder, 0, "tag", "v1.0");
  commit(1, "Release 1.1", "", "");
  git(folder, 1, "tag", "v1.1");
  git(folder, 1, "branch", "topic");
  commit(2, "Release 1.2", "", "");
  git(folder, 2, "tag", "v1.2");
  git(folder, 3, "switch", "--quiet", "topic");
  commit(3, "Add the weight of an item", "", "  uint32 weight = 2;\n");
}

/** The worked example of the analysis: releases 2.2 and 2.3, and the change that goes into 2.4 in the working tree. */
function workedAnalysis(folder: string): void {
  const example = findExample("review/worked-analysis");
  const schema = (side: string) => readExampleFile(example, `${side}.proto`);
  git(folder, 0, "init", "--quiet", "--initial-branch=main");
  writeFileSync(
    file(folder, "grpc-evolution.yaml"),
    'protos: ["protos/**/*.proto"]\ncomponents: { client: runtime, server: agent }\nwindow: { upgrade: unbounded, downgrade: 1 }\n',
  );
  writeFileSync(file(folder, "protos/agent.proto"), schema("before"));
  for (const [day, release] of ["2.2", "2.3"].entries()) {
    git(folder, day, "add", ".");
    git(folder, day, "commit", "--quiet", "--allow-empty", "--message", `Release ${release}`);
    git(folder, day, "tag", `v${release}`);
  }
  git(folder, 2, "switch", "--quiet", "--create", "with-io");
  writeFileSync(file(folder, "protos/agent.proto"), schema("after"));
}

/** Another behavior as a declared feature: release 2 has the field, the working tree becomes release 3. */
function stagedBehavior(folder: string, enabled: string): void {
  const example = findExample("behavior/staged");
  git(folder, 0, "init", "--quiet", "--initial-branch=main");
  writeFileSync(
    file(folder, "grpc-evolution.yaml"),
    `protos: ["protos/**/*.proto"]
components: { client: runtime, server: agent }
window: { upgrade: unbounded, downgrade: 1 }
features:
  - name: start-without-waiting
    elements: [acme.agent.StartRequest.no_wait]
    enabled: "${enabled}"
`,
  );
  for (const [index, proto] of example.protos.entries()) {
    writeFileSync(file(folder, "protos/agent.proto"), readExampleFile(example, proto));
    git(folder, index, "add", ".");
    git(folder, index, "commit", "--quiet", "--message", `Release ${index + 1}`);
    git(folder, index, "tag", `v${index + 1}.0`);
  }
  git(folder, 2, "commit", "--quiet", "--allow-empty", "--message", "Start without waiting by default");
}

function shop(order: string, item: string): string {
  return `syntax = "proto3";

package acme.shop;

service Shop {
  rpc Place(Order) returns (Order);
}

message Order {
  string id = 1;
${order}  repeated Item items = 3;
}

message Item {
  string name = 1;
${item}}
`;
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
