// After a rollback the older release edits only the form that it knows, and the two forms disagree.
import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { ContainerStateSchema as Release2 } from "./after_pb.js";
import { ContainerStateSchema as Release1 } from "./before_pb.js";

const stored = toBinary(Release2, create(Release2, { containerId: "c1", graceSeconds: 3, graceMs: 3000 }));

const rolledBack = fromBinary(Release1, stored);
rolledBack.graceSeconds = 10;
const edited = toBinary(Release1, rolledBack);
console.log("release 1 means: 10000 ms");

const state = fromBinary(Release2, edited);
console.log("release 2 finds:", { graceSeconds: state.graceSeconds, graceMs: state.graceMs });
console.log("the new form wins:", state.graceMs, "ms");

const agree = Math.ceil(state.graceMs / 1000) === state.graceSeconds;
console.log("the old form wins:", agree ? state.graceMs : state.graceSeconds * 1000, "ms");
