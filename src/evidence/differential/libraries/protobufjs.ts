import protobuf from "protobufjs";
import { installedVersion } from "../../peers/javascript/installed-version.js";
import { protobufJs as libraryWith } from "../../peers/protobufjs/library.js";
import { readWith } from "./javascript.js";
import type { Library } from "./library.js";
import { messageOf } from "./protobuf-es.js";

export const protobufJs: Library = {
  name: "protobufjs",
  version: installedVersion("protobufjs"),
  read: (readings) =>
    readings.map(({ text, set, messages }) => {
      const root = rootOf(text);
      return root && readWith(libraryWith(root), messageOf(set), messages);
    }),
};

function rootOf(text: string): protobuf.Root | null {
  try {
    const { root } = protobuf.parse(text);
    root.resolveAll();
    return root;
  } catch {
    return null;
  }
}
