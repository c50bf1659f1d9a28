// A state file is written on one side of a rename and read on the other. Each reader looks for something else.
import { createRegistry, type DescField, fromBinary, fromJson, toBinary } from "@bufbuild/protobuf";
import { anyUnpack } from "@bufbuild/protobuf/wkt";
import { PodSchema, StateSchema as State2 } from "./after_pb.js";
import { SandboxSchema, StateSchema as State1 } from "./before_pb.js";

interface Release {
  state: typeof State1 | typeof State2;
  field: DescField;
}

function find(by: string, read: () => unknown): void {
  try {
    console.log(`  ${by}:`, read() ?? "not found");
  } catch (error) {
    console.log(`  ${by}:`, (error as Error).message);
  }
}

function exchange({ state, field }: Release, reader: Release): void {
  const json = { id: "s1", [field.jsonName]: "db" };
  const event = { "@type": `type.googleapis.com/${field.parent.typeName}`, ...json };
  const registry = createRegistry(field.parent);
  const written = fromJson(state, { sandbox: json, lastEvent: event }, { registry });

  const { sandbox, lastEvent } = fromBinary(reader.state, toBinary(state, written));
  const { parent } = reader.field;
  find("number", () => sandbox);
  find("type URL", () => lastEvent && anyUnpack(lastEvent, createRegistry(parent)));
  find("JSON", () => fromJson(parent, json));
  find("field mask", () => parent.fields.find(({ name }) => name === field.name));
  find("descriptor", () => parent.file.messages.find(({ name }) => name === field.parent.name));
}

const release1 = { state: State1, field: SandboxSchema.field.host };
const release2 = { state: State2, field: PodSchema.field.hostname };
console.log("release 1 writes, release 2 reads by");
exchange(release1, release2);
console.log("release 2 writes, release 1 reads by");
exchange(release2, release1);
