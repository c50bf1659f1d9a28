// A oneof instead of an enum: the old agent sees that nothing it knows is set, and can say so.
import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { hex } from "#hex";
import { StorageSchema as Storage2 } from "./after_pb.js";
import { StorageSchema as Storage1 } from "./before_pb.js";

function mount(bytes: Uint8Array): string {
  const { source, $unknown } = fromBinary(Storage1, bytes);
  switch (source.case) {
    case "block":
      return `mount ${source.value.device}`;
    case "shared":
      return `mount ${source.value.tag}`;
    default:
      return `refuse: no source that this agent knows, unknown fields [${$unknown?.map((field) => field.no)}]`;
  }
}

const mountPoint = "/dev/shm";
const block = toBinary(
  Storage2,
  create(Storage2, { mountPoint, source: { case: "block", value: { device: "/dev/vda" } } }),
);
const ephemeral = toBinary(
  Storage2,
  create(Storage2, { mountPoint, source: { case: "ephemeral", value: { sizeLimit: 64n } } }),
);
console.log("runtime 2 sends block, agent 1:", mount(block));
console.log("runtime 2 sends ephemeral, agent 1:", mount(ephemeral));

const passedOn = toBinary(Storage1, fromBinary(Storage1, ephemeral));
console.log("passed on by release 1:", hex(passedOn) === hex(ephemeral) ? "the same bytes" : hex(passedOn));
