import { readFileSync } from "node:fs";
import path from "node:path";
import { root } from "../../root.js";

/** Where the schema, the programs and their record are. */
export const callersFolder = path.join(root, "src", "evidence", "callers");

/** A change of `agent.proto`: one text of it becomes another one. */
export interface SchemaChange {
  id: string;
  /** As the table names it. */
  title: string;
  old: string;
  new: string;
}

/** The changes that callers meet, in the order of the table. */
export const schemaChanges: readonly SchemaChange[] = [
  {
    id: "add-field",
    title: "a field is added",
    old: "  Driver driver = 5;\n",
    new: "  Driver driver = 5;\n  string label = 6;\n",
  },
  {
    id: "rename-field",
    title: "a field is renamed",
    old: "string fs_type = 2;",
    new: "string filesystem = 2;",
  },
  {
    id: "into-oneof",
    title: "a field moves into a new `oneof`",
    old: "  string device = 3;\n",
    new: "  oneof source {\n    string device = 3;\n  }\n",
  },
  {
    id: "make-optional",
    title: "a field becomes `optional`",
    old: "  uint32 quota = 4;",
    new: "  optional uint32 quota = 4;",
  },
  {
    id: "add-value",
    title: "an enum gets a value",
    old: "  DRIVER_BLOCK = 1;\n",
    new: "  DRIVER_BLOCK = 1;\n  DRIVER_OVERLAY = 2;\n",
  },
  {
    id: "rename-package",
    title: "the package is renamed",
    old: "package acme.agent.v1;",
    new: "package acme.agent.v2;",
  },
  {
    id: "add-method",
    title: "a method is added",
    old: "  rpc Pause(Volume) returns (Done);\n",
    new: "  rpc Pause(Volume) returns (Done);\n  rpc Resume(Volume) returns (Done);\n",
  },
  {
    id: "remove-method",
    title: "a method is removed",
    old: "  rpc Pause(Volume) returns (Done);\n",
    new: "",
  },
];

/** The schema for which the callers were written. */
export const oldSchema = readFileSync(path.join(callersFolder, "agent.proto"), "utf8");

/** A schema after a change, without another one that of the callers. */
export function changedSchema(change: SchemaChange, schema = oldSchema): string {
  if (!schema.includes(change.old)) throw new Error(`agent.proto does not have ${change.old}`);
  return schema.replace(change.old, change.new);
}
