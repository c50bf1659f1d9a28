// The number of an unknown value survives decoding and encoding. The switch on it does not.
import { create, fromBinary, fromJsonString, toBinary, toJsonString } from "@bufbuild/protobuf";
import { hex } from "#hex";
import { ContainerSchema as Container2, State as State2 } from "./after_pb.js";
import { ContainerSchema as Container1, State as State1 } from "./before_pb.js";

function action(state: State1): string {
  switch (state) {
    case State1.UNSPECIFIED:
      return "ask again";
    case State1.RUNNING:
      return "keep";
    case State1.EXITED:
      return "remove";
  }
}

const paused = create(Container2, { id: "c1", state: State2.PAUSED });
const bytes = toBinary(Container2, paused);
console.log("bytes:", hex(bytes));

const read = fromBinary(Container1, bytes);
console.log("runtime 1 reads the number:", read.state);
console.log("runtime 1 reads the name:", State1[read.state]);
console.log("runtime 1 decides:", action(read.state));
console.log("written again by runtime 1:", hex(toBinary(Container1, read)));

const json = toJsonString(Container2, paused);
console.log("the same as JSON:", json);
try {
  fromJsonString(Container1, json);
} catch (error) {
  console.log("runtime 1 reads the JSON:", String(error));
}
