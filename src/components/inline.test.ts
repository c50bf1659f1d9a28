import { createElement, Fragment } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { inline } from "./inline.js";

test.each([
  ["a `b` c", "a <code>b</code> c"],
  ["**a** b", "<strong>a</strong> b"],
  ["**no `Any`** may", "<strong>no <code>Any</code></strong> may"],
])("%s", (text, html) => {
  expect(renderToStaticMarkup(createElement(Fragment, null, inline(text)))).toBe(html);
});
