// json_name keeps the name in JSON, and the server keeps the path of a mask. Proto names in JSON are left, as other readers are.
import { create, fromJsonString, toJsonString } from "@bufbuild/protobuf";
import { SandboxSchema as Sandbox2 } from "./after_pb.js";
import { SandboxSchema as Sandbox1 } from "./before_pb.js";

const json1 = toJsonString(Sandbox1, create(Sandbox1, { id: "s1", host: "db" }));
console.log("JSON of 1, read by 2:", fromJsonString(Sandbox2, json1).hostname);
const json2 = toJsonString(Sandbox2, create(Sandbox2, { id: "s1", hostname: "db" }));
console.log("JSON of 2, read by 1:", fromJsonString(Sandbox1, json2).host);

const log = { useProtoFieldName: true };
console.log("log of 1:", toJsonString(Sandbox1, create(Sandbox1, { id: "s1", host: "db" }), log));
const log2 = toJsonString(Sandbox2, create(Sandbox2, { id: "s1", hostname: "db" }), log);
console.log("log of 2:", log2);
try {
  fromJsonString(Sandbox1, log2);
} catch (error) {
  console.log("log of 2, read by 1:", (error as Error).message);
}

const formerPaths = new Map([["host", Sandbox2.field.hostname]]);
const fieldOf2 = (path: string) => Sandbox2.fields.find(({ name }) => name === path) ?? formerPaths.get(path);
console.log("mask of 1, read by 2:", fieldOf2("host")?.name);
const fieldOf1 = (path: string) => Sandbox1.fields.find(({ name }) => name === path);
console.log("mask of 2, read by 1:", fieldOf1("hostname")?.name);
console.log("the older path, read by 1:", fieldOf1("host")?.name);
