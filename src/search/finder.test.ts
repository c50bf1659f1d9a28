// cspell:ignore chekclist glosary xyzzy
import { describe, expect, test } from "vitest";
import type { PartKind, SearchPage } from "../content/search.js";
import { makeFind } from "./finder.js";

const part = (kind: PartKind, name: string, text = "", anchor = name.toLowerCase()) => ({
  kind,
  name,
  anchor,
  text,
});

const pages: SearchPage[] = [
  {
    path: "/rules/r1/",
    title: "R1 Never re-use a field number",
    parts: [
      part("page", "R1 Never re-use a field number", "A number must not carry another field again.", ""),
      part("section", "Is it safe to rename a field?", "Its bytes stay the same.", "rename"),
      part("check", "R1/number-reused", "A number carries a new field", "r1-number-reused"),
      part("check", "R1/renamed", "The same number under another name", "r1-renamed"),
    ],
  },
  {
    path: "/changes/repeated/",
    title: "Make a field repeated",
    parts: [
      part("page", "Make a field repeated", "Add a repeated field beside it.", ""),
      part("section", "The steps", "", "steps"),
    ],
  },
  {
    path: "/changes/remove/",
    title: "Remove a field",
    parts: [part("page", "Remove a field", "Reserve its number and its name.", "")],
  },
  {
    path: "/checklist/",
    title: "Checklist",
    parts: [
      part("page", "Checklist", "Every item that is true of a change that may be merged.", ""),
      part("item", "R1-1", "Every new field takes a number that no revision ever used."),
      part("item", "R1-2", "Every removed field leaves a reserved number behind."),
    ],
  },
  {
    path: "/glossary/",
    title: "Glossary",
    parts: [
      part("page", "Glossary", "Every word that has a meaning of its own.", ""),
      part("term", "Number", "What a field is called on the wire."),
      part("term", "Known", "True before the change."),
    ],
  },
  {
    path: "/tool/",
    title: "Commands",
    parts: [
      part("page", "Commands", "", ""),
      part("option", "--since REF", "what was true there is known", "check"),
      part("option", "--before PATH , --after PATH", "compare two folders", "check"),
    ],
  },
];

const find = makeFind(pages);

describe("the first result", () => {
  test.each([
    ["R1", "/rules/r1/"],
    ["r1", "/rules/r1/"],
    ["R1/number-reused", "/rules/r1/#r1-number-reused"],
    ["number-reused", "/rules/r1/#r1-number-reused"],
    ["r1/num", "/rules/r1/#r1-number-reused"],
    ["R1-2", "/checklist/#r1-2"],
    ["number", "/glossary/#number"],
    ["known", "/glossary/#known"],
    ["--since", "/tool/#check"],
    ["--after", "/tool/#check"],
    ["--bef", "/tool/#check"],
    ["make a field repeated", "/changes/repeated/"],
    ["I want to make my field repeated", "/changes/repeated/"],
    ["repeated", "/changes/repeated/"],
    ["delete a field", "/changes/remove/"],
    ["rename field", "/rules/r1/#rename"],
    ["reuse number", "/rules/r1/"],
    ["re-use", "/rules/r1/"],
    ["chekclist", "/checklist/"],
    ["glosary", "/glossary/"],
  ])("for %s is %s", (query, address) => {
    expect(find(query)[0]?.address).toBe(address);
  });
});

test("a page is found by its keywords, before the row of a table that has the word itself", () => {
  const change = { ...part("page", "What a server accepts", "", ""), words: "reject,maximum" };
  const found = makeFind([
    { path: "/libraries/", title: "Libraries", parts: [part("row", "reject 11 of 12", "reject, reject")] },
    { path: "/changes/accepts/", title: change.name, parts: [change] },
  ]);
  expect(found("reject").map(({ address }) => address)[0]).toBe("/changes/accepts/");
});

describe("what has some of the words", () => {
  const namesFor = (query: string) => find(query).map(({ name }) => name);

  test("comes after the few parts that have all of them", () => {
    const [first, ...others] = namesFor("reserved behind");
    expect(first).toBe("R1-2");
    expect(others).toContain("Remove a field");
  });

  test("is left out where enough parts have all of them, and where one is named", () => {
    expect(namesFor("a field number")).not.toContain("Make a field repeated");
    expect(namesFor("number-reused")).toEqual(["R1/number-reused"]);
  });
});

test("a result says in which page it is", () => {
  expect(find("R1-2")[0]).toMatchObject({ kind: "item", name: "R1-2", pageTitle: "Checklist" });
});

test("identifiers and numbers have no typing mistakes", () => {
  expect(find("R9-2")).toEqual([]);
});

test.each(["", "   ", "a", "/", "xyzzy"])("nothing fits %j", (query) => {
  expect(find(query)).toEqual([]);
});

test("nothing is shown twice", () => {
  const addresses = find("field").map(({ address, name }) => `${address} ${name}`);
  expect(addresses.length).toBeGreaterThan(3);
  expect(new Set(addresses).size).toBe(addresses.length);
});
