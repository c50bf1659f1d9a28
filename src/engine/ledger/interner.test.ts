import { expect, test } from "vitest";
import type { Declaration } from "../identity/declaration.js";
import { Interner } from "./interner.js";

const owner = (name: string, ...fields: string[]): Declaration => ({
  kind: "message",
  package: "p",
  name,
  members: fields.map((field, index) => ({ name: field, number: index + 1, type: "string" })),
  reserved: [],
});

test("equal declarations are one object, whatever came between", () => {
  const interner = new Interner();
  const intern = (...types: Declaration[]) => interner.intern({ types, methods: [] }).types;
  const [first] = intern(owner("M", "a", "b"));
  const [other] = intern(owner("M", "b", "a"));
  const [again] = intern(owner("M", "a", "b"));
  expect(again).toBe(first);
  expect(other).not.toBe(first);
  expect(other).toEqual(owner("M", "b", "a"));
});

test("the same name in another package, or nested, is something else", () => {
  const interner = new Interner();
  const intern = (...types: Declaration[]) => interner.intern({ types, methods: [] }).types;
  const nested = { ...owner("q.M", "a"), package: "p" };
  const outer = { ...owner("M", "a"), package: "p.q" };
  const [first, second] = intern(nested, outer);
  expect(first).not.toBe(second);
  expect(intern(nested)[0]).toBe(first);
});

test("what reserves something else is something else", () => {
  const interner = new Interner();
  const intern = (...types: Declaration[]) => interner.intern({ types, methods: [] }).types;
  const [first] = intern(owner("M", "a"));
  const [reserving] = intern({ ...owner("M", "a"), reserved: ["2"] });
  expect(reserving).not.toBe(first);
  expect(reserving).toEqual({ ...owner("M", "a"), reserved: ["2"] });
  expect(intern(owner("M", "a"))[0]).toBe(first);
});

test("what has another name in JSON is something else", () => {
  const interner = new Interner();
  const intern = (...types: Declaration[]) => interner.intern({ types, methods: [] }).types;
  const named: Declaration = {
    ...owner("M"),
    members: [{ number: 1, name: "a", type: "string", jsonName: "x" }],
  };
  const [first] = intern(owner("M", "a"));
  expect(intern(named)[0]).toEqual(named);
  expect(intern(owner("M", "a"))[0]).toBe(first);
});

test("equal methods are one object", () => {
  const interner = new Interner();
  const get = { package: "p", service: "S", name: "Get", input: "p.A", output: "p.B" };
  const intern = (...methods: (typeof get)[]) => interner.intern({ types: [], methods }).methods;
  const [first] = intern(get);
  const [again, other] = intern({ ...get }, { ...get, output: "p.C" });
  expect(again).toBe(first);
  expect(other).toEqual({ ...get, output: "p.C" });
});
