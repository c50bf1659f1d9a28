/** What protovalidate accepts, value by value, decides whether the comparison is right. */
import {
  create,
  createFileRegistry,
  type DescMessage,
  fromJson,
  type JsonObject,
  type JsonValue,
  type Message,
  setExtension,
  toBinary,
} from "@bufbuild/protobuf";
import {
  FieldOptionsSchema,
  FileDescriptorProtoSchema,
  FileDescriptorSetSchema,
  file_google_protobuf_duration,
  FieldDescriptorProto_Label as Label,
  FieldDescriptorProto_Type as Type,
} from "@bufbuild/protobuf/wkt";
import { createValidator } from "@bufbuild/protovalidate";
import {
  FieldRulesSchema,
  field as fieldExtension,
  file_buf_validate_validate,
} from "@bufbuild/protovalidate/gen/buf/validate/validate_pb.js";
import { describe, expect, test } from "vitest";
import { type Random, seededRandom } from "../../random.js";
import { someRuns } from "../../testing/thorough.js";
import { readDescriptorSet } from "../schema/descriptor-set.js";
import { readState } from "../schema/read.js";
import type { Message as SchemaMessage } from "../schema/schema.js";
import type { Relation } from "./compare.js";
import { fieldConstraints } from "./constraint.js";

/** A field of a type, and values of it in JSON; the last of all is the absent one. */
interface Kind {
  type: Type;
  typeName?: string;
  isRepeated?: boolean;
  isOptional?: boolean;
  values: readonly JsonValue[];
  rules(random: Random): JsonObject;
}

interface Compiled {
  message: DescMessage;
  schema: SchemaMessage;
}

const validator = createValidator();

const imports = [file_google_protobuf_duration, file_buf_validate_validate];

function compiled(kind: Kind, rules: JsonObject): Compiled {
  const options = create(FieldOptionsSchema);
  setExtension(options, fieldExtension, fromJson(FieldRulesSchema, rules));
  const file = create(FileDescriptorProtoSchema, {
    name: "a.proto",
    package: "a",
    syntax: "proto3",
    dependency: ["buf/validate/validate.proto", "google/protobuf/duration.proto"],
    messageType: [
      {
        name: "M",
        field: [
          {
            name: "f",
            number: 1,
            type: kind.type,
            label: kind.isRepeated ? Label.REPEATED : Label.OPTIONAL,
            options,
            ...(kind.typeName ? { typeName: kind.typeName } : {}),
            ...(kind.isOptional ? { proto3Optional: true, oneofIndex: 0 } : {}),
          },
        ],
        oneofDecl: kind.isOptional ? [{ name: "_f" }] : [],
      },
    ],
    enumType: [{ name: "E", value: [0, 1, 2].map((number) => ({ name: `E_${number}`, number })) }],
  });
  const registry = createFileRegistry(file, (name) => imports.find((each) => `${each.name}.proto` === name));
  const set = readDescriptorSet(
    toBinary(FileDescriptorSetSchema, create(FileDescriptorSetSchema, { file: [file] })),
  );
  return {
    message: registry.getMessage("a.M") as DescMessage,
    schema: readState(set).schema.messages.get("a.M") as SchemaMessage,
  };
}

/** Which of the values pass, the absent one included. */
function passing({ message }: Compiled, values: readonly JsonValue[]): boolean[] {
  const messages: Message[] = [...values.map((value) => ({ f: value })), {}].map((json) =>
    fromJson(message, json),
  );
  return messages.map((each) => {
    const { kind } = validator.validate(message, each);
    if (kind === "error") throw new Error("a rule is wrong");
    return kind === "valid";
  });
}

function judged(before: readonly boolean[], after: readonly boolean[]): Relation {
  const keepsAll = before.every((passes, index) => !passes || after[index]);
  const keepsNone = after.every((passes, index) => !passes || before[index]);
  if (keepsAll) return keepsNone ? "same" : "wider";
  return keepsNone ? "narrower" : "other";
}

function compared(before: Compiled, after: Compiled): Relation {
  const [older, newer] = [before.schema.fields[0], after.schema.fields[0]];
  if (!older || !newer) throw new Error("no field");
  return fieldConstraints({ before: before.schema, after: after.schema }, older, newer)?.relation ?? "same";
}

/** Some of these rules, each with a chance of one in three; of those that exclude each other the last one. */
function some(random: Random, rules: Record<string, () => JsonValue>): JsonObject {
  const chosen = Object.entries(rules).filter(() => random(3) === 0);
  return Object.fromEntries(chosen.map(([name, value]) => [name, value()]));
}

function withoutDoubles(rules: JsonObject): JsonObject {
  const { lte, gte, ...rest } = rules;
  return {
    ...rest,
    ...(lte !== undefined && rest.lt === undefined ? { lte } : {}),
    ...(gte !== undefined && rest.gt === undefined ? { gte } : {}),
  };
}

function general(random: Random, type: string, rules: JsonObject): JsonObject {
  return {
    ...(Object.keys(rules).length > 0 ? { [type]: rules } : {}),
    ...(random(5) === 0 ? { required: true } : {}),
    ...(random(4) === 0 ? { ignore: ["IGNORE_IF_ZERO_VALUE", "IGNORE_ALWAYS"][random(2)] as string } : {}),
  };
}

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

function listIn(random: Random, values: readonly JsonValue[]): JsonValue[] {
  return values.filter(() => random(3) === 0);
}

function ordered(
  random: Random,
  value: () => JsonValue,
  values: readonly JsonValue[],
  more: JsonObject = {},
) {
  const rules = some(random, {
    lt: value,
    lte: value,
    gt: value,
    gte: value,
    const: value,
    in: () => listIn(random, values),
    notIn: () => listIn(random, values),
  });
  return withoutDoubles({ ...rules, ...(random(3) === 0 ? more : {}) });
}

function integers(type: Type, name: string, from: number, isOptional = false): Kind {
  const values = range(from - 2 < 0 && from >= 0 ? 0 : from - 2, 7);
  const inner = range(from, 5);
  return {
    type,
    isOptional,
    values,
    rules: (random) =>
      general(
        random,
        name,
        ordered(random, () => inner[random(inner.length)] as number, inner),
      ),
  };
}

const floats = ["-Infinity", -2, -1.5, 0, 0.5, 1, 3.25, "Infinity"];
const texts = ["", "a", "b"].flatMap((first) =>
  ["", "a", "b", "é"].flatMap((second) => ["", "a", "b"].map((third) => first + second + third)),
);
const addresses = [
  "ip",
  "127.0.0.1",
  "::1",
  "a.b",
  "10.0.0.0/8",
  "10.0.0.1/8",
  "2001:db8::/32",
  "::1/8",
  "http://a/b",
  "?a",
];
const formats = [
  "ip",
  "ipv4",
  "ipv6",
  "hostname",
  "address",
  "uri",
  "uriRef",
  "ipPrefix",
  "ipv4Prefix",
  "ipv6Prefix",
  "ipWithPrefixlen",
  "ipv4WithPrefixlen",
  "ipv6WithPrefixlen",
];
const oneTo = (random: Random, most: number) => `${random(most + 1)}`;
const piece = (random: Random) => ["a", "b", "ab", "é"][random(4)] as string;

/** Kinds whose sets of values the comparison knows to the last value. */
const exact: Record<string, Kind> = {
  int32: integers(Type.INT32, "int32", -5),
  "optional sint64": integers(Type.SINT64, "sint64", -5, true),
  uint64: integers(Type.UINT64, "uint64", 0),
  fixed32: integers(Type.FIXED32, "fixed32", 0),
  enum: {
    type: Type.ENUM,
    typeName: ".a.E",
    values: range(-2, 4),
    rules: (random) =>
      general(
        random,
        "enum",
        some(random, {
          const: () => random(3),
          definedOnly: () => true,
          in: () => listIn(random, range(-1, 3)),
          notIn: () => listIn(random, range(-1, 3)),
        }),
      ),
  },
  bool: {
    type: Type.BOOL,
    values: [true, false],
    rules: (random) => general(random, "bool", some(random, { const: () => random(2) === 0 })),
  },
  float: {
    type: Type.FLOAT,
    values: [
      "NaN",
      -3,
      -1.75,
      -1,
      0.25,
      0.75,
      2,
      4,
      "3.4028234663852886e+38",
      "-3.4028234663852886e+38",
      ...floats,
    ],
    rules: (random) =>
      general(
        random,
        "float",
        ordered(random, () => floats[random(floats.length)] as JsonValue, floats, { finite: true }),
      ),
  },
  duration: {
    type: Type.MESSAGE,
    typeName: ".google.protobuf.Duration",
    values: range(-3, 4).flatMap((second) => [`${second}s`, `${second}.5s`.replace("-0.5", "-0.5")]),
    rules: (random) =>
      general(
        random,
        "duration",
        ordered(random, () => `${random(5) - 2}s`, ["-1s", "0s", "1s", "2s"]),
      ),
  },
  "repeated int32": {
    type: Type.INT32,
    isRepeated: true,
    values: [[], [0], [1], [2], [0, 0], [1, 1], [0, 1], [1, 2], [0, 1, 2], [1, 1, 2], [0, 1, 2, 3]],
    rules: (random) =>
      general(
        random,
        "repeated",
        some(random, { minItems: () => oneTo(random, 3), maxItems: () => oneTo(random, 3) }),
      ),
  },
};

/** Kinds of which some relations are beyond it: what it says is true all the same. */
const sound: Record<string, Kind> = {
  string: {
    type: Type.STRING,
    values: [...new Set([...texts, ...addresses])],
    rules: (random) =>
      general(random, "string", {
        ...some(random, {
          const: () => piece(random),
          len: () => oneTo(random, 3),
          minLen: () => oneTo(random, 3),
          maxLen: () => oneTo(random, 3),
          maxBytes: () => oneTo(random, 4),
          minBytes: () => oneTo(random, 4),
          lenBytes: () => oneTo(random, 4),
          pattern: () => ["^a", "b$", "a|b"][random(3)] as string,
          prefix: () => piece(random),
          suffix: () => piece(random),
          contains: () => piece(random),
          notContains: () => piece(random),
          in: () => listIn(random, texts.slice(0, 12)),
          notIn: () => listIn(random, texts.slice(0, 12)),
        }),
        ...(random(4) === 0 ? { [formats[random(formats.length)] as string]: true } : {}),
      }),
  },
  "string with a format": {
    type: Type.STRING,
    values: addresses,
    rules: (random) => ({ string: { [formats[random(formats.length)] as string]: true } }),
  },
  bytes: {
    type: Type.BYTES,
    values: ["", "YQ==", "Yg==", "YWI=", "YWE=", "YWJi", "AAAAAA==", "AAAAAAAAAAAAAAAAAAAAAA=="],
    rules: (random) =>
      general(random, "bytes", {
        ...some(random, {
          len: () => oneTo(random, 4),
          minLen: () => oneTo(random, 4),
          maxLen: () => oneTo(random, 4),
          prefix: () => ["YQ==", "Yg==", "YWI="][random(3)] as string,
          suffix: () => ["YQ==", "Yg=="][random(2)] as string,
          in: () => listIn(random, ["", "YQ==", "Yg=="]),
        }),
        ...(random(4) === 0 ? { [["ip", "ipv4", "ipv6", "uuid"][random(4)] as string]: true } : {}),
      }),
  },
  "repeated string": {
    type: Type.STRING,
    isRepeated: true,
    values: [
      [],
      [""],
      ["a"],
      ["b"],
      ["a", "a"],
      ["a", "b"],
      ["", "a"],
      ["ab"],
      ["ab", "b"],
      ["a", "b", "ab"],
    ],
    rules: (random) =>
      general(random, "repeated", {
        ...some(random, {
          minItems: () => oneTo(random, 2),
          maxItems: () => oneTo(random, 2),
          unique: () => true,
        }),
        ...(random(2) === 0
          ? {
              items: {
                ...(random(3) === 0 ? { ignore: "IGNORE_IF_ZERO_VALUE" } : {}),
                string: some(random, { minLen: () => oneTo(random, 2), in: () => ["a", "ab"] }),
              },
            }
          : {}),
      }),
  },
};

const pairs = someRuns(100, 3);

function* randomPairs(kind: Kind, seed: number): Generator<[JsonObject, Compiled, JsonObject, Compiled]> {
  const random = seededRandom(seed);
  for (let count = 0; count < pairs; count += 1) {
    const [before, after] = [kind.rules(random), random(4) === 0 ? {} : kind.rules(random)];
    yield [before, compiled(kind, before), after, compiled(kind, after)];
  }
}

describe("what is said of two sets of rules", () => {
  test.each(Object.entries(exact))("is what protovalidate says of every value: %s", (_, kind) => {
    const relations = new Set<Relation>();
    for (const [before, older, after, newer] of randomPairs(kind, 1)) {
      const expected = judged(passing(older, kind.values), passing(newer, kind.values));
      relations.add(expected);
      expect([before, after, compared(older, newer)]).toEqual([before, after, expected]);
    }
    expect(relations.size).toBe(4);
  });

  test.each(Object.entries(sound))("is never more than protovalidate allows: %s", (_, kind) => {
    const relations = new Set<Relation>();
    for (const [before, older, after, newer] of randomPairs(kind, 2)) {
      const [was, is] = [passing(older, kind.values), passing(newer, kind.values)];
      const said = compared(older, newer);
      relations.add(said);
      const isWider = was.every((passes, index) => !passes || is[index]);
      const isNarrower = is.every((passes, index) => !passes || was[index]);
      if (said === "same" || said === "wider")
        expect([before, after, isWider]).toEqual([before, after, true]);
      if (said === "same" || said === "narrower") {
        expect([before, after, isNarrower]).toEqual([before, after, true]);
      }
    }
    expect(relations.size).toBe(4);
  });
});
