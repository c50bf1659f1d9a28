import { createRequire } from "node:module";
import type { DescMessage } from "@bufbuild/protobuf";
import type { Library } from "../javascript/library.js";
import { placeOf } from "../javascript/program.js";
import { readSchemas } from "../javascript/schemas.js";
import { serve } from "../javascript/serve.js";
import { hasPresence } from "./accessors.js";
import { generate } from "./generate.js";
import { getterOf, messagesOf, nameOf } from "./names.js";

type Message = { serializeBinary(): Uint8Array } & Record<string, (...args: unknown[]) => unknown>;
type MessageClass = { new (): Message; deserializeBinary(bytes: Uint8Array): Message };

/** A map of the library. */
interface LibraryMap {
  forEach(each: (value: unknown, key: unknown) => void): void;
  set(key: unknown, value: unknown): void;
}

const registry = readSchemas(placeOf(process.argv));
const require = createRequire(import.meta.url);

/** The well-known types come with the library. */
for (const file of registry.files) {
  if (file.name.startsWith("google/protobuf/")) require(`google-protobuf/${file.name}_pb.js`);
  else new Function("jspb", generate(messagesOf(file)))(require("google-protobuf"));
}

const library: Library<Message> = {
  create: (type) => new (constructorOf(type))(),
  fromBinary: (type, bytes) => constructorOf(type).deserializeBinary(new Uint8Array(bytes)),
  toBinary: (_, message) => message.serializeBinary(),
  has: (message, field) => !hasPresence(field) || message[`has${nameOf(field)}`]?.() === true,
  get: (message, field) => {
    const content = message[getterOf(field)]?.();
    return field.fieldKind === "map" ? entriesOf(content as LibraryMap) : content;
  },
  set: (message, field, content) => {
    if (content instanceof Map) assignEntries(message[getterOf(field)]?.() as LibraryMap, content);
    else message[`set${nameOf(field)}`]?.(content);
  },
};

/** The class of a message, under the global name that all code of the library shares. */
function constructorOf({ typeName }: DescMessage): MessageClass {
  const { proto } = globalThis as unknown as { proto: unknown };
  return typeName
    .split(".")
    .reduce((space, name) => (space as Record<string, unknown>)[name], proto) as MessageClass;
}

function entriesOf(map: LibraryMap): Map<unknown, unknown> {
  const entries = new Map<unknown, unknown>();
  map.forEach((value, key) => {
    entries.set(key, value);
  });
  return entries;
}

function assignEntries(map: LibraryMap, entries: ReadonlyMap<unknown, unknown>): void {
  for (const [key, value] of entries) map.set(key, value);
}

await serve(registry, library);
