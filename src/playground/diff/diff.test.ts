import { createTwoFilesPatch } from "diff";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { processorTime } from "../../testing/processor-time.js";
import { isThorough } from "../../testing/thorough.js";
import { canBeJudged, changeOf, isOnlyRenamed } from "./change.js";
import { linesOfFile, shownLine } from "./lines-of-file.js";
import { readDiff } from "./read.js";
import { rebuild } from "./rebuild.js";
import { isSameChange } from "./same-change.js";

const disk = `syntax = "proto3";
package acme.agent.v1;

enum DiskState {
  DISK_STATE_UNSPECIFIED = 0;
  DISK_STATE_READY = 1;
}

message AttachDiskRequest {
  string disk_id = 1;
  string mount_point = 2;
  bool read_only = 3;
  uint32 queue_size = 4;
}
`;

const gitDiff = `diff --git a/protos/storage.proto b/protos/storage.proto
index 5d0a5a1..9b3f2c7 100644
--- a/protos/storage.proto
+++ b/protos/storage.proto
@@ -8,7 +8,6 @@ enum DiskState {
 
 message AttachDiskRequest {
   string disk_id = 1;
-  string mount_point = 2;
+  string mount_path = 2;
   bool read_only = 3;
-  uint32 queue_size = 4;
 }
`;

const disks = [{ name: "storage.proto", text: disk }];
const newDisk = disk.replace("mount_point", "mount_path").replace("  uint32 queue_size = 4;\n", "");

const mail = `From 4f1c2d3e4f5a6b7c8d9e0f1a2b3c4d5e6f7a8b9c Mon Sep 17 00:00:00 2001
From: Somebody <somebody@example.org>
Date: Mon, 5 Feb 2024 10:00:00 +0100
Subject: [PATCH 1/2] storage: call it a path

--- this line is prose, and so is the next
@@ this one, too @@
---
 protos/storage.proto | 3 +--
 1 file changed, 1 insertion(+), 2 deletions(-)

${gitDiff}-- 
2.43.0

From 5f1c2d3e4f5a6b7c8d9e0f1a2b3c4d5e6f7a8b9c Mon Sep 17 00:00:00 2001
Subject: [PATCH 2/2] readme

---
diff --git a/README.md b/README.md
index 1111111..2222222 100644
--- a/README.md
+++ b/README.md
@@ -1 +1 @@
-old
+new
-- 
2.43.0
`;

const show = `commit 4f1c2d3e4f5a6b7c8d9e0f1a2b3c4d5e6f7a8b9c (HEAD -> main)
Author: Somebody <somebody@example.org>

    storage: call it a path

${gitDiff}`;

const plain = gitDiff
  .replace(/^diff.*\nindex.*\n/, "")
  .replace(/^--- .*$/m, "--- old/storage.proto\t2024-02-05 10:00:00.000000000 +0100")
  .replace(/^\+\+\+ .*$/m, "+++ new/storage.proto\t2024-02-05 10:01:00.000000000 +0100");

describe("a diff is applied to the old text", () => {
  test.each([
    ["git diff", gitDiff],
    ["git diff --no-prefix", gitDiff.replaceAll(/ [ab]\/protos/g, " protos")],
    ["git show", show],
    ["git format-patch", mail],
    ["diff -u", plain],
    ["CRLF", gitDiff.replaceAll("\n", "\r\n")],
    ["the blank of an empty line cut off", gitDiff.replace("\n \n", "\n\n")],
    ["no line end at the end of the diff", gitDiff.trimEnd()],
  ])("as written by %s", (_, text) => {
    const { old, new: fresh, remarks } = changeOf(text, disks);
    expect(old).toEqual(disks);
    expect(fresh[0]?.text).toBe(newDisk);
    expect(remarks).toMatchObject([{ how: "applied", hunks: 1, conflicts: [] }]);
  });

  test("wherever its lines moved to", () => {
    const moved = `// One more line.\n// And another.\n${disk}`;
    const { new: fresh, remarks } = changeOf(gitDiff, [{ name: "any.proto", text: moved }]);
    expect(fresh).toEqual([
      {
        name: "protos/storage.proto",
        text: newDisk.replace(/^/, "// One more line.\n// And another.\n"),
      },
    ]);
    expect(remarks[0]?.conflicts).toEqual([]);
  });

  test("what does not fit is told by its line, and the rest is applied", () => {
    const two = gitDiff.replace(
      "@@ -8,7",
      `@@ -1,3 +1,4 @@
 syntax = "proto3";
 package acme.agent.v1;
 
+import "other.proto";
@@ -8,7`,
    );
    const other = disk.replace("bool read_only", "bool is_read_only");
    const { new: fresh, remarks } = changeOf(two, [{ name: "storage.proto", text: other }]);
    expect(fresh[0]?.text).toContain('import "other.proto";');
    expect(fresh[0]?.text).toContain("mount_point");
    expect(remarks[0]?.conflicts).toEqual([
      { line: 12, expected: "  bool read_only = 3;", actual: "  bool is_read_only = 3;" },
    ]);
  });

  test("files that it does not touch stay on both sides, and the others get their new names", () => {
    const renamed = `diff --git a/storage.proto b/disk.proto
similarity index 100%
rename from storage.proto
rename to disk.proto
`;
    const beside = { name: "beside.proto", text: 'syntax = "proto3";' };
    const { old, new: fresh } = changeOf(renamed, [...disks, beside]);
    expect(old).toEqual([...disks, beside]);
    expect(fresh).toEqual([beside, { name: "disk.proto", text: disk }]);
  });

  test("of a deleted file nothing is left, and of a new one there was nothing", () => {
    const deleted = `diff --git a/storage.proto b/storage.proto
deleted file mode 100644
index 1111111..0000000
--- a/storage.proto
+++ /dev/null
@@ -1,2 +0,0 @@
-syntax = "proto3";
-message Gone {}
diff --git a/fresh.proto b/fresh.proto
new file mode 100644
index 0000000..2222222
--- /dev/null
+++ b/fresh.proto
@@ -0,0 +1,2 @@
+syntax = "proto3";
+message Fresh {}
\\ No newline at end of file
`;
    const { old, new: fresh, remarks } = changeOf(deleted, []);
    expect(old).toEqual([{ name: "storage.proto", text: 'syntax = "proto3";\nmessage Gone {}\n' }]);
    expect(fresh).toEqual([{ name: "fresh.proto", text: 'syntax = "proto3";\nmessage Fresh {}\n' }]);
    expect(remarks.flatMap(({ gaps }) => gaps)).toEqual([]);
  });

  test("as any two texts differ", () => {
    const line = fc.constantFrom(
      "  int32 a = 1;",
      "}",
      "",
      "message M {",
      "-- x",
      "++ y",
      "@@ -1 +1 @@",
      "\\ z",
    );
    const text = fc.array(line, { maxLength: 30 }).map((lines) => lines.map((each) => `${each}\n`).join(""));
    fc.assert(
      fc.property(text, text, fc.integer({ min: 0, max: 4 }), (before, after, context) => {
        fc.pre(before !== after && before !== "");
        const diff = createTwoFilesPatch("m.proto", "m.proto", before, after, "", "", { context });
        const { new: fresh, remarks } = changeOf(diff, [{ name: "m.proto", text: before }]);
        expect(remarks[0]?.conflicts).toEqual([]);
        expect(fresh[0]?.text).toBe(after);
      }),
    );
  });
});

describe("without the old text both sides are rebuilt", () => {
  const partsOf = (text: string) => {
    const [patch] = readDiff(text);
    if (!patch) throw new Error("no file");
    return rebuild(patch);
  };

  test("with what is missing as a comment, and a syntax that suits the fields", () => {
    const { old, new: fresh, gaps } = partsOf(gitDiff);
    expect(gaps).toEqual([{ old: 1, new: 1, count: 7 }]);
    expect(old).toBe(`syntax = "proto3"; // Not in the diff: taken from how fields look.
// Lines 1 to 7 are not in the diff.

message AttachDiskRequest {
  string disk_id = 1;
  string mount_point = 2;
  bool read_only = 3;
  uint32 queue_size = 4;
}
import "not-in-the-diff.proto";
`);
    expect(fresh).toContain("  string mount_path = 2;\n  bool read_only = 3;\n}");
  });

  const hunk = (section: string, ...lines: string[]) => {
    const count = (sign: string) => lines.filter((line) => line[0] === " " || line[0] === sign).length;
    return `--- a/m.proto\n+++ b/m.proto\n@@ -40,${count("-")} +40,${count("+")} @@ ${section}\n${lines.join("\n")}\n`;
  };

  test.each([
    [
      "the block of a message, called as git says",
      hunk("message Disk {", "   string a = 1;", "+  string b = 2;", "   string c = 3;"),
      [
        "message Disk { // Not in the diff.",
        "  string a = 1;",
        "  string b = 2;",
        "  string c = 3;",
        "} // Not in the diff.",
      ],
    ],
    [
      "a block that nothing names",
      hunk("", "   string a = 1;", "+  string b = 2;", " }"),
      ["message NotInTheDiff1 { // Not in the diff.", "  string a = 1;", "  string b = 2;", "}"],
    ],
    [
      "a block inside of another",
      hunk("message Disk {", "     string a = 1;", "+    string b = 2;", "   }", "   Inner inner = 4;", " }"),
      [
        "message Disk { // Not in the diff.",
        "  message NotInTheDiff1 { // Not in the diff: taken from how lines are indented.",
        "    string a = 1;",
        "    string b = 2;",
        "  }",
        "  Inner inner = 4;",
        "}",
      ],
    ],
    [
      "an enum, which gets its zero",
      hunk("enum DiskState {", "   DISK_STATE_A = 1;", "+  DISK_STATE_B = 2;", " }"),
      [
        "enum DiskState { // Not in the diff.",
        "  DISK_STATE_UNSPECIFIED = 0; // Not in the diff.",
        "  DISK_STATE_A = 1;",
        "  DISK_STATE_B = 2;",
        "}",
      ],
    ],
    [
      "a service",
      hunk(
        "service Storage {",
        "   rpc A(X) returns (Y);",
        "+  rpc B(X) returns (Y);",
        "   rpc C(X) returns (Y) {",
      ),
      [
        "service Storage { // Not in the diff.",
        "  rpc A(X) returns (Y);",
        "  rpc B(X) returns (Y);",
        "  rpc C(X) returns (Y) {",
        "// What follows is not in the diff.",
        "  } // Not in the diff.",
        "} // Not in the diff.",
      ],
    ],
    [
      "the options of a method, of which only the end is there",
      hunk(
        "service Agent {",
        "     };",
        "   }",
        " ",
        "-  rpc Stop(X) returns (Y);",
        "+  rpc Halt(X) returns (Y);",
        " }",
      ),
      [
        "service Agent { // Not in the diff.",
        "  rpc NotInTheDiff1(NotInTheDiff) returns (NotInTheDiff) { // Not in the diff.",
        "//     };",
        "  }",
        "",
        "  rpc Halt(X) returns (Y);",
        "}",
      ],
    ],
    [
      "nothing at the top, whatever git says",
      hunk("message Disk {", " // What comes is new.", "+message New {}", " message Other {}"),
      ["// What comes is new.", "message New {}", "message Other {}"],
    ],
    [
      "what a hunk cuts in the middle of a statement as a comment",
      hunk("message Disk {", "       3;", "+  string b = 2;", "   string cut ="),
      [
        "message Disk { // Not in the diff.",
        "//       3;",
        "  string b = 2;",
        "//   string cut =",
        "// What follows is not in the diff.",
        "} // Not in the diff.",
      ],
    ],
    [
      "a comment that begins before",
      hunk("message Disk {", "    * says more", "    */", "+  string b = 2;", " }"),
      [
        "message Disk { // Not in the diff.",
        "/* Not in the diff.",
        "   * says more",
        "   */",
        "  string b = 2;",
        "}",
      ],
    ],
  ])("with %s", (_, text, lines) => {
    const all = partsOf(text).new.split("\n");
    const start = all.indexOf("// Lines 1 to 39 are not in the diff.") + 1;
    const end = all.indexOf('import "not-in-the-diff.proto";');
    const isSaidAtEnd = lines.includes("// What follows is not in the diff.");
    const shown = all.slice(start, end);
    expect(isSaidAtEnd ? shown : shown.filter((line) => !line.startsWith("// What follows"))).toEqual(lines);
  });
});

describe("a rebuilt text knows the lines of its file", () => {
  const shown = (file: { text: string }, age: "old" | "new") => {
    const numbers = linesOfFile(file, age);
    return file.text.split("\n").flatMap((text, index) => {
      const number = numbers[index] ?? null;
      return number === null ? [] : [{ number, text: text.replace(/^\/\/ (?:Not judged: ?)?/, "") }];
    });
  };

  test("on either side, which a gap tells apart where they differ", () => {
    const before = Array.from({ length: 60 }, (_, index) => `message M${index + 1} {}`);
    const after = before.toSpliced(4, 0, "message Fresh {}").with(40, "message Other {}");
    const text = (lines: string[]) => lines.map((line) => `${line}\n`).join("");
    const diff = createTwoFilesPatch("m.proto", "m.proto", text(before), text(after), "", "", { context: 2 });
    const result = changeOf(diff, []);
    const fresh = result.new[0] ?? { text: "" };
    expect(fresh.text).toContain(
      "// Lines 7 to 37 of the old file, 8 to 38 of the new one, are not in the diff.",
    );
    expect(shown(fresh, "new").map(({ number }) => number)).toEqual([3, 4, 5, 6, 7, 39, 40, 41, 42, 43]);
    expect(shown(fresh, "new")[7]).toEqual({ number: 41, text: "message Other {}" });
    expect(shown(result.old[0] ?? fresh, "old")[6]).toEqual({ number: 40, text: "message M40 {}" });
    // What stands in the text alone is where the first line is that the diff shows behind it.
    expect(shownLine(linesOfFile(fresh, "new"), 1)).toBe(3);
  });

  test("whatever blocks and statements its hunks cut", () => {
    const block = fc
      .integer({ min: 1, max: 6 })
      .map((size) => (name: string) => [
        `message ${name} {`,
        ...Array.from(
          { length: size },
          (_, index) => `  string ${name.toLowerCase()}_${index} =\n      ${index + 1};`,
        ),
        "}",
      ]);
    const file = fc
      .array(block, { minLength: 2, maxLength: 8 })
      .map((blocks) => blocks.flatMap((each, index) => each(`M${index}`).join("\n").split("\n")));
    const edits = fc.array(fc.tuple(fc.nat(60), fc.boolean()), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(file, edits, fc.integer({ min: 0, max: 3 }), (before, places, context) => {
        const after = places.reduce(
          (lines, [at, isAdded], index) =>
            lines.toSpliced(at % lines.length, isAdded ? 0 : 1, `  bool added_${index} = ${90 + index};`),
          before,
        );
        const text = (lines: string[]) => lines.map((line) => `${line}\n`).join("");
        const diff = createTwoFilesPatch("m.proto", "m.proto", text(before), text(after), "", "", {
          context,
        });
        const { old, new: fresh } = changeOf(diff, []);
        for (const [age, own, lines] of [
          ["old", old[0], before],
          ["new", fresh[0], after],
        ] as const) {
          for (const { number, text: line } of shown(own ?? { text: "" }, age)) {
            if (line !== "") expect(line).toBe(lines[number - 1]);
          }
        }
      }),
    );
  });
});

describe("what is pasted in place of a diff", () => {
  test.each([
    ["indented", gitDiff.replace(/^/gm, "    ")],
    ["quoted in a mail", gitDiff.trimEnd().replace(/^/gm, "> ")],
    ["indented, and its blank line cut", gitDiff.replace(/^/gm, "\t").replace("\t \n", "\n")],
  ])("is read where it is a diff that somebody %s", (_, text) => {
    expect(changeOf(text, disks).new[0]?.text).toBe(newDisk);
  });

  const page = `Comparing changes\n@@ -8,3 +8,3 @@ enum DiskState {\n8\t8\t  string a = 1;\n9\t\t-  string b = 2;\n`;
  test.each([
    ["a page of GitHub", page, /a page that shows a diff.* Put \.diff behind the address/],
    [
      "the address of a pull request",
      "https://github.com/acme/agent/pull/12/files#diff-1",
      /Open https:\/\/github\.com\/acme\/agent\/pull\/12\.diff, and paste/,
    ],
    ["the address of a comparison", "https://github.com/a/b/compare/v1...v2\n", /compare\/v1\.\.\.v2\.diff,/],
    [
      "the address of a diff",
      "https://github.com/a/b/pull/1.diff",
      /^This is the address of a diff\. Open it/,
    ],
    ["another address", "https://example.org/x", /^This is an address, .* Put \.diff behind/],
    ["a whole file", disk, /^This is a whole \.proto file.*Two versions/],
    [
      "lines without a place",
      gitDiff.replace(/^@@.*\n/m, ""),
      /^Line 8 comes or goes, and no line above it begins with @@/,
    ],
    [
      "lines with a place of another kind",
      gitDiff.replace(/^@@.*$/m, "@@ here @@"),
      /^Line 5 begins with @@/,
    ],
  ])("is told where it is %s", (_, text, sentence) => {
    expect(() => changeOf(text, [])).toThrow(sentence);
  });
});

test("a file with another name is told, and judged where its text changed, too", () => {
  const rename = (similarity: number) =>
    `diff --git a/a.proto b/b.proto\nsimilarity index ${similarity}%\nrename from a.proto\nrename to b.proto\n`;
  const pure = changeOf(rename(100), []);
  expect(pure.remarks).toMatchObject([{ file: "b.proto", renamedFrom: "a.proto", how: "skipped" }]);
  expect(isOnlyRenamed(pure)).toBe(true);
  expect(canBeJudged(pure)).toBe(false);
  const changed = changeOf(
    rename(90) +
      gitDiff.slice(gitDiff.indexOf("---")).replaceAll("protos/storage", "a").replace("+++ b/a", "+++ b/b"),
    [],
  );
  expect(changed.remarks).toMatchObject([{ file: "b.proto", renamedFrom: "a.proto", how: "rebuilt" }]);
  expect([isOnlyRenamed(changed), canBeJudged(changed)]).toEqual([false, true]);
  expect(isOnlyRenamed(changeOf(gitDiff, []))).toBe(false);
  // Two folders that are compared are no other name.
  expect(changeOf(plain, []).remarks).toMatchObject([{ renamedFrom: null }]);
});

test("a diff is of the same change where most lines of the shorter one are in the other", () => {
  expect(isSameChange(gitDiff, gitDiff.replace("mount_path", "path"))).toBe(true);
  expect(isSameChange(gitDiff, gitDiff.slice(0, -30))).toBe(true);
  expect(isSameChange(gitDiff, `${gitDiff}${gitDiff.replaceAll("mount", "other")}`)).toBe(true);
  const other = gitDiff.replaceAll("mount", "other").replaceAll("queue_size", "count");
  expect(isSameChange(gitDiff, other)).toBe(false);
  // The names of files and lines without a word tell nothing.
  expect(isSameChange(`${gitDiff}-}\n`, `${other}-}\n`)).toBe(false);
});

describe("two versions can be judged", () => {
  const canJudge = (text: string, given = disks) => canBeJudged(changeOf(text, given));

  test("where every hunk applies to the old text, or none is needed", () => {
    expect(canJudge(gitDiff)).toBe(true);
    expect(canJudge(gitDiff, [])).toBe(true);
  });

  test("not where a hunk does not apply, or the diff shows nothing of what changed", () => {
    expect(canJudge(gitDiff, [{ name: "storage.proto", text: 'syntax = "proto3";' }])).toBe(false);
    const rename =
      "diff --git a/m.proto b/n.proto\nsimilarity index 100%\nrename from m.proto\nrename to n.proto\n";
    expect(canJudge(rename, [])).toBe(false);
    const removal = "diff --git a/m.proto b/m.proto\ndeleted file mode 100644\nindex 1..0\n";
    expect(canJudge(`${gitDiff}${removal}`, [])).toBe(false);
  });
});

test("a hunk without the names of its file is one of a file without a name", () => {
  const hunk = gitDiff.slice(gitDiff.indexOf("@@ "));
  const { old, new: fresh, remarks } = changeOf(`Could you look at this?\n\n${hunk}`, []);
  expect([...old, ...fresh].map(({ name }) => name)).toEqual(["unnamed.proto", "unnamed.proto"]);
  expect(fresh[0]?.text).toBe(changeOf(gitDiff, []).new[0]?.text);
  expect(remarks).toMatchObject([{ file: "unnamed.proto", how: "rebuilt", hunks: 1 }]);
  // The only old text that is there is the one of this file.
  expect(changeOf(hunk, disks).remarks).toMatchObject([{ how: "applied", conflicts: [] }]);
});

describe("what is no diff is refused in words", () => {
  test.each([
    ["", /not a unified diff/],
    ["nothing of it", /not a unified diff: it has no file header/],
    ["message M {\n+  string a = 1;\n", /lines come or go, and no line that begins with @@ says where/],
    ["@@\n+  string a = 1;\n", /^Line 1 begins with @@ and does not say which lines follow/],
    [
      gitDiff.slice(0, -3),
      /^Line 5: the header of the hunk counts 7 old and 6 new lines, and 6 old and 5 new lines follow\.$/,
    ],
    [gitDiff.replace("   bool", "bool"), /Line 11 belongs to the hunk of line 5, .*wrapped/],
    [gitDiff.replace("@@ -8,7 +8,6", "@@ -8,7 +8,5"), /counts 7 old and 5 new lines, and 7 old and 6 new/],
    [gitDiff.replace("@@ -8,7 +8,6", "@@ -8,6 +8,5"), /counts 6 old and 5 new lines, and 7 old and 6 new/],
    [gitDiff.replaceAll(".proto", ".go"), /changes no \.proto file/],
    [`diff --cc m.proto\n@@@ -1 -1 +1 @@@\n`, /merge against several parents/],
    ["x".repeat(1_000_001), /longer than/],
  ])("%.30j", (text, message) => {
    expect(() => changeOf(text, [])).toThrow(message);
  });

  test("a hunk of other lines than its header counts is read with those that are there, if somebody asks", () => {
    const short = gitDiff.slice(0, -3);
    const thrown = (text: string) => {
      try {
        changeOf(text, []);
      } catch (error) {
        return error;
      }
    };
    expect(thrown(short)).toMatchObject({ canReadOn: true });
    const { new: fresh, remarks } = changeOf(short, [], true);
    expect(fresh[0]?.text).toContain("mount_path");
    expect(remarks).toMatchObject([{ miscounted: 1 }]);
    expect(changeOf(gitDiff, [], true).remarks).toMatchObject([{ miscounted: 0 }]);
    const more = gitDiff.replace("@@ -8,7 +8,6", "@@ -8,4 +8,4");
    expect(changeOf(more, [], true).new).toEqual(changeOf(gitDiff, []).new);
  });

  test("a line that was wrapped would take the rest of its hunk along, and is never read over", () => {
    const wrapped = gitDiff.replace("   bool", "bool");
    expect(() => changeOf(wrapped, [], true)).toThrow(/wrapped/);
  });

  test("and any text is read or refused, in a time that grows with its length", () => {
    const piece = fc.constantFrom(
      "diff --git a/m.proto b/m.proto\n",
      "--- a/m.proto\n",
      "+++ b/m.proto\n",
      "@@ -1,2 +1,2 @@\n",
      "@@ -1,999999999 +1 @@\n",
      " }\n",
      "-{\n",
      "+message M {\n",
      "\\ No\n",
      "rename from x\n",
      'diff --git "a/\\377',
      "\n",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        try {
          changeOf(pieces.join(""), []);
        } catch (error) {
          expect((error as Error).constructor.name).toBe("DiffError");
        }
      }),
    );
  });

  test.runIf(isThorough)("a megabyte of hunks that cannot stand together takes no seconds", () => {
    const hunk = (start: number) =>
      `@@ -${start},3 +${start},3 @@ message M {\n     string a = 1;\n-    string b = 2;\n+    int32 b = 2;\n   enum E {\n`;
    const all = Array.from({ length: 9000 }, (_, index) => hunk(9 + 9 * index)).join("");
    expect(processorTime(() => changeOf(`--- a/m.proto\n+++ b/m.proto\n${all}`, []))).toBeLessThan(5000);
  });

  test("a megabyte of it takes no seconds", () => {
    const body = "+  string a = 1;\n".repeat(50_000);
    const diff = `--- a/m.proto\n+++ b/m.proto\n@@ -1,1 +1,50001 @@\n message M {\n${body}`;
    expect(processorTime(() => changeOf(diff, []))).toBeLessThan(5000);
  });
});

test("a hunk that was shortened by hand stops nobody where its file is no protocol", () => {
  const go = "diff --git a/a.go b/a.go\n--- a/a.go\n+++ b/a.go\n@@ -1,9 +1,9 @@\n-a\n+b\n… and so on\n";
  const proto =
    "diff --git a/a.proto b/a.proto\n--- a/a.proto\n+++ b/a.proto\n@@ -1,2 +1,2 @@\n message M {\n-  string a = 1;\n+  string b = 1;\n";
  const files = readDiff(go + proto).filter(({ newName }) => newName === "a.proto");
  expect(files[0]?.hunks[0]?.lines).toEqual([" message M {", "-  string a = 1;", "+  string b = 1;"]);
  expect(() => readDiff(go.replaceAll("a.go", "b.proto") + proto)).toThrow(
    /^Line 7 belongs to the hunk of line 4/,
  );
});
