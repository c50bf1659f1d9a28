import type { MessageInitShape } from "@bufbuild/protobuf";
import {
  type DescriptorProtoSchema,
  type EnumDescriptorProtoSchema,
  type FieldDescriptorProtoSchema,
  type FileDescriptorProtoSchema,
  FieldDescriptorProto_Label as Label,
  FieldDescriptorProto_Type as Type,
} from "@bufbuild/protobuf/wkt";
import { mapEntryName } from "./map-entry.js";
import { join } from "./names.js";
import type { ScalarName } from "./schema.js";

/**
 * Descriptors as plain data: protobuf-es makes messages of them, which takes longer than all the rest. What stands here
 * is the same whether a descriptor is made of parsed files or of a linked schema.
 */
export type FileInit = MessageInitShape<typeof FileDescriptorProtoSchema>;
export type MessageInit = MessageInitShape<typeof DescriptorProtoSchema>;
export type FieldInit = MessageInitShape<typeof FieldDescriptorProtoSchema>;
export type EnumInit = MessageInitShape<typeof EnumDescriptorProtoSchema>;

/** The type of a field; a message or an enum has its full name with a dot before it. */
export interface TypeInit {
  type: Type;
  typeName?: string;
}

const scalarTypes: Record<ScalarName, Type> = {
  double: Type.DOUBLE,
  float: Type.FLOAT,
  int32: Type.INT32,
  int64: Type.INT64,
  uint32: Type.UINT32,
  uint64: Type.UINT64,
  sint32: Type.SINT32,
  sint64: Type.SINT64,
  fixed32: Type.FIXED32,
  fixed64: Type.FIXED64,
  sfixed32: Type.SFIXED32,
  sfixed64: Type.SFIXED64,
  bool: Type.BOOL,
  string: Type.STRING,
  bytes: Type.BYTES,
};

/** The type of a scalar field. */
export function scalarType(name: ScalarName): TypeInit {
  return { type: scalarTypes[name] };
}

/** The type of a map field, which is a list of its entries. */
export function mapType(owner: string, field: string): TypeInit {
  return { type: Type.MESSAGE, typeName: `.${join(owner, mapEntryName(field))}` };
}

/** The message that the entries of a map field are. */
export function mapEntry(field: string, key: ScalarName, value: TypeInit): MessageInit {
  const member = (name: string, number: number, type: TypeInit): FieldInit => ({
    name,
    jsonName: name,
    number,
    label: Label.OPTIONAL,
    ...type,
  });
  return {
    name: mapEntryName(field),
    field: [member("key", 1, scalarType(key)), member("value", 2, value)],
    options: { mapEntry: true },
  };
}
