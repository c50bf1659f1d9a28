import path from "node:path";
import { root } from "../../../root.js";
import { buf } from "../../buf/buf.js";
import { installedVersion } from "../javascript/installed-version.js";
import { runProgram } from "../javascript/program.js";
import { compileSchemas } from "../javascript/schemas.js";
import type { Command, Peer, Place } from "../peer.js";

const installed = path.join(root, "node_modules");

/** protobuf-ts with the code that its generator writes by default. It leaves groups out of it. */
export const peer: Peer = {
  id: "protobuf-ts",
  language: "JavaScript",
  library: "protobuf-ts",
  packages: [],
  version: () => installedVersion("@protobuf-ts/runtime"),
  build: (place) => [compileSchemas(place), generate(place), bundle()],
  run: (place) => runProgram(place, "program.ts"),
  lacks: { text: "protobuf-ts has no text format" },
};

function generate({ schemas }: Place): Command {
  const generator = path.join(installed, "@protobuf-ts", "plugin", "bin", "protoc-gen-ts");
  const plugin = {
    local: [process.execPath, generator],
    out: "generated",
    include_imports: true,
    include_wkt: true,
  };
  return {
    program: buf,
    args: ["generate", schemas, "--template", JSON.stringify({ version: "v2", plugins: [plugin] })],
  };
}

/** Each file with the runtime library in it, which could not be imported from a folder outside of this project. */
function bundle(): Command {
  const files = ["proto2", "proto3"].map((name) => path.join("generated", `${name}.ts`));
  return {
    program: path.join(installed, ".bin", "esbuild"),
    args: [
      ...files,
      "--bundle",
      "--platform=node",
      "--format=esm",
      "--out-extension:.js=.mjs",
      "--outdir=.",
      "--log-level=warning",
    ],
    env: { NODE_PATH: installed },
  };
}
