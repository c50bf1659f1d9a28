import { expect, test } from "vitest";
import { changesBetween } from "../../testing/changes-between.js";

const message = (body: string) => `message M { ${body} }`;

test.each<[title: string, before: string, after: string, changes: string[]]>([
  [
    "a oneof around a single field shares with nobody",
    "string a = 1;",
    "oneof o { string a = 1; }",
    ["field-oneof-changed M.a = 1: none → o, apart from nobody"],
  ],
  [
    "a oneof around two fields lets one clear the other",
    "string a = 1; string b = 2;",
    "oneof o { string a = 1; string b = 2; }",
    [
      "field-oneof-changed M.a = 1: none → o, apart from b",
      "field-oneof-changed M.b = 2: none → o, apart from a",
    ],
  ],
  [
    "who joins is told, not who was there",
    "oneof o { string a = 1; } string b = 2;",
    "oneof o { string a = 1; string b = 2; }",
    ["field-oneof-changed M.b = 2: none → o, apart from a"],
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
    ["field-oneof-changed M.a = 1: o → none, apart from b"],
  ],
  [
    "from one oneof into another",
    "oneof o { string a = 1; string b = 2; } oneof p { string c = 3; }",
    "oneof o { string b = 2; } oneof p { string a = 1; string c = 3; }",
    ["field-oneof-changed M.a = 1: o → p, apart from b,c"],
  ],
  [
    "a oneof renamed while a field joins it",
    "oneof o { string a = 1; string b = 2; } string c = 3;",
    "oneof p { string a = 1; string b = 2; string c = 3; }",
    ["field-oneof-changed M.c = 3: none → p, apart from a"],
  ],
  [
    "a oneof split in two, both with new names",
    "oneof o { string a = 1; string b = 2; string c = 3; }",
    "oneof p { string a = 1; string b = 2; } oneof q { string c = 3; }",
    ["field-oneof-changed M.c = 3: o → q, apart from a"],
  ],
  [
    "two oneofs merged",
    "oneof o { string a = 1; string b = 2; } oneof p { string c = 3; string d = 4; }",
    "oneof o { string a = 1; string b = 2; string c = 3; string d = 4; }",
    ["field-oneof-changed M.c = 3: p → o, apart from a", "field-oneof-changed M.d = 4: p → o, apart from a"],
  ],
  [
    "two oneofs that exchange their names",
    "oneof o { string a = 1; string b = 2; } oneof p { string c = 3; string d = 4; }",
    "oneof p { string a = 1; string b = 2; } oneof o { string c = 3; string d = 4; }",
    [],
  ],
])("%s", (_, before, after, changes) => {
  expect(changesBetween(message(before), message(after))).toEqual(changes);
});
