import { type CheckRequest, requestFor, type State } from "@grpc-evolution/engine/check/request.js";
import { readSchema } from "@grpc-evolution/engine/schema/read.js";
import type { Window } from "@grpc-evolution/engine/window/window.js";
import { type Example, readExampleFile } from "../evidence/examples/example.js";

/** The window that an example's program declares, otherwise that of the policy page. */
function windowOf(example: Example): Window {
  const declared = /const window = \{ upgrade: (\d+), downgrade: (\d+) \}/.exec(
    readExampleFile(example, "example.ts"),
  );
  return declared
    ? { upgrade: Number(declared[1]), downgrade: Number(declared[2]) }
    : { upgrade: "unbounded", downgrade: 1 };
}

/** Schemas of an example, oldest first. One that is shown because it must not compile is no release. */
export function releasesOf(example: Example): State[] {
  const states = example.protos
    .map((proto) => ({ label: proto.replace(/\.proto$/, ""), text: readExampleFile(example, proto) }))
    .filter(({ text }) => readSchema([{ path: "schema.proto", text }]).problems.length === 0);
  return states.map(({ label, text }, index) => ({
    label,
    files: label.startsWith("package-")
      ? states.slice(0, index + 1).map((each) => ({ path: `${each.label}.proto`, text: each.text }))
      : [{ path: "schema.proto", text }],
  }));
}

/** The newest schema of an example: in releases against all older ones, otherwise against the one before. */
export function requestOfExample(example: Example): CheckRequest {
  const states = releasesOf(example);
  const head = states.pop();
  const previous = states.at(-1);
  if (!head || !previous) throw new Error(`${example.folder} has no two schemas`);
  const request = requestFor(previous, head);
  if (!head.label.startsWith("release-")) return request;
  return {
    ...request,
    baselines: states.map((state, releaseIndex) => ({ ...state, releaseIndex, precedesReference: false })),
    components: [{ client: "client", server: "server", window: windowOf(example), services: [] }],
    releases: { names: states.map((_, position) => `${position + 1}.0`), head: states.length },
  };
}
