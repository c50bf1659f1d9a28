import { createFileRegistry, createRegistry, type DescMessage } from "@bufbuild/protobuf";
import type { ReflectMessage } from "@bufbuild/protobuf/reflect";
import type { FileDescriptorSet } from "@bufbuild/protobuf/wkt";
import { installedVersion } from "../../peers/javascript/installed-version.js";
import { protobufEs as libraryWith } from "../../peers/protobuf-es/library.js";
import { messageValue as messageValueWith, readWith } from "./javascript.js";
import type { Library } from "./library.js";
import type { MessageValue } from "./value.js";

const library = libraryWith(createRegistry());

export const protobufEs: Library = {
  name: "@bufbuild/protobuf",
  version: installedVersion("@bufbuild/protobuf"),
  read: (readings) => readings.map(({ set, messages }) => readWith(library, messageOf(set), messages)),
};

/** The message `a.M` of some descriptors. */
export function messageOf(set: FileDescriptorSet): DescMessage {
  return createFileRegistry(set).getMessage("a.M") as DescMessage;
}

/** A message as its library has it. */
export function messageValue(message: ReflectMessage): MessageValue {
  return messageValueWith(library, message.desc, message);
}
