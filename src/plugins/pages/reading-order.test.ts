import { expect, test } from "vitest";
import { belowBase, withOthers } from "./reading-order.js";

const chapters = [
  { label: null, paths: ["/start/"] },
  { label: "Rules", paths: ["/rules/", "/rules/r1/"] },
];

test("a page that the sidebar does not list follows the page that it lies below", () => {
  expect(
    withOthers(chapters, ["/rules/r1/more/", "/rules/", "/rules/r1/", "/rules/other/", "/start/"]),
  ).toEqual([
    { label: null, paths: ["/start/"] },
    { label: "Rules", paths: ["/rules/", "/rules/other/", "/rules/r1/", "/rules/r1/more/"] },
  ]);
});

test("all other pages come at the end", () => {
  expect(withOthers(chapters, ["/", "/start/", "/rules/", "/rules/r1/", "/try/"]).at(-1)).toEqual({
    label: "Beside the guide",
    paths: ["/", "/try/"],
  });
});

test("a link of the sidebar that is no page is left out", () => {
  expect(withOthers(chapters, ["/start/"])).toEqual([{ label: null, paths: ["/start/"] }]);
});

test("addresses are those below the base of the site", () => {
  expect(belowBase("/guide/rules/r1", "/guide/")).toBe("/rules/r1/");
  expect(belowBase("/guide/", "/guide/")).toBe("/");
  expect(belowBase("/rules/", "/")).toBe("/rules/");
});
