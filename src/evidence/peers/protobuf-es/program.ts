import { placeOf } from "../javascript/program.js";
import { readSchemas } from "../javascript/schemas.js";
import { serve } from "../javascript/serve.js";
import { protobufEs } from "./library.js";

const registry = readSchemas(placeOf(process.argv));

await serve(registry, protobufEs(registry));
