// A closed enum in a list: release 1 does not know one value, and passes the list on in another order.
import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { hex } from "#hex";
import { PlanSchema as Plan2, Step as Step2 } from "./after_pb.js";
import { type Plan, PlanSchema as Plan1, Step as Step1 } from "./before_pb.js";

/** What protobuf.dev specifies for a list: a value that is not known goes to the unknown fields. */
function setApart(plan: Plan): Plan {
  const isKnown = (step: Step1) => step in Step1;
  const apart = plan.steps.filter((step) => !isKnown(step));
  const unknown = apart.map((step) => ({ no: 1, wireType: 0, data: Uint8Array.of(step) }));
  plan.$unknown = [...unknown, ...(plan.$unknown ?? [])];
  plan.steps = plan.steps.filter(isKnown);
  return plan;
}

function passOn(reader: string, plan: Plan) {
  const unknown = plan.$unknown?.map(({ no, data }) => `${no}: ${hex(data)}`);
  const again = toBinary(Plan1, plan);
  console.log(`${reader}:`);
  console.log("  reads steps", plan.steps, "at", plan.at, "and unknown fields", unknown);
  console.log("  writes", hex(again));
  console.log("  release 2 reads:", names(fromBinary(Plan2, again).steps));
}

const names = (steps: Step2[]) => steps.map((step) => Step2[step]).join(", ");

const steps = [Step2.MOUNT, Step2.DROP_PRIVILEGES, Step2.EXEC];
const bytes = toBinary(Plan2, create(Plan2, { steps, at: Step2.DROP_PRIVILEGES }));
console.log("release 2 means:", names(steps));
console.log("bytes:", hex(bytes));

passOn("release 1, as specified", setApart(fromBinary(Plan1, bytes)));
passOn("release 1, protobuf-es 2.13", fromBinary(Plan1, bytes));
