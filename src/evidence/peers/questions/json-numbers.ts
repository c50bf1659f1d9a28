import { read, write } from "./json-question.js";
import type { Topic } from "./question.js";

export const jsonNumbers: Topic = {
  id: "json-numbers",
  title: "ProtoJSON: numbers and other scalars",
  questions: [
    read(
      "json-int64-string",
      "2⁵³ + 1 as a string.",
      '{"big":"9007199254740993"}',
      [{ reads: { big: "9007199254740993" } }, "kept", "2⁵³ + 1"],
      [{ reads: { big: "9007199254740992" } }, "changed", "2⁵³"],
    ),
    read(
      "json-int64-number",
      "2⁵³ + 1 as a number.",
      '{"big":9007199254740993}',
      [{ reads: { big: "9007199254740993" } }, "kept", "2⁵³ + 1"],
      [{ reads: { big: "9007199254740992" } }, "changed", "2⁵³"],
    ),
    read(
      "json-uint64-number",
      "2⁶⁴ − 1 as a number.",
      '{"unsignedBig":18446744073709551615}',
      [{ reads: { unsigned_big: "18446744073709551615" } }, "kept", "2⁶⁴ − 1"],
      [{ reads: { unsigned_big: "0" } }, "changed", "0"],
    ),
    read(
      "json-int64-overflow",
      "2⁶³ for an int64, as a string.",
      '{"big":"9223372036854775808"}',
      [{ reads: { big: "-9223372036854775808" } }, "changed", "−2⁶³"],
      [{ reads: { big: "9223372036854775807" } }, "changed", "2⁶³ − 1"],
    ),
    read("json-int64-exponent", "`1e3` for an int64.", '{"big":1e3}', [
      { reads: { big: "1000" } },
      "kept",
      "1000",
    ]),
    write("json-int64-written", "2⁵³ + 1 in an int64, as it is written.", "088180808080808010", [
      { prints: { big: "9007199254740993" } },
      "kept",
      "a string",
    ]),
    read(
      "json-int32-overflow",
      "2³¹ for an int32.",
      '{"small":2147483648}',
      [{ reads: { small: "-2147483648" } }, "changed", "−2³¹"],
      [{ reads: { small: "2147483647" } }, "changed", "2³¹ − 1"],
    ),
    read(
      "json-int32-fraction",
      "`1.5` for an int32.",
      '{"small":1.5}',
      [{ reads: { small: "1" } }, "changed", "1"],
      [{ reads: { small: "2" } }, "changed", "2"],
    ),
    read("json-int32-whole", "`1.0` for an int32.", '{"small":1.0}', [
      { reads: { small: "1" } },
      "kept",
      "1",
    ]),
    read("json-int32-string", '`"7"` for an int32.', '{"small":"7"}', [
      { reads: { small: "7" } },
      "kept",
      "7",
    ]),
    read("json-int32-empty", "An empty string for an int32.", '{"small":""}', [
      { reads: { small: "0" } },
      "changed",
      "0",
    ]),
    read("json-double-nan-string", '`"NaN"` for a double.', '{"ratio":"NaN"}', [
      { reads: { ratio: "NaN" } },
      "kept",
      "NaN",
    ]),
    read("json-double-nan", "`NaN` without quotes, which JSON does not have.", '{"ratio":NaN}', [
      { reads: { ratio: "NaN" } },
      "kept",
      "NaN",
    ]),
    write("json-double-nan-written", "NaN, as it is written.", "39000000000000f87f", [
      { prints: { ratio: "NaN" } },
      "kept",
      "a string",
    ]),
    read(
      "json-bool-string",
      '`"true"` for a bool.',
      '{"flag":"true"}',
      [{ reads: { flag: true } }, "kept", "true"],
      [{ reads: { flag: false } }, "changed", "false"],
    ),
    read(
      "json-bool-number",
      "`1` for a bool.",
      '{"flag":1}',
      [{ reads: { flag: true } }, "kept", "true"],
      [{ reads: { flag: false } }, "changed", "false"],
    ),
    read(
      "json-string-number",
      "`7` for a string.",
      '{"twoWords":7}',
      [{ reads: { two_words: '"7' } }, "kept", "the text 7"],
      [{ reads: { two_words: '"' } }, "lost", "an empty string"],
    ),
  ],
};
