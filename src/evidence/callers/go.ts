// cspell:ignore gopath golang
import path from "node:path";
import { root } from "../../root.js";
import { upstreamVersion } from "../peers/debian.js";
import { go } from "../peers/golang.js";
import type { Command } from "../peers/peer.js";
import { callersFolder } from "./changes.js";
import { type Attempt, type Language, linesOf, programOf, run, runOrThrow, write } from "./language.js";

const generators = {
  "protoc-gen-go": "google.golang.org/protobuf/cmd/protoc-gen-go",
  "protoc-gen-go-grpc": "google.golang.org/grpc/cmd/protoc-gen-go-grpc",
};

/** Go with the code of protoc-gen-go and protoc-gen-go-grpc. */
export const golang: Language = {
  id: "go",
  title: "Go",
  packages: ["golang-go", "golang-google-grpc-dev", "golang-google-protobuf-dev", "protobuf-compiler"],
  versions: () =>
    `${runOrThrow({ program: "/usr/bin/go", args: ["version"] }, "/").replace(/^go version go(\S+)[\s\S]*/, "Go $1")} with protoc-gen-go ${upstreamVersion("golang-google-protobuf-dev")} and protoc-gen-go-grpc of grpc-go ${upstreamVersion("golang-google-grpc-dev")}`,
  attempt(schemas, folder) {
    for (const [generator, source] of Object.entries(generators)) {
      runOrThrow(goWith(folder, "build", "-o", path.join(folder, generator), source), folder);
    }
    return new Map([...schemas].map(([name, text]) => [name, attemptOne(folder, name, text)]));
  },
};

function attemptOne(folder: string, name: string, schema: string): Attempt {
  const own = path.join(folder, name);
  write(path.join(own, "agent.proto"), schema);
  write(path.join(own, "src/caller/main.go"), programOf("caller.go"));
  const plugins = Object.keys(generators).map((each) => `--plugin=${path.join(folder, each)}`);
  const outputs = ["--go_out=src", "--go-grpc_out=src"];
  runOrThrow({ program: "/usr/bin/protoc", args: [...plugins, ...outputs, "agent.proto"] }, own);
  const { isDone, text } = run(goWith(own, "build", "-o", "caller", "caller"), own);
  if (!isDone) return { problems: problemsIn(text), printed: [] };
  return { problems: [], printed: linesOf(runOrThrow({ program: "./caller", args: [] }, own)) };
}

/** Go with the sources of one folder, and with a cache that all share and that stays: gRPC takes a minute to compile. */
function goWith(folder: string, ...args: string[]): Command {
  const command = go({ source: callersFolder, schemas: callersFolder, output: folder }, ...args);
  return { ...command, env: { ...command.env, GOCACHE: path.join(root, ".cache", "go") } };
}

/** `src/caller/main.go:38:41: unknown field FsType in struct literal`, without its place. A line with a tab goes on. */
function problemsIn(text: string): string[] {
  return text
    .replaceAll("\n\t", " ")
    .split("\n")
    .flatMap((line) => /^\S+\.go:\d+:\d+: (.*)$/.exec(line)?.slice(1) ?? []);
}
