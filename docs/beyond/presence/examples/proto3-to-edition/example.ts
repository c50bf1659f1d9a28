// From proto3 one feature keeps the bytes. What a program reads of a field that is not set has changed.
import { create, fromBinary, isFieldSet, toBinary } from "@bufbuild/protobuf";
import { hex } from "#hex";
import { ProbeSchema as Probe2 } from "./after_pb.js";
import { ProbeSchema as Probe1 } from "./before_pb.js";

for (const probe of [{ path: "/", retries: 3, timeoutMs: 500 }, { path: "", retries: 0, timeoutMs: 0 }, {}]) {
  const written1 = toBinary(Probe1, create(Probe1, probe));
  const written2 = toBinary(Probe2, create(Probe2, probe));
  console.log(`${JSON.stringify(probe)} is [${hex(written1)}] and [${hex(written2)}]`);

  const [read1, read2] = [fromBinary(Probe1, written2), fromBinary(Probe2, written1)];
  console.log("  release 1 reads timeout_ms:", read1.timeoutMs);
  console.log(
    "  release 2 reads timeout_ms:",
    read2.timeoutMs,
    isFieldSet(read2, Probe2.field.timeoutMs) ? "set" : "not set",
  );
}
