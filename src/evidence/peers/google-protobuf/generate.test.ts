import { readFileSync } from "node:fs";
import path from "node:path";
import type { DescFile, DescMessage } from "@bufbuild/protobuf";
import * as wellKnown from "@bufbuild/protobuf/wkt";
import { describe, expect, it } from "vitest";
import { root } from "../../../root.js";
import { generate } from "./generate.js";
import { classOf, messagesOf } from "./names.js";

const files: readonly DescFile[] = [
  wellKnown.file_google_protobuf_any,
  wellKnown.file_google_protobuf_api,
  wellKnown.file_google_protobuf_compiler_plugin,
  wellKnown.file_google_protobuf_descriptor,
  wellKnown.file_google_protobuf_duration,
  wellKnown.file_google_protobuf_empty,
  wellKnown.file_google_protobuf_field_mask,
  wellKnown.file_google_protobuf_source_context,
  wellKnown.file_google_protobuf_struct,
  wellKnown.file_google_protobuf_timestamp,
  wellKnown.file_google_protobuf_type,
  wellKnown.file_google_protobuf_wrappers,
];

/** What the package ships beside what reads and writes bytes, some of it written by hand. */
const others =
  /(toObject|get\w+Case|(to|from)JavaScript|(to|from)Date|Any\.prototype\.getTypeName|(un)?pack)$/;

describe.each(files)("generate, for $name", (file) => {
  const shipped = assignmentsIn(
    readFileSync(path.join(root, "node_modules", "google-protobuf", `${file.name}_pb.js`), "utf8"),
  );
  const types = messagesOf(file).filter(({ proto }) => proto.extensionRange.length === 0);

  it.each(types)("writes what the package ships for $typeName", (type) => {
    const written = assignmentsIn(generate([type]));
    expect(written.size).toBeGreaterThanOrEqual(5);
    expect(written).toEqual(
      new Map([...shipped].filter(([name]) => isPartOf(name, type) && !others.test(name))),
    );
  });
});

/** Whether something belongs to a message itself, not to one within it. */
function isPartOf(name: string, type: DescMessage): boolean {
  return name === classOf(type) || new RegExp(`^${classOf(type)}\\.(prototype\\.)?[a-z]\\w*\\$?$`).test(name);
}

/** What code assigns to the names under `proto`, without comments, and with blanks only where they matter. */
function assignmentsIn(code: string): Map<string, string> {
  const bare = code
    .replaceAll(/\/\*[\s\S]*?\*\//g, "")
    .replaceAll(/\bgoogle_protobuf_(compiler_)?[a-z_]+_pb\./g, "proto.google.protobuf.");
  return new Map(
    [...bare.matchAll(/^(proto\.\S+) = (function[\s\S]*?^\}|\[.*\]);$/gm)].map(
      ([, name = "", value = ""]) => [name, value.replaceAll(/\s+/g, " ").replaceAll(/ ?([^\w"]) ?/g, "$1")],
    ),
  );
}
