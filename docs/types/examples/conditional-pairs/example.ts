// Six more pairs of the conditional tier: all of them decode, and most of them lose something.
import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { hex } from "#hex";
import { StatsSchema as Stats2 } from "./after_pb.js";
import { StatsSchema as Stats1 } from "./before_pb.js";

const stats = create(Stats1, {
  usage: 2n ** 32n,
  delta: 2n ** 32n + 1n,
  device: { name: "vda" },
  address: 4294967295,
  disks: [{ name: "vda" }, { path: "/dev/vdb" }],
  labels: [
    { key: "zone", value: "a" },
    { key: "zone", value: "b" },
  ],
});

const read = fromBinary(Stats2, toBinary(Stats1, stats));
console.log(`uint64 ${stats.usage} as bool:`, read.usage);
console.log(`sint64 ${stats.delta} as sint32:`, read.delta);
console.log("message as bytes:", hex(read.device));
console.log(`fixed32 ${stats.address} as sfixed32:`, read.address);
console.log("two messages as one:", read.disks?.name, read.disks?.path);
console.log("two entries as a map:", read.labels);
