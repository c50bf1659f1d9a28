// cspell:ignore hfbff twowords
import { bytes } from "./ask.js";
import { read, readLeniently, write } from "./json-question.js";
import { byCases, type Case } from "./outcomes.js";
import type { Topic } from "./question.js";

const readAsBytes: Case = [{ reads: { data: "hfbff" } }, "kept", "read"];

/** A type that no peer knows, in the message `Json`. */
const unknownAny = "4a210a1b747970652e676f6f676c65617069732e636f6d2f6e6f2e5375636812020801";

export const jsonValues: Topic = {
  id: "json-values",
  title: "ProtoJSON: bytes, field masks and Any",
  questions: [
    read("json-bytes-base64", "Bytes in standard base64.", '{"data":"+/8="}', readAsBytes),
    read("json-bytes-url", "Bytes in base64 for URLs.", '{"data":"-_8="}', readAsBytes),
    read("json-bytes-unpadded", "Base64 without padding.", '{"data":"+/8"}', readAsBytes),
    read("json-bytes-invalid", "Text that is no base64.", '{"data":"%%%"}', [
      { reads: { data: "h" } },
      "changed",
      "no bytes",
    ]),
    read(
      "json-mask-unknown",
      "A field mask with a path that no message has, `noSuch.path`.",
      '{"mask":"twoWords,noSuch.path"}',
      [{ reads: { mask: { paths: ['"two_words', '"no_such.path'] } } }, "kept", "read"],
    ),
    read("json-mask-snake", "A field mask with the path `two_words`.", '{"mask":"two_words"}', [
      { reads: { mask: { paths: ['"two_words'] } } },
      "kept",
      "read",
    ]),
    write(
      "json-mask-written",
      "A field mask with the path `two_words`, as it is written.",
      "420b0a0974776f5f776f726473",
      [{ prints: { mask: "twoWords" } }, "kept", "twoWords"],
      [{ prints: { mask: { paths: ["two_words"] } } }, "changed", "a message"],
    ),
    write(
      "json-mask-camel-written",
      "A field mask with the path `twoWords`, which would come back as `two_words`, as it is written.",
      "420a0a0874776f576f726473",
      [{ fails: "json" }, "rejected", "not written"],
      [{ prints: { mask: "twoWords" } }, "changed", "twoWords"],
      [{ prints: { mask: "twowords" } }, "changed", "twowords"],
      [{ prints: { mask: { paths: ["twoWords"] } } }, "changed", "a message"],
    ),
    {
      id: "json-any-binary",
      title: "`Any` with a type that the reader does not know, from binary to binary.",
      requests: [bytes("proto3.Json", unknownAny, "reading", "binary")],
      outcome: byCases([{ writes: unknownAny }, "kept", "kept"], [{ writes: "" }, "lost", "dropped"]),
    },
    write(
      "json-any-written",
      "`Any` with a type that the writer does not know, as it is written.",
      unknownAny,
      [{ fails: "json" }, "rejected", "not written"],
      [
        { prints: { detail: { type_url: "type.googleapis.com/no.Such", value: "CAE=" } } },
        "changed",
        "a message, the value in base64",
      ],
    ),
    read(
      "json-any-unknown",
      "`Any` with a type that the reader does not know.",
      '{"detail":{"@type":"type.googleapis.com/no.Such","a":1}}',
      [{ reads: { detail: { type_url: '"', value: "h" } } }, "lost", "an empty Any"],
    ),
    readLeniently(
      "json-any-unknown-ignored",
      "`Any` with a type that the reader does not know, where it is told to ignore what it does not know.",
      '{"detail":{"@type":"type.googleapis.com/no.Such","a":1}}',
      [{ reads: { detail: { type_url: '"', value: "h" } } }, "lost", "an empty Any"],
    ),
    read(
      "json-any-known",
      "`Any` with a type that the reader knows.",
      '{"detail":{"@type":"type.googleapis.com/peers.proto3.Inner","a":1}}',
      [
        { reads: { detail: { type_url: '"type.googleapis.com/peers.proto3.Inner', value: "h0801" } } },
        "kept",
        "read",
      ],
    ),
  ],
};
