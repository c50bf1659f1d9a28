// A consumer that is one release behind skips an event that it does not know, and stores that it has read it.
import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { EventSchema as Event2 } from "./after_pb.js";
import { EventSchema as Event1 } from "./before_pb.js";

const log = [
  create(Event2, { volume: "v1", kind: { case: "created", value: { bytes: 10n } } }),
  create(Event2, { volume: "v1", kind: { case: "grown", value: { bytes: 20n } } }),
  create(Event2, { volume: "v2", kind: { case: "created", value: { bytes: 5n } } }),
].map((event) => toBinary(Event2, event));

/** What a consumer has: how far it has read, and what it made of it. */
interface Consumer {
  position: number;
  sizes: Record<string, bigint>;
}

function readOn(consumer: Consumer, schema: typeof Event1 | typeof Event2): void {
  for (const bytes of log.slice(consumer.position)) {
    const { volume, kind } = fromBinary(schema, bytes);
    if (kind.case === undefined) console.log(`  event ${consumer.position + 1} has no kind: skipped`);
    else consumer.sizes[volume] = kind.value.bytes;
    consumer.position++;
  }
}

const consumer: Consumer = { position: 0, sizes: {} };
readOn(consumer, Event1);
console.log("release 1:", consumer);
readOn(consumer, Event2);
console.log("after its upgrade:", consumer);

const fresh: Consumer = { position: 0, sizes: {} };
readOn(fresh, Event2);
console.log("release 2, from the start:", fresh);
