import { readFileSync } from "node:fs";
import path from "node:path";
import { createFileRegistry, type FileRegistry, fromBinary } from "@bufbuild/protobuf";
import { FileDescriptorSetSchema } from "@bufbuild/protobuf/wkt";
import { buf } from "../../buf/buf.js";
import type { Command, Place } from "../peer.js";

/** Where the descriptors of the schemas are. */
function descriptorFile({ output }: Pick<Place, "output">): string {
  return path.join(output, "schemas.binpb");
}

/** Makes descriptors of the schemas. */
export function compileSchemas(place: Place): Command {
  return { program: buf, args: ["build", place.schemas, "--output", descriptorFile(place)] };
}

/** The schemas, in a program that runs after they were compiled. */
export function readSchemas(place: Pick<Place, "output">): FileRegistry {
  return createFileRegistry(fromBinary(FileDescriptorSetSchema, readFileSync(descriptorFile(place))));
}
