import { expect, test } from "vitest";
import { changesBetween } from "../../testing/changes-between.js";

const open = (values: string) => `enum E { ${values} }`;

test.each<[title: string, before: string, after: string, changes: string[]]>([
  ["nothing, whatever the order of the others", "A = 0; B = 1; C = 2;", "A = 0; C = 2; B = 1;", []],
  ["a new value", "A = 0;", "A = 0; B = 1;", ["value-added E.B = 1"]],
  ["a value that is gone", "A = 0; B = 1;", "A = 0;", ["value-removed E.B = 1"]],
  [
    "a value that is gone and reserved",
    "A = 0; B = 1;",
    'A = 0; reserved 1; reserved "B";',
    ["value-removed E.B = 1, number reserved, name reserved"],
  ],
  ["another name", "A = 0; B = 1;", "A = 0; C = 1;", ["value-renamed E.B = 1 → E.C = 1"]],
  ["another number", "A = 0; B = 1;", "A = 0; B = 2;", ["value-renumbered E.B = 1 → E.B = 2"]],
  [
    "another number, while a new value takes the old one",
    "A = 0; B = 1;",
    "A = 0; X = 1; B = 2;",
    ["value-renumbered E.B = 1 → E.B = 2"],
  ],
  [
    "a name that says that it is the older one, while a new value takes the old one",
    "A = 0; B = 1;",
    "A = 0; OLD_B = 1; B = 2;",
    ["value-renamed E.B = 1 → E.OLD_B = 1", "value-added E.B = 2"],
  ],
  [
    "names exchanged",
    "A = 0; B = 1; C = 2;",
    "A = 0; C = 1; B = 2;",
    ["value-renumbered E.B = 1 → E.B = 2", "value-renumbered E.C = 2 → E.C = 1"],
  ],
  [
    "both names of one number renamed to a single one",
    "option allow_alias = true; A = 0; B = 1; C = 1;",
    "A = 0; D = 1;",
    ["value-renamed E.B = 1 → E.D = 1", "value-renamed E.C = 1 → E.D = 1"],
  ],
  [
    "one name less for a number",
    "option allow_alias = true; A = 0; B = 0;",
    "A = 0;",
    ["alias-removed E.B = 0 → E.A = 0"],
  ],
  [
    "the first name less for a number",
    "option allow_alias = true; A = 0; B = 0;",
    "B = 0;",
    ["alias-removed E.A = 0 → E.B = 0"],
  ],
  [
    "one name less, and another one instead that another number had",
    "option allow_alias = true; A = 0; B = 0; C = 1;",
    "option allow_alias = true; A = 0; C = 0;",
    ["alias-removed E.B = 0 → E.A = 0", "value-renumbered E.C = 1 → E.C = 0"],
  ],
  [
    "a second name behind the first",
    "A = 0; B = 1;",
    "option allow_alias = true; A = 0; B = 1; C = 1;",
    ["alias-added E.C = 1"],
  ],
  [
    "a second name beside the new one of a value",
    "A = 0; B = 1;",
    "option allow_alias = true; A = 0; C = 1; D = 1;",
    ["value-renamed E.B = 1 → E.C = 1", "alias-added E.D = 1"],
  ],
  [
    "a second name before the first",
    "A = 0; B = 1;",
    "option allow_alias = true; A = 0; C = 1; B = 1;",
    ["alias-added E.C = 1", "alias-put-first E.B = 1 → E.C = 1"],
  ],
  [
    "two names in the other order",
    "option allow_alias = true; A = 0; B = 1; C = 1;",
    "option allow_alias = true; A = 0; C = 1; B = 1;",
    ["alias-put-first E.B = 1 → E.C = 1"],
  ],
])("%s", (_, before, after, changes) => {
  expect(changesBetween(open(before), open(after))).toEqual(changes);
});

test.each<[title: string, before: string, after: string, changes: string[]]>([
  ["gone", "enum E { A = 0; }", "", ["enum-removed E"]],
  ["new", "", "enum E { A = 0; }", ["enum-added E"]],
  [
    "with another name",
    "enum E { A = 0; B = 1; } message M { E e = 1; }",
    "enum F { A = 0; B = 1; } message M { F e = 1; }",
    ["enum-moved E → F"],
  ],
  [
    "a number and a name no longer reserved",
    'enum E { A = 0; reserved 1; reserved "B"; }',
    "enum E { A = 0; }",
    ['reservation-removed E 1, "B"'],
  ],
  [
    "a value gone while other numbers are reserved",
    "enum E { A = 0; B = 1; }",
    "enum E { A = 0; reserved 3; }",
    ["value-removed E.B = 1"],
  ],
])("an enum, %s", (_, before, after, changes) => {
  expect(changesBetween(before, after)).toEqual(changes);
});

test("closed to open", () => {
  expect(changesBetween('syntax = "proto2"; enum E { A = 0; }', "enum E { A = 0; }")).toEqual([
    "enum-closedness-changed E: closed → open",
  ]);
});
