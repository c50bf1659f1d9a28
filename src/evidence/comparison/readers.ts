const code = "FILE is right for generated code.";

/**
 * Who is right where the two disagree, by change: what becomes of the readers. Names of changes are those of the table;
 * a test holds that every disagreement has its sentence, and nothing else has.
 */
export const readers: Readonly<Record<string, string>> = {
  "field removed, number reserved":
    "WIRE is right for binary readers. JSON readers are misled once another field takes the name.",
  "field removed, number and name reserved": `${code} Binary and JSON readers lose nothing once no release inside the window relies on the field.`,
  "number given to a field of the same type":
    "Binary readers get the value, and take it for that of the older field. JSON readers do not find the name.",
  "number given away, two commits after the removal":
    "Binary readers take the value for that of the removed field. buf sees it with a baseline from before the removal.",
  "field renamed": "WIRE is right for binary readers. JSON readers do not find the name.",
  "JSON name changed": "WIRE is right for binary readers. JSON readers do not find the name.",
  "JSON name taken over by a new field":
    "WIRE is right for binary readers. JSON readers take the new field for the older one.",
  "name of a removed field back under another number":
    "Binary readers are not hurt. JSON readers of the oldest release take the value for that of the removed field.",
  "int32 to int64": "WIRE promises that bytes decode. A reader of int32 cuts off what has more than 32 bits.",
  "int64 to int32": "WIRE promises that bytes decode. A reader of int32 cuts off what has more than 32 bits.",
  "int32 to uint32":
    "Binary readers take negative numbers for large ones, so WIRE and WIRE_JSON miss something.",
  "int32 to bool": "Binary readers take every number but 0 for true, so WIRE misses something.",
  "fixed32 to sfixed32":
    "Binary readers take large numbers for negative ones, so WIRE and WIRE_JSON miss something.",
  "string to bytes":
    "A binary reader that verifies strings rejects bytes that are no text, so WIRE misses something. JSON differs.",
  "message swapped for one of the same shape": `${code} Binary and JSON readers get the same.`,
  "UTF-8 no longer verified": "A binary reader that verifies strings rejects bytes that are no text.",
  "limit of protovalidate tightened":
    "A reader that checks the newer limit refuses what older writers may send. buf passes what decodes.",
  "limit of protovalidate loosened":
    "A reader that checks the older limit refuses what newer writers may send. buf passes what decodes.",
  "expression of protovalidate added to a message":
    "A reader that evaluates it refuses what older writers may send. buf passes what decodes.",
  "another pattern of protovalidate":
    "A reader that checks either pattern may refuse what the other side writes. buf passes what decodes.",
  "implicit to explicit presence":
    "Binary readers get the same values; whether zero was set is known to one side only. WIRE passes that.",
  "explicit to implicit presence":
    "Binary readers get the same values; whether zero was set is known to one side only. WIRE passes that.",
  "one field into a new oneof": `${code} Binary and JSON readers get the same.`,
  "member of a oneof removed, number and name reserved": `${code} Binary and JSON readers lose nothing once no release inside the window relies on the field.`,
  "oneof renamed": `${code} Neither bytes nor JSON have the name of a oneof.`,
  "enum added": "Every later value reaches readers that have no name for it. buf passes what grows.",
  "enum value added":
    "Older readers have no name for the value, and JSON readers may reject it. buf passes what grows.",
  "value added to the closed enum of a required field":
    "Older binary readers set the value apart, and then miss the required field. buf passes what grows.",
  "enum value removed and reserved":
    "Newer readers have no name for what older peers still write. FILE reports it for generated code.",
  "enum value renamed": "WIRE is right for binary readers. JSON readers do not know the name.",
  "zero value renamed": "WIRE is right for binary readers. JSON readers do not know the name.",
  "values exchanged": "Binary readers take each value for the other, so WIRE misses something.",
  "open enum closed":
    "A closed enum sets unknown numbers apart, an open one keeps them in the field. FILE reports it.",
  "extension removed":
    "Nothing keeps the number from the next extension, whose values binary readers would take for the older one's.",
  "extension renumbered":
    "Binary readers do not find the extension under its older number, in either direction.",
  "extension renamed": "WIRE is right for binary readers. JSON and text format name an extension in full.",
  "extension range shortened":
    "Who extended the message may still write the numbers that are free for fields now.",
  "method removed":
    "A client inside the window is told UNIMPLEMENTED. WIRE and WIRE_JSON look at messages alone.",
  "method renamed":
    "A client inside the window is told UNIMPLEMENTED. WIRE and WIRE_JSON look at messages alone.",
  "service removed":
    "A client inside the window is told UNIMPLEMENTED. WIRE and WIRE_JSON look at messages alone.",
  "message renamed": `${code} Neither bytes nor JSON have the name of a message here.`,
  "message removed": `${code} Neither bytes nor JSON have the name of a message here.`,
  "message moved to another file": `${code} Neither bytes nor JSON know of files.`,
  "message that an Any carries renamed": "Readers of the Any do not know the name, in bytes and in JSON.",
  "message that an Any carries removed": "Newer readers do not know what the Any of an older peer carries.",
};
