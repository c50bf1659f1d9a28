import path from "node:path";
import protobuf from "protobufjs";
import { placeOf } from "../javascript/program.js";
import { readSchemas } from "../javascript/schemas.js";
import { serve } from "../javascript/serve.js";
import { protobufJs } from "./library.js";

const place = placeOf(process.argv);
const root = await protobuf.load(
  ["proto2.proto", "proto3.proto"].map((file) => path.join(place.schemas, file)),
);

await serve(readSchemas(place), protobufJs(root));
