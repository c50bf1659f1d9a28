import { create, createFileRegistry, type FileRegistry } from "@bufbuild/protobuf";
import {
  Edition,
  FeatureSet_EnumType as EnumType,
  type FieldOptions,
  FieldOptionsSchema,
  FeatureSet_FieldPresence as FieldPresence,
  FileDescriptorSetSchema,
  FieldDescriptorProto_Label as Label,
  FeatureSet_MessageEncoding as MessageEncoding,
  FeatureSet_RepeatedFieldEncoding as RepeatedFieldEncoding,
  FieldDescriptorProto_Type as Type,
  FeatureSet_Utf8Validation as Utf8Validation,
} from "@bufbuild/protobuf/wkt";
import {
  type EnumInit,
  type FieldInit,
  type MessageInit,
  mapEntry,
  mapType,
  scalarType,
  type TypeInit,
} from "./descriptor-init.js";
import {
  type Enum,
  type Field,
  type FieldType,
  holdsString,
  type Message,
  nameOfType,
  type Schema,
} from "./schema.js";
import { enumNamed } from "./well-known-schema.js";

/**
 * Some messages of a linked schema, with the enums of their fields, for protobuf-es to encode and decode with. A field
 * whose type is a message that is not among them, or is not known at all, is left out. Unlike the descriptors of whole files
 * these say nothing but what the wire needs: presence, packing and openness are written out as features, so that one
 * edition serves every syntax, and what no compiler would accept elsewhere in the files does no harm.
 */
export function messageRegistry(schema: Schema, messages: readonly Message[]): FileRegistry {
  const names = new Set(messages.map(({ fullName }) => fullName));
  const isAtHand = (type: FieldType): boolean => {
    if (type.kind === "map") return isAtHand(type.value);
    if (type.kind === "message") return names.has(type.name);
    return type.kind === "enum" ? enumNamed(schema, type.name) !== undefined : type.kind === "scalar";
  };
  const described = messages.map((message) => ({
    ...message,
    fields: message.fields.filter(({ type }) => isAtHand(type)),
  }));
  const enums = new Set(described.flatMap(({ fields }) => fields.flatMap(({ type }) => enumNames(type))));
  const file = {
    name: "schema.proto",
    syntax: "editions",
    edition: Edition.EDITION_2023,
    messageType: described.map(messageInit),
    enumType: [...enums].map((name) => enumInit(enumNamed(schema, name) as Enum)),
  };
  return createFileRegistry(create(FileDescriptorSetSchema, { file: [file] }));
}

function enumNames(type: FieldType): string[] {
  if (type.kind === "map") return enumNames(type.value);
  return type.kind === "enum" ? [type.name] : [];
}

function messageInit({ fullName, fields }: Message): MessageInit {
  const names = new Set(fields.flatMap(({ oneof }) => (oneof === "" ? [] : [oneof])));
  const oneofs = new Map([...names].map((name, index) => [name, index]));
  return {
    name: fullName,
    field: fields.map((field) => fieldInit(field, fullName, oneofs)),
    oneofDecl: [...names].map((name) => ({ name })),
    nestedType: fields.flatMap(({ name, type }) =>
      type.kind === "map" ? [mapEntry(name, type.key, typeInit(type.value))] : [],
    ),
  };
}

function fieldInit(field: Field, owner: string, oneofs: ReadonlyMap<string, number>): FieldInit {
  const { name, number, jsonName, type, oneof } = field;
  return {
    name,
    number,
    jsonName,
    label: field.cardinality === "singular" ? Label.OPTIONAL : Label.REPEATED,
    ...(type.kind === "map" ? mapType(owner, name) : typeInit(type)),
    ...(oneof === "" ? {} : { oneofIndex: oneofs.get(oneof) as number }),
    options: optionsOf(field),
  };
}

function typeInit(type: FieldType): TypeInit {
  if (type.kind === "scalar") return scalarType(type.name);
  return { type: type.kind === "enum" ? Type.ENUM : Type.MESSAGE, typeName: `.${nameOfType(type)}` };
}

const optionsByKind = new Map<string, FieldOptions>();

/** Very many fields have the same few options: one message serves all that do. */
function optionsOf(field: Field): FieldOptions {
  const features = featuresInit(field);
  const kind = JSON.stringify(features);
  const options = optionsByKind.get(kind) ?? create(FieldOptionsSchema, { features });
  optionsByKind.set(kind, options);
  return options;
}

/** A required field is written like any other that has presence, so that a sample may leave it out. */
function featuresInit({ type, cardinality, oneof, presence, packed, verifiesUtf8 }: Field) {
  const hasPresenceOfItsOwn = cardinality === "singular" && oneof === "" && type.kind !== "message";
  return {
    ...(hasPresenceOfItsOwn
      ? { fieldPresence: presence === "implicit" ? FieldPresence.IMPLICIT : FieldPresence.EXPLICIT }
      : {}),
    ...(cardinality === "repeated"
      ? { repeatedFieldEncoding: packed ? RepeatedFieldEncoding.PACKED : RepeatedFieldEncoding.EXPANDED }
      : {}),
    ...(holdsString(type)
      ? { utf8Validation: verifiesUtf8 ? Utf8Validation.VERIFY : Utf8Validation.NONE }
      : {}),
    ...(type.kind === "message" && type.delimited ? { messageEncoding: MessageEncoding.DELIMITED } : {}),
  };
}

function enumInit({ fullName, values, closed }: Enum): EnumInit {
  const hasAliases = new Set(values.map(({ number }) => number)).size < values.length;
  return {
    name: fullName,
    value: values.map(({ name, number }) => ({ name, number })),
    options: {
      ...(hasAliases ? { allowAlias: true } : {}),
      features: { enumType: closed ? EnumType.CLOSED : EnumType.OPEN },
    },
  };
}
