import { expect, test } from "vitest";
import type { Member } from "./declaration.js";
import { renamedMembers } from "./members.js";

/** `1 a string` for each member. */
function members(...lines: string[]): Member[] {
  return lines.map((line) => {
    const [number = "", name = "", ...type] = line.split(" ");
    return { number: Number(number), name, type: type.join(" ") };
  });
}

test.each<[title: string, before: Member[], after: Member[], renamed: string[]]>([
  ["the same number and type under another name", members("1 a string"), members("1 b string"), ["a → b"]],
  ["another type", members("1 a string"), members("1 b int32"), []],
  ["another number", members("1 a string"), members("2 b string"), []],
  ["the old name lives on", members("1 a string"), members("1 b string", "2 a string"), []],
  [
    "a new member of another type takes the old name",
    members("3 priority int32"),
    members("3 rank int32", "15 priority string"),
    ["priority → rank"],
  ],
  [
    "a new member of the same type takes the old name, and the new one says so",
    members("3 priority int32", "4 note string", "5 WIDTH_WIDE value"),
    members(
      ...["3 deprecated_priority int32", "4 note_old string", "5 WIDTH_LEGACY_WIDE value"],
      ...["15 priority int32", "16 note string", "17 WIDTH_WIDE value"],
    ),
    ["priority → deprecated_priority", "note → note_old", "WIDTH_WIDE → WIDTH_LEGACY_WIDE"],
  ],
  [
    "a new name that says nothing of the kind",
    members("3 priority int32", "4 note string", "5 size string"),
    members(
      ...["3 user_priority int32", "4 bold_note string", "5 older_size string"],
      ...["15 priority int32", "16 note string", "17 size string"],
    ),
    [],
  ],
  [
    "what has the old name now took the number of another one",
    members("1 a string", "2 b int32"),
    members("1 old_a string", "2 a int32"),
    [],
  ],
  ["the old number has another type", members("1 a string"), members("1 old_a int32", "2 a string"), []],
  ["the new name is older", members("1 a string", "2 b string"), members("1 b string"), []],
  ["a type that moved", members("1 a repeated .p.T"), members("1 b repeated .q.U"), ["a → b"]],
  ["a type that did not move", members("1 a .p.S"), members("1 b .q.S"), []],
  [
    "several names of one number",
    members("1 A value", "1 B value"),
    members("1 C value", "1 D value"),
    ["A → C", "B → C"],
  ],
])("%s", (_, before, after, renamed) => {
  const lines = renamedMembers(before, after, new Map([["p.T", "q.U"]])).map(
    (pair) => `${pair.before.name} → ${pair.after.name}`,
  );
  expect(lines).toEqual(renamed);
});
