import path from "node:path";
import { upstreamVersion } from "../peers/debian.js";
import { type Attempt, type Language, linesOf, programOf, runOrThrow, write } from "./language.js";

/** Python, where nothing is compiled: what is missing shows when it is used. */
export const python: Language = {
  id: "python",
  title: "Python",
  packages: ["protobuf-compiler", "protobuf-compiler-grpc", "python3-grpcio", "python3-protobuf"],
  versions: () =>
    `${runOrThrow({ program: "/usr/bin/python3", args: ["--version"] }, "/").trim()} with protobuf 4.${upstreamVersion("python3-protobuf").replace(/^3\./, "")} and grpcio ${upstreamVersion("python3-grpcio")}`,
  attempt: (schemas, folder) =>
    new Map([...schemas].map(([name, text]) => [name, attemptOne(path.join(folder, name), text)])),
};

function attemptOne(folder: string, schema: string): Attempt {
  write(path.join(folder, "agent.proto"), schema);
  write(path.join(folder, "caller.py"), programOf("caller.py"));
  const plugin = "--plugin=protoc-gen-grpc=/usr/bin/grpc_python_plugin";
  const outputs = ["--python_out=.", "--grpc_out=."];
  runOrThrow({ program: "/usr/bin/protoc", args: [plugin, ...outputs, "agent.proto"] }, folder);
  return {
    problems: [],
    printed: linesOf(runOrThrow({ program: "/usr/bin/python3", args: ["caller.py"] }, folder)),
  };
}
