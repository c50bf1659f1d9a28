// After a rollback the older release edits only the form that it knows, and the two forms disagree.
import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { ContainerStateSchema as Release2 } from "./after_pb.js";
import { ContainerStateSchema as Release1 } from "./before_pb.js";

// Too short does harm, too long does not: the old form is rounded up.
const inSeconds = (ms: number) => Math.ceil(ms / 1000);

function read(bytes: Uint8Array): string {
  const { graceSeconds, graceMs } = fromBinary(Release2, bytes);
  const agree = graceSeconds === inSeconds(graceMs);
  const grace = agree ? graceMs : graceSeconds * 1000;
  return `${graceSeconds} s and ${graceMs} ms ${agree ? "agree" : "disagree"}, it takes ${grace} ms`;
}

const state = { containerId: "c1", graceSeconds: inSeconds(2500), graceMs: 2500 };
const stored = toBinary(Release2, create(Release2, state));
console.log("release 2 reads what it wrote:", read(stored));

const rolledBack = fromBinary(Release1, stored);
const dropped = toBinary(Release1, rolledBack, { writeUnknownFields: false });
console.log("saved without unknown fields:", read(dropped));

rolledBack.graceSeconds = 10;
console.log("release 1 sets 10 s:", read(toBinary(Release1, rolledBack)));
