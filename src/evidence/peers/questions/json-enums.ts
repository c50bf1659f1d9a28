import { json, lenientJson } from "./ask.js";
import { read, readLeniently } from "./json-question.js";
import { byCases, type Case } from "./outcomes.js";
import type { Topic } from "./question.js";

const readAsZero: Case = [{ reads: { state: "0" } }, "lost", "read as 0"];
const readAsOne: Case = [{ reads: { state: "1" } }, "kept", "1"];
const readAsThree: Case = [{ reads: { state: "3" } }, "kept", "3"];
const unrecognized: Case = [{ reads: { state: "?" } }, "kept", "unrecognized"];

export const jsonEnums: Topic = {
  id: "json-enums",
  title: "ProtoJSON: enums",
  questions: [
    read("json-enum-name", "A name that the reader does not know.", '{"state":"OPEN_THREE"}', readAsZero),
    readLeniently(
      "json-enum-name-ignored",
      "A name that the reader does not know and is told to ignore.",
      '{"state":"OPEN_THREE"}',
      readAsZero,
    ),
    readLeniently(
      "json-enum-list",
      "A name to ignore in a list, between 1 and 2.",
      '{"states":["OPEN_ONE","OPEN_THREE","OPEN_TWO"]}',
      [{ reads: { states: ["1", "2"] } }, "lost", "1, 2"],
      [{ reads: { states: ["1", "0", "2"] } }, "changed", "1, 0, 2"],
    ),
    {
      id: "json-enum-map",
      title: "A name to ignore as the value of a map.",
      requests: [lenientJson("proto3.OpenEnums", '{"byName":{"a":"OPEN_THREE"}}', "reading")],
      outcome: byCases(
        [{ reads: { by_name: null } }, "lost", "no entry"],
        [{ reads: { by_name: [['"a', "0"]] } }, "changed", "0"],
      ),
    },
    {
      id: "json-enum-oneof",
      title: "A name to ignore in a oneof.",
      requests: [lenientJson("proto3.OpenEnums", '{"picked":"OPEN_THREE"}', "reading")],
      outcome: byCases(
        [{ reads: { picked: null } }, "lost", "not set"],
        [{ reads: { picked: "0" } }, "changed", "0"],
      ),
    },
    {
      id: "json-enum-closed-name",
      title: "A name to ignore in a closed enum.",
      requests: [lenientJson("proto2.ClosedEnums", '{"one":"CLOSED_THREE"}', "reading")],
      outcome: byCases(
        [{ reads: { one: null } }, "lost", "not set"],
        [{ reads: { one: "0" } }, "changed", "0"],
      ),
    },
    read("json-enum-number", "The number of a name that the reader knows: 1.", '{"state":1}', readAsOne),
    read(
      "json-enum-unknown-number",
      "A number without a name: 3.",
      '{"state":3}',
      readAsThree,
      unrecognized,
      readAsZero,
    ),
    readLeniently(
      "json-enum-unknown-number-ignored",
      "A number without a name, 3, for a reader that is told to ignore what it does not know.",
      '{"state":3}',
      readAsThree,
      unrecognized,
      readAsZero,
    ),
    {
      id: "json-enum-closed-number",
      title: "A number without a name in a closed enum: 3.",
      requests: [json("proto2.ClosedEnums", '{"one":3}', "reading")],
      outcome: byCases([{ reads: { one: "3" } }, "kept", "3"], [{ reads: { one: null } }, "lost", "not set"]),
    },
    read("json-enum-case", "A name in lower case.", '{"state":"open_one"}', readAsOne, readAsZero),
    read("json-enum-digits", 'A number as a string: `"1"`.', '{"state":"1"}', readAsOne, readAsZero),
  ],
};
