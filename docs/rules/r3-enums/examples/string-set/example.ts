// A set of strings leaves the unknown value to the code: one agent refuses it, another allows what it should kill.
import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { hex } from "#hex";
import { type Rule, RuleSchema } from "./agent_pb.js";

function careless({ action }: Rule): string {
  return action === "ERRNO" ? "deny" : "allow";
}

function careful({ action }: Rule): string {
  if (action === "ALLOW") return "allow";
  if (action === "ERRNO") return "deny";
  return `refuse: unknown action "${action}", this agent knows ALLOW and ERRNO`;
}

for (const action of ["ALLOW", "ERRNO", "KILL"]) {
  const bytes = toBinary(RuleSchema, create(RuleSchema, { syscall: "ptrace", action }));
  const rule = fromBinary(RuleSchema, bytes);
  console.log(`${action}, careless agent 1:`, careless(rule));
  console.log(`${action}, careful agent 1:`, careful(rule));
}

const field = toBinary(RuleSchema, create(RuleSchema, { action: "KILL" }));
console.log("the field on the wire:", hex(field));
