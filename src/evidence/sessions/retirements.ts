import { git } from "../demo/git.js";
import { findExample, readExampleFile } from "../examples/example.js";
import { makeReleases, window, write } from "./made-releases.js";

const deprecated = "  option deprecated = true;\n";

/** Release 1.0 serves v1, and the working tree adds v2 beside it. */
export function v2Added(folder: string): void {
  makeReleases(folder, window(2, 2), { "1.0": { "protos/v1.proto": volumes(1) } });
  write(folder, { "protos/v2.proto": volumes(2) });
}

/** The same, released as 1.1; release 1.2 marks v1 as deprecated. */
export function v1Deprecated(folder: string): void {
  makeReleases(folder, window(2, 2), {
    "1.0": { "protos/v1.proto": volumes(1) },
    "1.1": { "protos/v2.proto": volumes(2) },
    "1.2": { "protos/v1.proto": volumes(1).replace("service Volumes {\n", `$&${deprecated}`) },
  });
}

/** The same, and the working tree removes v1. */
export function v1Removed(folder: string): void {
  v1Deprecated(folder);
  write(folder, { "protos/v1.proto": null });
}

/** Release 1.0 has a method and a field that release 1.1 marks as deprecated; the working tree leads to 1.2. */
export function methodAndFieldDeprecated(folder: string): void {
  makeReleases(folder, window(2, 1), {
    "1.0": { "protos/agent.proto": agent("used") },
    "1.1": { "protos/agent.proto": agent("deprecated") },
  });
  git(folder, 2, "commit", "--quiet", "--allow-empty", "--message", "Begin 1.2");
}

/** The same, and the working tree removes both. */
export function methodAndFieldRemoved(folder: string): void {
  methodAndFieldDeprecated(folder);
  write(folder, { "protos/agent.proto": agent("removed") });
}

/** Releases 1.0, 1.1 and 2.0, of which only those of 2 count; the working tree takes a number that 1.x had. */
export function numberOfOlderMajorTaken(folder: string): void {
  const configuration = `${window("unbounded", 1)}releases: { tags: "v2*" }\n`;
  makeReleases(folder, configuration, {
    "1.0": { "protos/agent.proto": agent("used") },
    "1.1": { "protos/agent.proto": agent("deprecated") },
    "2.0": { "protos/agent.proto": agent("removed") },
  });
  const taken = agent("removed").replace(field.removed, "  string signal = 2;\n");
  write(folder, { "protos/agent.proto": taken });
}

function volumes(version: number): string {
  const example = findExample("v1-beside-v2/lost-on-write");
  return readExampleFile(example, `package-${version}.proto`);
}

const method = {
  used: "  rpc ListProcesses(ListRequest) returns (Report);\n",
  deprecated: `  rpc ListProcesses(ListRequest) returns (Report) {\n  ${deprecated}  }\n`,
  removed: "",
};

const field = {
  used: "  uint32 grace_seconds = 2;\n",
  deprecated: "  uint32 grace_seconds = 2 [deprecated = true];\n",
  removed: '  reserved 2;\n  reserved "grace_seconds";\n',
};

function agent(state: keyof typeof method): string {
  return `syntax = "proto3";

package acme.agent;

service Agent {
  rpc GetMetrics(ListRequest) returns (Report);
${method[state]}  rpc Stop(StopRequest) returns (Report);
}

message ListRequest {
  string container_id = 1;
}

message StopRequest {
  string container_id = 1;
${field[state]}  uint64 grace_ms = 3;
}

message Report {
  string text = 1;
}
`;
}
