import { spawnSync } from "node:child_process";
import path from "node:path";
import { toBinary } from "@bufbuild/protobuf";
import { FileDescriptorSetSchema } from "@bufbuild/protobuf/wkt";
import { root } from "../../../root.js";
import type { Library, Reading } from "./library.js";
import type { Read } from "./value.js";

const program = path.join(root, "src", "evidence", "differential", "libraries", "python.py");

const version =
  "from google.protobuf.internal import api_implementation as a; import google.protobuf as p; print(p.__version__, a.Type())";

/** Where the packages of the system are seen, whatever else is first in the path. */
const interpreters = ["python3", "/usr/bin/python3"];

/** protobuf for Python, with the back end that it chooses; null where it is not installed. */
export function python(): Library | null {
  for (const interpreter of interpreters) {
    const { status, stdout } = spawnSync(interpreter, ["-c", version], { encoding: "utf8" });
    if (status !== 0) continue;
    return {
      name: "protobuf for Python",
      version: stdout.trim(),
      read: (readings) => read(interpreter, readings),
    };
  }
  return null;
}

function read(interpreter: string, readings: readonly Reading[]): (Read[] | null)[] {
  const lines = readings.map(({ set, messages }) =>
    JSON.stringify({
      set: Buffer.from(toBinary(FileDescriptorSetSchema, set)).toString("base64"),
      messages: messages.map((each) => Buffer.from(each).toString("hex")),
    }),
  );
  const input = `${lines.join("\n")}\n`;
  const { status, stdout, stderr } = spawnSync(interpreter, [program], {
    input,
    encoding: "utf8",
    maxBuffer: 2 ** 30,
  });
  if (status !== 0) throw new Error(`Python ended with ${status}: ${stderr.slice(-2000)}`);
  return stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Read[] | null);
}
