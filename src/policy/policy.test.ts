import { describe, expect, test } from "vitest";
import { allowing, policyElement, policyText } from "./policy-text.js";
import { caddyFile, headersFile, nginxFile } from "./server-files.js";

const served = {
  pages: { "default-src": ["'self'"] },
  frame: { "default-src": ["'none'"] },
  baseUrl: "/guide/",
};

describe("a policy", () => {
  test("is one line of directives with their sources", () => {
    expect(policyText({ "default-src": ["'self'"], "img-src": ["'self'", "data:"], sandbox: [] })).toBe(
      "default-src 'self'; img-src 'self' data:; sandbox",
    );
  });

  test("names what stands in a page by its hash, once, and leaves the rest as it is", () => {
    const policy = { "script-src": ["'self'"], "style-src": ["'self'"] };
    // printf alert | openssl dgst -sha256 -binary | base64
    const hash = "'sha256-35BQWN1npAn++BSA6B5HNlcrDttNf7mHxpXNB+Jg7IE='";
    const allowed = allowing(policy, { scripts: ["alert", "alert"], styles: [] });
    expect(allowed).toEqual({ "script-src": ["'self'", hash], "style-src": ["'self'"] });
    expect(policy["script-src"]).toEqual(["'self'"]);
  });

  test("stands in a page as an element", () => {
    expect(policyElement({ "default-src": ["'self'"] })).toBe(
      `<meta http-equiv="Content-Security-Policy" content="default-src 'self'">`,
    );
  });
});

test("a host that reads _headers gets one policy for each path, and none for all", () => {
  expect(headersFile(served, ["404.html", "assets/*", "runner/*", "start/*"])).toBe(`/guide/*
  X-Content-Type-Options: nosniff
  Referrer-Policy: same-origin

/guide/runner/*
  Content-Security-Policy: default-src 'none'

/guide/
  Content-Security-Policy: default-src 'self'

/guide/404.html
  Content-Security-Policy: default-src 'self'

/guide/assets/*
  Content-Security-Policy: default-src 'self'
  Cache-Control: public, max-age=31536000, immutable

/guide/start/*
  Content-Security-Policy: default-src 'self'
`);
});

test("nginx gets a location for the frame and one for the assets, with all headers", () => {
  const lines = nginxFile(served).split("\n");
  const inside = (location: string) => {
    const first = lines.indexOf(`location ^~ ${location} {`) + 1;
    return lines.slice(first, lines.indexOf("}", first));
  };
  const common = [
    `  add_header X-Content-Type-Options "nosniff" always;`,
    `  add_header Referrer-Policy "same-origin" always;`,
  ];
  expect(inside("/guide/runner/")).toEqual([
    ...common,
    `  add_header Content-Security-Policy "default-src 'none'" always;`,
  ]);
  expect(inside("/guide/assets/")).toEqual([
    ...common,
    `  add_header Content-Security-Policy "default-src 'self'" always;`,
    `  add_header Cache-Control "public, max-age=31536000, immutable";`,
  ]);
  expect(lines).toContain(`add_header Content-Security-Policy "default-src 'self'" always;`);
});

test("Caddy gets a matcher for the frame, one for all else, and one for assets that exist", () => {
  expect(caddyFile(served)).toContain(`@frame path /guide/runner/*
@pages not path /guide/runner/*
`);
  expect(caddyFile(served)).toContain("@assets {\n  path /guide/assets/*\n  file\n}\n");
  expect(caddyFile(served)).toContain(`header @assets Cache-Control "public, max-age=31536000, immutable"\n`);
  expect(caddyFile(served)).toContain(`header @pages Content-Security-Policy "default-src 'self'"\n`);
});
