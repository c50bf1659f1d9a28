import { bytes, json } from "./ask.js";
import { byCases } from "./outcomes.js";
import type { Question, Topic } from "./question.js";

/** The three fields in the order of their numbers, and as others write them. */
const allThree = ["100018002a00", "10002a001800", "2a0010001800", "2a0018001000"];

export const presence: Topic = {
  id: "presence",
  title: "Presence, and fields set to their default",
  questions: [
    back("implicit", "Implicit presence: 0 arrives.", "0800", "not written back"),
    back("explicit", "Explicit presence (`optional`): 0 arrives.", "1000", "dropped"),
    back("oneof", "A member of a oneof: 0 arrives.", "1800", "dropped"),
    back("oneof-text", "A member of a oneof: an empty string arrives.", "2200", "dropped"),
    back("message", "An empty message arrives.", "2a00", "dropped"),
    {
      id: "presence-copy",
      title:
        "0 with explicit presence, 0 in a oneof and an empty message, after a program assigned each to a new message.",
      requests: [bytes("proto3.Presence", "100018002a00", "copy")],
      outcome: byCases(...allThree.map((copies) => [{ copies }, "kept", "all set"] as const), [
        { copies: "10001800" },
        "lost",
        "the message is not set",
      ]),
    },
    {
      id: "presence-json-write",
      title: "0 with implicit and with explicit presence, written as ProtoJSON.",
      requests: [bytes("proto3.Presence", "08001000", "json")],
      outcome: byCases(
        [{ prints: { explicit: 0 } }, "kept", "only the explicit one"],
        [{ prints: { implicit: 0, explicit: 0 } }, "kept", "both"],
        [{ prints: {} }, "lost", "neither"],
      ),
    },
    {
      id: "presence-json-read",
      title: "0 with implicit and with explicit presence, read from ProtoJSON.",
      requests: [json("proto3.Presence", '{"implicit":0,"explicit":0}', "binary")],
      outcome: byCases(
        [{ writes: "1000" }, "kept", "only the explicit one is written"],
        [{ writes: "08001000" }, "kept", "both are written"],
      ),
    },
    {
      id: "presence-json-null",
      title: "`null` with implicit and with explicit presence, read from ProtoJSON.",
      requests: [json("proto3.Presence", '{"implicit":null,"explicit":null}', "binary")],
      outcome: byCases(
        [{ writes: "" }, "kept", "neither is set"],
        [{ writes: "1000" }, "changed", "the explicit one is set to 0"],
      ),
    },
    ofDefault("absent", "the field is absent", "1001", { seven: null }, "1001", "absent again"),
    ofDefault("set", "7 arrives", "0807", { seven: "7" }, "0807", "7, written back"),
    ofDefault("zero", "0 arrives", "0800", { seven: "0" }, "0800", "0, written back"),
    {
      id: "presence-default-copy",
      title: "proto2 with `[default = 7]`: 7 arrives and a program assigns it to a new message.",
      requests: [bytes("proto2.Defaults", "0807", "copy")],
      outcome: byCases([{ copies: "0807" }, "kept", "7, written"], [{ copies: "" }, "lost", "dropped"]),
    },
    {
      id: "presence-required",
      title: "A required field is missing.",
      requests: [bytes("proto2.RequiredText", "120161", "reading", "binary")],
      outcome: withoutRequired(),
    },
    {
      id: "presence-required-json",
      title: "A required field is missing in ProtoJSON.",
      requests: [json("proto2.RequiredText", '{"note":"a"}', "reading", "binary")],
      outcome: withoutRequired(),
    },
  ],
};

function back(id: string, title: string, input: string, without: string): Question {
  return {
    id: `presence-${id}`,
    title,
    requests: [bytes("proto3.Presence", input, "reading", "binary")],
    outcome: byCases([{ writes: input }, "kept", "written back"], [{ writes: "" }, "lost", without]),
  };
}

function ofDefault(
  id: string,
  what: string,
  input: string,
  reads: Readonly<Record<string, string | null>>,
  writes: string,
  words: string,
): Question {
  return {
    id: `presence-default-${id}`,
    title: `proto2 with \`[default = 7]\`: ${what}.`,
    requests: [bytes("proto2.Defaults", input, "reading", "binary")],
    outcome: byCases([{ reads, writes }, "kept", words], [{ writes: "" }, "lost", "dropped"]),
  };
}

function withoutRequired() {
  return byCases(
    [{ reads: { note: '"a' }, fails: "binary" }, "rejected", "read, but not written"],
    [{ reads: { note: '"a' }, writes: "120161" }, "kept", "read, and written without it"],
    [{ reads: { note: '"a' }, writes: "0a00120161" }, "changed", "read, and written with an empty one"],
  );
}
