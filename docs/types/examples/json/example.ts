// The same type changes in JSON: other outcomes than on the binary wire.
import { create, fromJsonString, toJsonString } from "@bufbuild/protobuf";
import { RouteSchema as Route2 } from "./after_pb.js";
import { Family, RouteSchema as Route1 } from "./before_pb.js";

const routes = [
  create(Route1, { metric: 100n }),
  create(Route1, { metric: 2n ** 32n }),
  create(Route1, { label: Uint8Array.from([0x6c, 0x61, 0x6e]) }),
  create(Route1, { family: Family.V4 }),
];

for (const route of routes) {
  const json = toJsonString(Route1, route);
  try {
    const { metric, label, family } = fromJsonString(Route2, json);
    console.log(`${json} read as`, { metric, label, family });
  } catch (error) {
    console.log(`${json} rejected:`, (error as Error).message);
  }
}
