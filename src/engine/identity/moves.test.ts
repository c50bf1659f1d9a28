import { describe, expect, test } from "vitest";
import { schemaOf } from "../../testing/changes-between.js";
import { parseProto } from "../schema/parse.js";
import type { Declarations } from "./declaration.js";
import type { Moves } from "./move.js";
import { followMoves, matchStates } from "./moves.js";
import { declarationsOfFile } from "./of-file.js";
import { declarationsOfSchema } from "./of-schema.js";

/** One line for each move: `p.Old → p.New`, `p.A, p.B → p.C, p.D?` where it cannot be told. */
function linesOf({ moved, ambiguous }: Moves): string[] {
  return [
    ...moved.map(({ before, after }) => `${before} → ${after}`),
    ...ambiguous.map(({ before, after }) => `${before.join(", ")} → ${after.join(", ")}?`),
  ];
}

function parsed(texts: string[]): Declarations {
  const files = texts.map((text) => declarationsOfFile(parseProto(`syntax = "proto3"; ${text}`).file));
  return { types: files.flatMap(({ types }) => types), methods: files.flatMap(({ methods }) => methods) };
}

/** Files as they are parsed and schemas as they are linked have to give the same moves. */
function moves(before: string | string[], after: string | string[]): string[] {
  const [old, now] = [[before].flat(), [after].flat()];
  const linked = (texts: string[]) =>
    declarationsOfSchema(schemaOf(Object.fromEntries(texts.map((text, index) => [`${index}.proto`, text]))));
  const lines = linesOf(matchStates({ before: parsed(old), after: parsed(now) }));
  expect(linesOf(matchStates({ before: linked(old), after: linked(now) }))).toEqual(lines);
  return lines;
}

describe("exactly the same members", () => {
  const body = "{ string a = 1; repeated int32 b = 2; }";

  test("under the same name in another package, one or none included", () => {
    expect(moves(`package p; message M ${body}`, `package q; message M ${body}`)).toEqual(["p.M → q.M"]);
    expect(moves("package p; message M { int32 a = 1; }", "package q; message M { int32 a = 1; }")).toEqual([
      "p.M → q.M",
    ]);
    expect(moves("package p; message M {}", "package q; message M {}")).toEqual(["p.M → q.M"]);
  });

  test("into another message, or out of it", () => {
    expect(moves(`message M ${body}`, `message Outer { message M ${body} }`)).toEqual(["M → Outer.M"]);
    expect(moves(`message Outer { enum E { A = 0; } }`, `message Outer {} enum E { A = 0; }`)).toEqual([
      "Outer.E → E",
    ]);
  });

  test("under another name, if there is more than one line in common", () => {
    expect(moves(`message Old ${body}`, `message New ${body}`)).toEqual(["Old → New"]);
    expect(
      moves("message Old { string id = 1; reserved 2; }", "message New { string id = 1; reserved 2; }"),
    ).toEqual(["Old → New"]);
  });

  test("types of the package that moved with them are the same types", () => {
    const text = "message M { T t = 1; map<string, T> map = 2; } message T { M m = 1; }";
    expect(moves(`package p; ${text}`, `package q; ${text}`)).toEqual(["p.M → q.M", "p.T → q.T"]);
  });

  test("come before half of them", () => {
    const [same, half] = [body, "{ string a = 1; int32 z = 3; }"];
    expect(
      moves(`package p; message M ${same}`, [`package q; message M ${same}`, `package r; message M ${half}`]),
    ).toEqual(["p.M → q.M"]);
    expect(
      moves(
        `message A { message O ${same} }`,
        `message A {} message B { message O ${same} } message C { message O ${half} }`,
      ),
    ).toEqual(["A.O → B.O"]);
  });

  test("a message is never an enum", () => {
    expect(moves("message X { string a = 1; }", "enum X { a = 0; }")).toEqual([]);
  });
});

describe("one line under another name is no evidence", () => {
  test("what has nothing else in common is something else", () => {
    expect(moves("message Shelf { string id = 1; }", "message Lamp { string id = 1; }")).toEqual([]);
    expect(moves("enum Color { NONE = 0; }", "enum Size { NONE = 0; }")).toEqual([]);
  });

  test("nothing at all is none, and neither is what was only reserved", () => {
    expect(moves("message Old {}", "message New {}")).toEqual([]);
    expect(moves("message Old { reserved 1, 2; }", "message New { reserved 1, 2; }")).toEqual([]);
    const carried = (name: string) => `message ${name} {} message M { ${name} a = 1; }`;
    expect(moves(carried("Old"), carried("New"))).toEqual([]);
    const used = (name: string) => `message ${name} { reserved 1, 2; } message M { ${name} a = 1; }`;
    expect(moves(used("Old"), used("New"))).toEqual(["Old → New"]);
  });

  test("several of them are no choice either", () => {
    const text = (a: string, b: string) => `message ${a} { string id = 1; } message ${b} { string id = 1; }`;
    expect(moves(text("A", "B"), text("C", "D"))).toEqual([]);
  });

  test("a field that carries the one and then the other tells", () => {
    const text = (name: string, field: string) =>
      `message M { ${name} ${field} = 3; } message ${name} { string id = 1; }`;
    expect(moves(text("Shelf", "shelf"), text("Lamp", "lamp"))).toEqual(["Shelf → Lamp"]);
  });

  test("a method that carries the one and then the other tells", () => {
    const text = (name: string) =>
      `message ${name} { string id = 1; } service S { rpc Get(${name}) returns (${name}); }`;
    expect(moves(text("Old"), text("New"))).toEqual(["Old → New"]);
  });
});

describe("half of what they declare", () => {
  test("under the same name", () => {
    expect(
      moves(
        "package p; message M { string a = 1; string b = 2; }",
        "package q; message M { string a = 1; int32 z = 2; }",
      ),
    ).toEqual(["p.M → q.M"]);
  });

  test("of the one that has more, whichever that is", () => {
    const small = "message M { string a = 1; }";
    const large = "message M { string a = 1; string b = 2; string c = 3; }";
    expect(moves(`package p; ${small}`, `package q; ${large}`)).toEqual([]);
    expect(moves(`package p; ${large}`, `package q; ${small}`)).toEqual([]);
  });

  test("a type is part of a member", () => {
    expect(moves("package p; message M { string a = 1; }", "package q; message M { int32 a = 1; }")).toEqual(
      [],
    );
  });

  test("a reservation counts like a member", () => {
    expect(
      moves(
        "package p; message M { string a = 1; reserved 2; }",
        "package q; message M { string a = 1; reserved 2; string c = 3; string d = 4; }",
      ),
    ).toEqual(["p.M → q.M"]);
  });

  test("of the older one is enough where all of its reservations were taken along", () => {
    const grown = "string a = 1; string c = 3; string d = 4; string e = 5; string f = 6;";
    const older = "package p; message M { string a = 1; reserved 2; }";
    expect(moves(older, `package q; message M { ${grown} reserved 2; }`)).toEqual(["p.M → q.M"]);
    expect(moves(older, `package q; message M { ${grown} }`)).toEqual([]);
  });

  test("of the older one, and not less than that", () => {
    const older = "package p; message M { string a = 1; string b = 2; string c = 3; reserved 9; }";
    const newer = (kept: string) =>
      `package q; message M { ${kept} reserved 9; string d = 4; string e = 5; string f = 6; string g = 7; }`;
    expect(moves(older, newer("string a = 1;"))).toEqual(["p.M → q.M"]);
    expect(moves(older, newer(""))).toEqual([]);
    const twice = older.replace("reserved 9;", "reserved 8, 9;");
    expect(moves(twice, newer("string a = 1; string b = 2;"))).toEqual([]);
  });

  test("of the older one is enough where the same method carries both", () => {
    const text = (scope: string, body: string, method: string) =>
      `package ${scope}; message M { ${body} } service S { rpc ${method}(M) returns (M); }`;
    const grown = "string a = 1; string b = 2; string c = 3;";
    expect(moves(text("p", "string a = 1;", "Get"), text("q", grown, "Get"))).toEqual(["p.M → q.M"]);
    expect(moves(text("p", "string a = 1;", "Get"), text("q", grown, "Put"))).toEqual([]);
  });

  test("in another message only where no number carries something else", () => {
    const shelf = "message Shelf { message Options { string name = 1; string wood = 2; } } message Lamp {}";
    const lamp = (body: string) =>
      `message Shelf {} message Lamp { message Options { string name = 1; ${body} } }`;
    expect(moves(shelf, lamp("int32 watts = 2;"))).toEqual([]);
    expect(moves(shelf, lamp("string wood = 2; int32 watts = 3;"))).toEqual(["Shelf.Options → Lamp.Options"]);
  });

  test("in another message where a number carries something else, and a field carries both", () => {
    const text = (outer: string, other: string, body: string) =>
      `message M { ${outer}.Options options = 1; } message ${other} {}
       message ${outer} { message Options { string name = 1; ${body} } }`;
    const [before, after] = [
      text("Shelf", "Lamp", "string wood = 2;"),
      text("Lamp", "Shelf", "int32 watts = 2;"),
    ];
    expect(moves(before, after)).toEqual(["Shelf.Options → Lamp.Options"]);
  });

  test("under another name never where a number carries something else", () => {
    const text = (name: string, body: string) =>
      `message M { ${name} part = 1; } message ${name} { int32 rank = 1; ${body} }`;
    expect(moves(text("Part", "string note = 2;"), text("Piece", "bytes data = 2;"))).toEqual([]);
    expect(
      moves(
        text("Part", "string note = 2;"),
        text("Piece", "").replace("int32 rank = 1;", "bool x = 8; bool y = 9;"),
      ),
    ).toEqual([]);
    // Another name alone, or another type alone, may still be the same field.
    expect(moves(text("Part", "string note = 2;"), text("Piece", "string data = 2;"))).toEqual([
      "Part → Piece",
    ]);
    expect(moves(text("Part", "string note = 2;"), text("Piece", "bytes note = 2;"))).toEqual([
      "Part → Piece",
    ]);
  });

  test("under another name only where a field or a method carries both", () => {
    const text = (name: string, body: string, number: number) =>
      `message M { ${name} part = ${number}; } message ${name} { int32 rank = 1; string note = 2; ${body} }`;
    expect(moves(text("Part", "", 1), text("Piece", "bool gone = 3;", 1))).toEqual(["Part → Piece"]);
    expect(moves(text("Part", "", 1), text("Piece", "bool gone = 3;", 2))).toEqual([]);
  });
});

describe("several that were renamed together", () => {
  const methods = (request: string, response: string) =>
    `service S { rpc Get(${request}) returns (${response}); }`;

  test("are followed from what keeps its fields to what carries it", () => {
    const text = (end: string) =>
      `message Filter${end} { string a = 1; string b = 2; }
       message Query${end} { repeated Filter${end} filter = 1; }
       message Page${end} { map<string, Filter${end}> by = 1; Query${end} query = 2; }
       ${methods(`Query${end}`, `Page${end}`)}`;
    expect(moves(text(""), text("V2"))).toEqual(["Filter → FilterV2", "Query → QueryV2", "Page → PageV2"]);
  });

  test("are followed from what carries them to what it carries", () => {
    const text = (outer: string, a: string, b: string) =>
      `message ${outer} { string x = 1; int32 y = 2; ${a} first = 3; ${b} second = 4; bytes z = 5; reserved 8, 9; }
       message ${a} { string id = 1; } message ${b} { string id = 1; } ${methods(outer, outer)}`;
    expect(moves(text("Old", "A", "B"), text("New", "D", "C"))).toEqual(["Old → New", "A → D", "B → C"]);
  });

  test("are not followed by a name that became two", () => {
    const nested = (outer: string, name: string, own: string) =>
      `message ${outer} { message ${name} { string ${own} = 1; int32 b = 2; } }`;
    const users = (a: string, b: string) =>
      `message User { string id = 1; ${a} part = 2; } message Other { ${b} part = 3; }`;
    expect(
      moves(
        `${nested("A", "Part", "x")} ${nested("B", "Part", "y")} ${users("A.Part", "B.Part")}`,
        `${nested("A", "Piece", "x")} ${nested("B", "Bit", "y")} ${users("A.Piece", "B.Bit")}
         message Holder { string id = 1; A.Piece part = 2; }`,
      ),
    ).toEqual(["A.Part → A.Piece", "B.Part → B.Bit"]);
  });
});

describe("several that fit equally well", () => {
  const twins = (a: string, b: string) =>
    `message ${a} { string x = 1; int32 y = 2; } message ${b} { string x = 1; int32 y = 2; }`;

  test("are told apart by their names", () => {
    expect(moves(`package p; ${twins("A", "B")}`, `package q; ${twins("B", "A")}`)).toEqual([
      "p.A → q.A",
      "p.B → q.B",
    ]);
  });

  test("are told apart by the methods that carry them", () => {
    const text = (get: string, put: string) =>
      `${twins(get, put)} message R {} service S { rpc Get(${get}) returns (R); rpc Put(${put}) returns (R); }`;
    expect(moves(text("GetRequest", "PutRequest"), text("Load", "Store"))).toEqual([
      "GetRequest → Load",
      "PutRequest → Store",
    ]);
    expect(moves(text("GetRequest", "PutRequest"), text("Store", "Load"))).toEqual([
      "GetRequest → Store",
      "PutRequest → Load",
    ]);
  });

  test("are told apart by the methods of a package that moved with them", () => {
    const text = (scope: string, get: string, put: string) => [
      `package ${scope}; ${twins(get, put)}`,
      `package ${scope}; message R {} service S { rpc Get(${get}) returns (R); rpc Put(${put}) returns (R); }`,
    ];
    expect(moves(text("p", "A", "B"), text("q", "C", "D"))).toEqual(["p.R → q.R", "p.A → q.C", "p.B → q.D"]);
  });

  test("are told apart by the methods of a service that was renamed with them", () => {
    const text = (service: string, get: string, put: string) =>
      `${twins(get, put)} message R { bytes r = 1; }
       service ${service} { rpc Get(${get}) returns (R); rpc Put(${put}) returns (R); }`;
    expect(moves(text("S", "A", "B"), text("T", "D", "C"))).toEqual(["A → D", "B → C"]);
  });

  test("are told apart by the fields that carry them", () => {
    const text = (a: string, b: string) => `${twins(a, b)} message M { ${a} first = 1; ${b} second = 2; }`;
    expect(moves(text("A", "B"), text("C", "D"))).toEqual(["A → C", "B → D"]);
  });

  test("are told apart by what is left when one is clear", () => {
    const text = (a: string, b: string) => `${twins(a, b)} message M { ${a} first = 1; }`;
    expect(moves(text("A", "B"), text("C", "D"))).toEqual(["A → C", "B → D"]);
  });

  test("are told apart by what they reserve", () => {
    const text = (a: string, b: string) =>
      `message ${a} { string x = 1; int32 y = 2; reserved 3; } message ${b} { string x = 1; int32 y = 2; }`;
    expect(moves(text("A", "B"), text("D", "C"))).toEqual(["A → D", "B → C"]);
  });

  test("are said where nothing tells them apart, and none is followed", () => {
    expect(moves(twins("A", "B"), twins("C", "D"))).toEqual(["A, B → C, D?"]);
    expect(moves("message A { string x = 1; int32 y = 2; }", twins("C", "D"))).toEqual(["A → C, D?"]);
    expect(moves(twins("A", "B"), "message C { string x = 1; int32 y = 2; }")).toEqual(["A, B → C?"]);
  });

  test("a swap of two methods is no choice by itself", () => {
    const text = (a: string, b: string, request: string, response: string) =>
      `${twins(a, b)} service S { rpc Get(${request}) returns (${response}); }`;
    // The method carries both of the older ones, and only one of the newer ones.
    expect(moves(text("A", "B", "A", "B"), text("C", "D", "D", "C"))).toEqual(["A → D", "B → C"]);
  });

  test("halves of the same name go to what they are half of", () => {
    const options = (outer: string, a: string, b: string) =>
      `message ${outer} { message Options { string ${a} = 1; string ${b} = 2; } }`;
    expect(
      moves(
        `${options("A", "wood", "color")} ${options("B", "watts", "volts")}`,
        `${options("C", "watts", "amps")} ${options("D", "wood", "size")}`,
      ),
    ).toEqual(["A.Options → D.Options", "B.Options → C.Options"]);
  });

  test("a line that all of them share divides nothing", () => {
    const options = (outer: string, a: string, b: string) =>
      `message ${outer} { message Options { string ${a} = 1; string ${b} = 2; string id = 3; } }`;
    expect(
      moves(
        `${options("A", "wood", "color")} ${options("B", "watts", "volts")}`,
        `${options("C", "watts", "amps")} ${options("D", "wood", "size")}`,
      ),
    ).toEqual(["A.Options → D.Options", "B.Options → C.Options"]);
  });
});

describe("several, of which one existed beside another", () => {
  const twins = (a: string, b: string) =>
    `message ${a} { string x = 1; int32 y = 2; } message ${b} { string x = 1; int32 y = 2; }`;
  const methods = (get: string, put: string) =>
    `service S { rpc Get(${get}) returns (None); rpc Put(${put}) returns (None); }`;
  const follow = (before: string, after: string) => {
    const states = { before: parsed([before]), after: parsed([after]) };
    const copy = { before: "A", after: "C" };
    return linesOf(
      followMoves(
        states.before.types,
        states.after.types,
        states,
        (move) => move.before === copy.before && move.after === copy.after,
      ),
    );
  };

  test("may still be where a third one went", () => {
    expect(follow(twins("A", "B"), twins("C", "D"))).toEqual(["A, B → C, D?"]);
  });

  test("are not paired by what carries them", () => {
    expect(follow(twins("A", "B") + methods("A", "B"), twins("C", "D") + methods("C", "D"))).toEqual([
      "B → D",
    ]);
  });
});

describe("a version in the name of a package", () => {
  const body = "message M { string a = 1; string b = 2; }";
  test.each([
    ["pay.v1", "pay.v2", false],
    ["pay.v1beta1", "pay.v1", false],
    ["pay.v1", "bill.v2alpha1", false],
    ["pay.v1", "bill.v1", true],
    ["pay", "pay.v1", true],
    ["pay.v1", "pay", false],
    ["pay.v1.types", "pay.v2.types", false],
    ["pay.v1.types", "pay.v1.model", true],
    ["pay.types", "pay.v1.types", true],
    ["pay.version", "pay.vendor", true],
    ["pay.v12", "pay.v13", false],
    ["pay.v1beta", "pay.v1alpha", false],
    ["pay.v1beta12", "pay.v1beta13", false],
    ["pay.v1p12", "pay.v1p13", false],
    ["pay.v1p1alpha1", "pay.v1p1beta1", false],
    ["pay.v1test", "pay.v1testing", false],
    ["pay.v1x", "pay.v1y", true],
    ["pay.env1", "pay.env2", true],
  ])("%s to %s", (before, after, isFollowed) => {
    const expected = isFollowed ? [`${before}.M → ${after}.M`] : [];
    expect(moves(`package ${before}; ${body}`, `package ${after}; ${body}`)).toEqual(expected);
  });
});

test("a copy is not where its original went, whatever fits", () => {
  const body = "{ string a = 1; string b = 2; }";
  const states = {
    before: parsed([`package p; message M ${body}`]),
    after: parsed([`package q; message M ${body}`, `package r; message N ${body}`]),
  };
  const followed = followMoves(
    states.before.types,
    states.after.types,
    states,
    ({ after }) => after === "q.M",
  );
  expect(linesOf(followed)).toEqual(["p.M → r.N"]);
});
