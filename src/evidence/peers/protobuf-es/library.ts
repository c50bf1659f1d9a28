import {
  type DescMessage,
  fromBinary,
  fromJsonString,
  type Message,
  type Registry,
  toBinary,
  toJsonString,
} from "@bufbuild/protobuf";
import { isReflectList, isReflectMap, type ReflectMessage, reflect } from "@bufbuild/protobuf/reflect";
import type { Library } from "../javascript/library.js";

/** protobuf-es; the registry has the messages that may be in an `Any` of JSON. */
export function protobufEs(registry: Registry): Library<ReflectMessage> {
  return {
    create: (type) => viewOf(type),
    fromBinary: (type, bytes) => viewOf(type, fromBinary(type, bytes)),
    toBinary: (type, { message }) => toBinary(type, message),
    fromJson: (type, text, ignoreUnknownFields) =>
      viewOf(type, fromJsonString(type, text, { ignoreUnknownFields, registry })),
    toJson: (type, { message }) => toJsonString(type, message, { registry }),
    has: (message, field) => message.isSet(field),
    get: (message, field) => {
      const content: unknown = message.get(field);
      if (isReflectList(content)) return [...content];
      return isReflectMap(content) ? new Map(content) : content;
    },
    set: (message, field, content) => {
      const target: unknown = message.get(field);
      if (isReflectList(target)) for (const item of content as unknown[]) target.add(item);
      else if (isReflectMap(target))
        for (const [key, value] of content as Map<unknown, unknown>) target.set(key, value);
      else message.set(field, content);
    },
  };
}

/** Without checks, which programs that assign to properties go without as well. */
function viewOf(type: DescMessage, message?: Message): ReflectMessage {
  return reflect(type, message, false);
}
