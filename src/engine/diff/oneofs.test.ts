import { expect, test } from "vitest";
import { changesBetween } from "../../testing/changes-between.js";

const message = (body: string) => `message M { ${body} }`;

test.each<[title: string, before: string, after: string, changes: string[]]>([
  [
    "a oneof around a single field shares with nobody",
    "string a = 1;",
    "oneof o { string a = 1; }",
    ["field-oneof-changed M.a = 1: none → o, shared with 0"],
  ],
  [
    "a oneof around two fields lets one clear the other",
    "string a = 1; string b = 2;",
    "oneof o { string a = 1; string b = 2; }",
    [
      "field-oneof-changed M.a = 1: none → o, shared with 1",
      "field-oneof-changed M.b = 2: none → o, shared with 1",
    ],
  ],
  [
    "who joins is told, not who was there",
    "oneof o { string a = 1; } string b = 2;",
    "oneof o { string a = 1; string b = 2; }",
    ["field-oneof-changed M.b = 2: none → o, shared with 1"],
  ],
  [
    "a new member says nothing of the others",
    "oneof o { string a = 1; }",
    "oneof o { string a = 1; string b = 2; }",
    ["field-added M.b = 2"],
  ],
  ["a oneof renamed with all of its members", "oneof o { string a = 1; }", "oneof p { string a = 1; }", []],
  [
    "a oneof renamed, its members in another order",
    "oneof o { string a = 1; string b = 2; }",
    "oneof p { string b = 2; string a = 1; }",
    [],
  ],
  [
    "out of a oneof",
    "oneof o { string a = 1; string b = 2; }",
    "oneof o { string b = 2; } string a = 1;",
    ["field-oneof-changed M.a = 1: o → none, shared with 1"],
  ],
  [
    "from one oneof into another",
    "oneof o { string a = 1; string b = 2; } oneof p { string c = 3; }",
    "oneof o { string b = 2; } oneof p { string a = 1; string c = 3; }",
    ["field-oneof-changed M.a = 1: o → p, shared with 1"],
  ],
])("%s", (_, before, after, changes) => {
  expect(changesBetween(message(before), message(after))).toEqual(changes);
});
