import type { Change } from "../diff/change.js";
import { type Field, typeText } from "../schema/schema.js";
import { describeField, elementOf, placeOfName } from "./describe.js";
import type { Remedy, Violation } from "./violation.js";

/**
 * Strings that only the readers of one schema verify to be UTF-8: proto3 and the default of editions do, proto2 does not.
 * Whoever verifies refuses what the other side may write.
 * Source: https://protobuf.dev/editions/features/#utf8_validation
 */
export function utf8Changed({
  message,
  before,
  after,
}: Extract<Change, { kind: "field-utf8-changed" }>): Violation<"R4/type-changed"> {
  const sentence = after.verifiesUtf8
    ? "readers of this release are to refuse what is not UTF-8, and writers of the older release may send it"
    : "readers of the older release are to refuse what is not UTF-8, and writers of this release may send it";
  return {
    check: "R4/type-changed",
    tier: "conditional",
    element: elementOf("field", after),
    place: placeOfName(after.file, after),
    message: `${after.fullName} is ${typeText(after)} on both sides: ${sentence}.`,
    before: describe(before),
    after: describe(after),
    impact: {
      kind: "known",
      owner: message.after.fullName,
      newWriter: after.verifiesUtf8 ? null : "rejected",
      oldWriter: after.verifiesUtf8 ? "rejected" : null,
    },
    fix: remedy(before, message.after.syntax),
    buf: ["FIELD_SAME_UTF8_VALIDATION"],
  };
}

function describe(field: Field) {
  const { presence, oneof, verifiesUtf8 } = field;
  return { ...describeField(field), presence, oneof, utf8Validation: feature(verifiesUtf8) };
}

function feature(verifies: boolean): "VERIFY" | "NONE" {
  return verifies ? "VERIFY" : "NONE";
}

/** Only an edition says for a field whether its strings are verified. */
function remedy({ verifiesUtf8 }: Field, syntax: string): Remedy {
  return syntax === "editions"
    ? { title: "Keep the validation as it is", advice: `features.utf8_validation = ${feature(verifiesUtf8)}` }
    : {
        title: "Write only UTF-8 while both releases are in the window",
        advice:
          "Check each text before it is written, and keep bytes that are no text in a field of the type bytes.",
      };
}
