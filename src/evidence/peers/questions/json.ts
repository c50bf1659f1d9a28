import { bytes, json, lenientJson } from "./ask.js";
import type { Topic } from "./question.js";

const read = (id: string, title: string, input: string) => ({
  id,
  title,
  requests: [json("proto3.Json", input, "reading")],
});
const readLeniently = (id: string, title: string, input: string) => ({
  id,
  title,
  requests: [lenientJson("proto3.Json", input, "reading")],
});
const write = (id: string, title: string, input: string) => ({
  id,
  title,
  requests: [bytes("proto3.Json", input, "json")],
});

export const jsonKeys: Topic = {
  id: "json-keys",
  title: "ProtoJSON: keys and null",
  questions: [
    read("json-unknown-key", "A key that the reader does not know.", '{"flag":true,"other":1}'),
    readLeniently(
      "json-unknown-key-ignored",
      "The same, for a reader that is told to ignore it.",
      '{"flag":true,"other":1}',
    ),
    read("json-name-snake", "The name of the `.proto` file, `two_words`.", '{"two_words":"a"}'),
    read("json-name-camel", "The JSON name, `twoWords`.", '{"twoWords":"a"}'),
    write("json-name-written", "The name that is written.", "320161"),
    read(
      "json-name-both",
      "Both names of one field, with different values.",
      '{"twoWords":"a","two_words":"b"}',
    ),
    read("json-duplicate-key", "The same key twice: 1, then 2.", '{"small":1,"small":2}'),
    {
      id: "json-duplicate-map-key",
      title: "The same key of a map twice: 1, then 2.",
      requests: [json("proto3.MapField", '{"f":{"a":1,"a":2}}', "reading")],
    },
    {
      id: "json-oneof-twice",
      title: "Two members of a oneof.",
      requests: [json("proto3.OpenEnums", '{"picked":"OPEN_ONE","other":"a"}', "reading")],
    },
    read("json-null", "`null` for a string and an int32.", '{"twoWords":null,"small":null}'),
    read("json-null-element", "`null` as an element of a list.", '{"states":["OPEN_ONE",null]}'),
  ],
};

export const jsonEnums: Topic = {
  id: "json-enums",
  title: "ProtoJSON: enums",
  questions: [
    read("json-enum-name", "A name that the reader does not know.", '{"state":"OPEN_THREE"}'),
    readLeniently(
      "json-enum-name-ignored",
      "The same, for a reader that is told to ignore what it does not know.",
      '{"state":"OPEN_THREE"}',
    ),
    readLeniently(
      "json-enum-list",
      "Such a name in a list, for that reader.",
      '{"states":["OPEN_ONE","OPEN_THREE","OPEN_TWO"]}',
    ),
    {
      id: "json-enum-map",
      title: "Such a name as the value of a map, for that reader.",
      requests: [lenientJson("proto3.OpenEnums", '{"byName":{"a":"OPEN_THREE"}}', "reading")],
    },
    {
      id: "json-enum-oneof",
      title: "Such a name in a oneof, for that reader.",
      requests: [lenientJson("proto3.OpenEnums", '{"picked":"OPEN_THREE"}', "reading")],
    },
    {
      id: "json-enum-closed-name",
      title: "Such a name in a closed enum, for that reader.",
      requests: [lenientJson("proto2.ClosedEnums", '{"one":"CLOSED_THREE"}', "reading")],
    },
    read("json-enum-number", "The number of a name that the reader knows.", '{"state":1}'),
    read("json-enum-unknown-number", "A number without a name.", '{"state":3}'),
    readLeniently(
      "json-enum-unknown-number-ignored",
      "The same, for a reader that is told to ignore what it does not know.",
      '{"state":3}',
    ),
    {
      id: "json-enum-closed-number",
      title: "A number without a name in a closed enum.",
      requests: [json("proto2.ClosedEnums", '{"one":3}', "reading")],
    },
    read("json-enum-case", "A name in lower case.", '{"state":"open_one"}'),
    read("json-enum-digits", "A number as a string.", '{"state":"1"}'),
  ],
};

export const jsonNumbers: Topic = {
  id: "json-numbers",
  title: "ProtoJSON: numbers",
  questions: [
    read("json-int64-string", "2⁵³ + 1 as a string.", '{"big":"9007199254740993"}'),
    read("json-int64-number", "2⁵³ + 1 as a number.", '{"big":9007199254740993}'),
    read("json-uint64-number", "2⁶⁴ − 1 as a number.", '{"unsignedBig":18446744073709551615}'),
    read("json-int64-overflow", "2⁶³ for an int64, as a string.", '{"big":"9223372036854775808"}'),
    read("json-int64-exponent", "`1e3` for an int64.", '{"big":1e3}'),
    write("json-int64-written", "2⁵³ + 1 in an int64, as it is written.", "088180808080808010"),
    read("json-int32-overflow", "2³¹ for an int32.", '{"small":2147483648}'),
    read("json-int32-fraction", "`1.5` for an int32.", '{"small":1.5}'),
    read("json-int32-whole", "`1.0` for an int32.", '{"small":1.0}'),
    read("json-int32-string", '`"7"` for an int32.', '{"small":"7"}'),
    read("json-int32-empty", "An empty string for an int32.", '{"small":""}'),
    read("json-double-nan-string", '`"NaN"` for a double.', '{"ratio":"NaN"}'),
    read("json-double-nan", "`NaN` without quotes, which JSON does not have.", '{"ratio":NaN}'),
    write("json-double-nan-written", "NaN, as it is written.", "39000000000000f87f"),
    read("json-bool-string", '`"true"` for a bool.', '{"flag":"true"}'),
    read("json-bool-number", "`1` for a bool.", '{"flag":1}'),
    read("json-string-number", "`7` for a string.", '{"twoWords":7}'),
  ],
};

export const jsonBytes: Topic = {
  id: "json-bytes",
  title: "ProtoJSON: bytes, field masks and `Any`",
  questions: [
    read("json-bytes-base64", "Bytes in standard base64.", '{"data":"+/8="}'),
    read("json-bytes-url", "Bytes in base64 for URLs.", '{"data":"-_8="}'),
    read("json-bytes-unpadded", "Base64 without padding.", '{"data":"+/8"}'),
    read("json-bytes-invalid", "Text that is no base64.", '{"data":"%%%"}'),
    read(
      "json-mask-unknown",
      "A field mask with a path that no message has.",
      '{"mask":"twoWords,noSuch.path"}',
    ),
    read("json-mask-snake", "A field mask with a path in snake case.", '{"mask":"two_words"}'),
    write("json-mask-written", "The path `two_words`, as it is written.", "420b0a0974776f5f776f726473"),
    write(
      "json-mask-camel-written",
      "The path `twoWords`, which cannot come back, as it is written.",
      "420a0a0874776f576f726473",
    ),
    {
      id: "json-any-binary",
      title: "`Any` with a type that the reader does not know, read from and written to binary.",
      requests: [
        bytes(
          "proto3.Json",
          "4a210a1b747970652e676f6f676c65617069732e636f6d2f6e6f2e5375636812020801",
          "reading",
          "binary",
        ),
      ],
    },
    write(
      "json-any-written",
      "`Any` with a type that the writer does not know, as it is written.",
      "4a210a1b747970652e676f6f676c65617069732e636f6d2f6e6f2e5375636812020801",
    ),
    read(
      "json-any-unknown",
      "`Any` with a type that the reader does not know.",
      '{"detail":{"@type":"type.googleapis.com/no.Such","a":1}}',
    ),
    readLeniently(
      "json-any-unknown-ignored",
      "The same, for a reader that is told to ignore what it does not know.",
      '{"detail":{"@type":"type.googleapis.com/no.Such","a":1}}',
    ),
    read(
      "json-any-known",
      "`Any` with a type that the reader knows.",
      '{"detail":{"@type":"type.googleapis.com/peers.proto3.Inner","a":1}}',
    ),
  ],
};
