/** The policy of the built site: that every page has it, that it refuses what it should, and that programs run under it. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import sirv from "sirv";
import { describe, expect, test } from "vitest";
import { assetFolder, assetHeaders, frameFolder } from "../policy/policy.js";
import { build, linkTo, served, visit } from "./built-site.js";
import { readSentHeaders } from "./sent-headers.js";
import { siteOfTests } from "./site-of-tests.js";

const site = siteOfTests();

const sentHeaders = readSentHeaders(build);

const htmlFiles = readdirSync(build, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".html"))
  .map((file) => file.split(path.sep).join("/"));
const pages = htmlFiles.filter((file) => !file.startsWith(`${frameFolder}/`));
const frames = htmlFiles.filter((file) => file.startsWith(`${frameFolder}/`));

const read = (file: string) => readFileSync(path.join(build, file), "utf8");

/** The policies that a page states. */
function statedPolicies(html: string): string[] {
  return [...html.matchAll(/<meta http-equiv="Content-Security-Policy" content="([^"]*)">/g)].map(
    (match) => match[1] as string,
  );
}

/** Sources by directive. */
function sourcesOf(policy: string): Record<string, string[]> {
  return Object.fromEntries(
    policy.split("; ").map((part) => {
      const [directive = "", ...sources] = part.split(" ");
      return [directive, sources];
    }),
  );
}

/** What makes a policy of a page too generous, or a place for it too late; one a line. */
function faultsOf(html: string): string[] {
  const [policy, ...others] = statedPolicies(html);
  if (policy === undefined) return ["no policy"];
  const faults = others.map(() => "a second policy");
  if (/<(?:script|style|link|img)\b/.test(html.slice(0, html.indexOf(policy))))
    faults.push("stated too late");
  const sources = sourcesOf(policy);
  if (sources["default-src"]?.join() !== "'self'") faults.push("default-src");
  for (const [directive, allowed] of Object.entries(sources)) {
    for (const source of allowed) {
      const isOwn = /^'(?:self|none|sha256-[\w+/]{43}=)'$/.test(source);
      const isHarmless = `${directive} ${source}`;
      if (isOwn || ["img-src data:", "style-src-attr 'unsafe-inline'"].includes(isHarmless)) continue;
      faults.push(`${directive} ${source}`);
    }
  }
  return faults;
}

describe("every page", () => {
  test("states one policy before it loads anything, which names no other host and allows no text as a script", () => {
    expect(pages.length).toBeGreaterThan(100);
    expect(pages.flatMap((file) => faultsOf(read(file)).map((fault) => `${file}: ${fault}`))).toEqual([]);
  });

  test("is seen where its policy is wrong", () => {
    const stating = (policy: string, before = "") =>
      `<head>${before}<meta http-equiv="Content-Security-Policy" content="${policy}">`;
    expect(faultsOf("<head>")).toEqual(["no policy"]);
    expect(faultsOf(stating("default-src 'self'", "<script></script>"))).toEqual(["stated too late"]);
    expect(faultsOf(stating("default-src 'self'") + stating("default-src 'self'"))).toEqual([
      "a second policy",
    ]);
    expect(
      faultsOf(stating("default-src *; script-src 'self' 'unsafe-inline' https://a.example data:")),
    ).toEqual([
      "default-src",
      "default-src *",
      "script-src 'unsafe-inline'",
      "script-src https://a.example",
      "script-src data:",
    ]);
  });

  test("has from the server what it states, and may be in no frame", () => {
    const served = pages.map((file) => sentHeaders(linkTo(`/${file.replace(/index\.html$/, "")}`)));
    expect(new Set(served.map((headers) => JSON.stringify(headers))).size).toBe(1);
    const { "Content-Security-Policy": policy = "", ...others } = served[0] ?? {};
    expect(others).toEqual({ "X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin" });
    const sent = sourcesOf(policy);
    expect(sent["frame-ancestors"]).toEqual(["'none'"]);
    for (const file of pages) {
      for (const [directive, sources] of Object.entries(sourcesOf(statedPolicies(read(file))[0] ?? ""))) {
        expect(sent[directive], `${file}: ${directive}`).toEqual(expect.arrayContaining(sources));
      }
    }
  });

  test("keeps to what hosts read: lines of 2,000 characters and 100 rules at most", () => {
    const lines = read("_headers").split("\n");
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(2000);
    expect(lines.filter((line) => line.startsWith("/")).length).toBeLessThanOrEqual(100);
  });
});

test("what a browser keeps for good has a digest in its name, and no page is kept", () => {
  const isDirectory = (file: string) => statSync(path.join(build, assetFolder, file)).isDirectory();
  const files = readdirSync(path.join(build, assetFolder), { recursive: true, encoding: "utf8" })
    .filter((file) => !isDirectory(file))
    .map((file) => file.split(path.sep).join("/"));
  expect(files.length).toBeGreaterThan(100);
  const isDigested = (file: string) => /[.-][0-9a-f]{8,}\.\w+$/.test(file);
  expect(files.filter((file) => !isDigested(file))).toEqual([]);
  for (const file of files)
    expect(sentHeaders(linkTo(`/${assetFolder}/${file}`))).toMatchObject(assetHeaders);
  expect(sentHeaders(linkTo("/start/"))).not.toHaveProperty("Cache-Control");
});

test("nginx and Caddy send the same", () => {
  const page = sentHeaders(linkTo("/"))["Content-Security-Policy"] as string;
  const frame = sentHeaders(linkTo(`/${frameFolder}/frame.html`))["Content-Security-Policy"] as string;
  for (const file of ["headers.nginx.conf", "headers.caddy"]) {
    const caching = Object.values(assetHeaders);
    const places = [linkTo(`/${frameFolder}/`), linkTo(`/${assetFolder}/`)];
    for (const text of [page, frame, "nosniff", "same-origin", ...caching, ...places])
      expect(read(file)).toContain(text);
  }
});

test("the frame for programs may evaluate, and load nothing", () => {
  expect(frames).toHaveLength(1);
  const address = linkTo(`/${frames[0]}`);
  const stated = sourcesOf(statedPolicies(read(frames[0] as string))[0] ?? "");
  expect(stated).toMatchObject({ "default-src": ["'none'"], "worker-src": ["blob:"] });
  expect(stated["script-src"]?.join(" ")).toMatch(/^'unsafe-eval' 'sha256-[^' ]+'$/);
  const sent = sourcesOf(sentHeaders(address)["Content-Security-Policy"] ?? "");
  expect(sent).toEqual({ ...stated, "frame-ancestors": ["'self'"], sandbox: ["allow-scripts"] });
});

test("what a page may not do is refused, and a visit reports it", async () => {
  const troubles = await visit(site, "/start/", async (page) => {
    await page.evaluate(() => {
      const script = document.createElement("script");
      script.textContent = "globalThis.injected = true";
      document.head.append(script);
      const style = document.createElement("style");
      style.textContent = "body { color: red }";
      document.head.append(style);
      document.body.insertAdjacentHTML("beforeend", `<img src="x" onerror="globalThis.injected = true">`);
      setTimeout("globalThis.injected = true");
      fetch("http://127.0.0.1:9/").catch(() => {});
    });
    await page.waitForTimeout(500);
    expect(await page.evaluate(() => "injected" in globalThis)).toBe(false);
  });
  const refused = troubles.filter((trouble) => /Content Security Policy/.test(trouble)).join("\n");
  for (const directive of ["script-src 'self'", "style-src 'self'", "unsafe-eval", "default-src 'self'"]) {
    expect(refused).toContain(directive);
  }
});

test("another site cannot show a page in a frame", async () => {
  const context = await site.browser.newContext();
  try {
    const page = await context.newPage();
    for (const [address, isShown] of [
      ["/start/", false],
      // A text that no rule is for: frames are shown here at all.
      ["/licenses.txt", true],
    ] as const) {
      await page.setContent(`<iframe src="${site.origin}${address}"></iframe>`);
      await page.waitForLoadState("networkidle");
      expect(page.frames()[1]?.url() === `${site.origin}${address}`, address).toBe(isShown);
    }
  } finally {
    await context.close();
  }
});

describe("behind a plain server, which sends none of the headers", () => {
  async function plainServer(): Promise<Server> {
    const serve = sirv(served);
    const server = createServer((request, response) => {
      serve(request, response, () => {
        response.writeHead(404).end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return server;
  }

  test("a program runs, and a page refuses the same", async () => {
    const server = await plainServer();
    try {
      const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}${linkTo("/").slice(0, -1)}`;
      const plain = { ...site, browser: site.browser, origin };
      const troubles = await visit(plain, "/rules/r1-field-numbers/", async (page) => {
        const example = page.locator(".example").first();
        await example.getByRole("button", { name: "Run" }).click();
        await example
          .getByText(/same output as recorded/)
          .first()
          .waitFor();
        await page.evaluate(() => {
          setTimeout("globalThis.injected = true");
        });
        await page.waitForTimeout(300);
        expect(await page.evaluate(() => "injected" in globalThis)).toBe(false);
      });
      expect(troubles).toHaveLength(1);
      expect(troubles[0]).toMatch(/unsafe-eval/);
    } finally {
      server.close();
    }
  });
});
