// The same log. This consumer keeps the bytes of what it does not know, and reads them again after its upgrade.
import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { EventSchema as Event2 } from "./after_pb.js";
import { EventSchema as Event1 } from "./before_pb.js";

const log = [
  create(Event2, { volume: "v1", kind: { case: "created", value: { bytes: 10n } } }),
  create(Event2, { volume: "v1", kind: { case: "grown", value: { bytes: 20n } } }),
  create(Event2, { volume: "v2", kind: { case: "created", value: { bytes: 5n } } }),
].map((event) => toBinary(Event2, event));

interface Consumer {
  sizes: Record<string, bigint>;
  /** Events without a kind, and all later ones of their volumes: their order counts. */
  parked: Uint8Array[];
}

function read(consumer: Consumer, events: Uint8Array[], schema: typeof Event1 | typeof Event2): void {
  const waiting = new Set<string>();
  for (const bytes of events) {
    const { volume, kind } = fromBinary(schema, bytes);
    if (kind.case === undefined) waiting.add(volume);
    if (kind.case === undefined || waiting.has(volume)) consumer.parked.push(bytes);
    else consumer.sizes[volume] = kind.value.bytes;
  }
}

const consumer: Consumer = { sizes: {}, parked: [] };
read(consumer, log, Event1);
console.log("release 1:", consumer.sizes, "parked:", consumer.parked.length);

const parked = consumer.parked.splice(0);
read(consumer, parked, Event2);
console.log("after its upgrade:", consumer.sizes, "parked:", consumer.parked.length);
