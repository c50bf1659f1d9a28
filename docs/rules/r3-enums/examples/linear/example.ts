// An enum that only ever grows at the end: the end of the numbers is not the end of the meaning.
import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { hex } from "#hex";
import { Level as Level2, LogRecordSchema as LogRecord2 } from "./after_pb.js";
import { Level as Level1, LogRecordSchema as LogRecord1 } from "./before_pb.js";

const prefix = ["?", "info", "warning", "error"];

for (const level of [Level2.ERROR, Level2.FATAL, Level2.DEBUG]) {
  const bytes = toBinary(LogRecord2, create(LogRecord2, { level }));
  console.log(`agent 2 means ${Level2[level]}:`, hex(bytes));

  const read = fromBinary(LogRecord1, bytes);
  console.log("  runtime 1 raises an alarm:", read.level >= Level1.WARNING);
  console.log("  runtime 1 prints:", prefix[read.level]);
}
