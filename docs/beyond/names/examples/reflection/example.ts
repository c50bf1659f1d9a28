// A tool asks the server for its schema, and what an operator wrote down for it breaks with a name.
import { createFileRegistry, fromBinary, fromJson, toBinary } from "@bufbuild/protobuf";
import { FileDescriptorProtoSchema } from "@bufbuild/protobuf/wkt";
import { createClient } from "@connectrpc/connect";
import { serve } from "#grpc";
import { Agent as Agent2, file_after } from "./after_pb.js";
import { Agent as Agent1, file_before } from "./before_pb.js";

const describe = (file: typeof file_before) => () => ({
  fileDescriptorProto: toBinary(FileDescriptorProtoSchema, file.proto),
});
const agents = [
  await serve((router) => router.service(Agent1, { create: (it) => it, describe: describe(file_before) })),
  await serve((router) => router.service(Agent2, { create: (it) => it, describe: describe(file_after) })),
];

const typed = { id: "s1", host: "db" };
for (const [index, { transport, close }] of agents.entries()) {
  console.log(`agent ${index + 1}`);
  const compiled = await createClient(Agent1, transport).create(typed);
  console.log("  runtime 1, compiled:", compiled.host);

  const { fileDescriptorProto } = await createClient(Agent1, transport).describe({});
  const file = fromBinary(FileDescriptorProtoSchema, fileDescriptorProto);
  const schema = createFileRegistry(file, () => undefined).getMessage("acme.agent.Sandbox");
  console.log("  the tool is told:", schema?.fields.map(({ name }) => name).join(", "));
  try {
    console.log("  the tool reads:", schema && fromJson(schema, typed));
  } catch (error) {
    console.log("  the tool says:", (error as Error).message);
  }
  await close();
}
