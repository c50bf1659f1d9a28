import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { isThorough } from "../../testing/thorough.js";
import { ask, askAll } from "./ask.js";
import { addressesIn, outgoingLinks } from "./outgoing.js";
import { linkReport } from "./report.js";

let server: Server;
let host: string;
let asked: string[] = [];
/** How many requests are open now, and how many were at most. */
const open = { now: 0, most: 0 };

beforeAll(async () => {
  server = createServer((request, response) => {
    const { method = "", url = "" } = request;
    asked.push(`${method} ${url}`);
    open.now += 1;
    open.most = Math.max(open.most, open.now);
    response.on("close", () => {
      open.now -= 1;
    });
    const end = (status: number, headers = {}) =>
      setTimeout(() => response.writeHead(status, headers).end(), 20);
    if (url.startsWith("/ok")) end(200);
    else if (url === "/no-head") end(method === "HEAD" ? 405 : 200);
    else if (url === "/moved") end(301, { location: "/ok" });
    else if (url === "/moved-away") end(302, { location: "/missing" });
    else if (url === "/circle") end(302, { location: "/circle" });
    else if (url === "/cut") request.socket.destroy();
    else if (url === "/late") end(asked.filter((each) => each.endsWith("/late")).length > 2 ? 200 : 503);
    else if (url !== "/silent") end(404);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  host = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

beforeEach(() => {
  asked = [];
  open.most = 0;
});

describe("an address", () => {
  test.each<[url: string, answer: string | null, requests: string[]]>([
    ["/ok", null, ["HEAD /ok"]],
    ["/moved", null, ["HEAD /moved", "HEAD /ok"]],
    ["/no-head", null, ["HEAD /no-head", "GET /no-head"]],
    ["/missing", "answers 404", ["HEAD /missing", "GET /missing"]],
    ["/moved-away", "answers 404", ["HEAD /moved-away", "HEAD /missing", "GET /moved-away", "GET /missing"]],
  ])("%s: %s", async (url, answer, requests) => {
    expect(await ask(host + url, 20_000)).toBe(answer);
    expect(asked).toEqual(requests);
  });

  test.runIf(isThorough)("/silent: does not answer within 2 s", async () => {
    expect(await ask(`${host}/silent`, 2_000)).toBe("does not answer within 2 s");
    expect(asked).toEqual(["HEAD /silent", "GET /silent"]);
  });

  test.each([
    ["leads in a circle", () => `${host}/circle`, /^fails: redirect count exceeded/],
    ["is cut off", () => `${host}/cut`, /^fails: /],
    ["has no server", () => "http://127.0.0.1:1/", /^fails: /],
    ["is none", () => "http://[", /^fails: /],
  ])("that %s fails, with the reason", async (_, address, answer) => {
    expect(await ask(address(), 5_000)).toMatch(answer);
  });
});

describe("many addresses", () => {
  const patience = { atOnce: 3, limit: 5_000, pause: 10 };

  test("are asked so many at a time, and each is answered", async () => {
    const addresses = Array.from({ length: 12 }, (_, index) => `${host}/ok/${index}`);
    const answers = await askAll(addresses, patience);
    expect([...answers]).toEqual(addresses.map((address) => [address, null]));
    expect(asked).toHaveLength(12);
    expect(open.most).toBe(3);
  });

  test("what failed is asked once more, and counts if it answers then", async () => {
    const answers = await askAll([`${host}/late`, `${host}/missing`, `${host}/ok`], patience);
    expect([...answers.values()]).toEqual([null, "answers 404", null]);
    expect(asked.filter((each) => each.endsWith("/ok"))).toHaveLength(1);
    expect(asked.filter((each) => each.endsWith("/missing"))).toHaveLength(4);
  });
});

test("links are those of a page to other hosts, each once, without the place that they lead to", () => {
  const html = `<link href="https://head.example.org/"><a href=https://one.example.org/a?b=1&amp;c#place>1</a>
    <a href="https://one.example.org/a?b=1&c">again</a><a href="/rules/">ours</a><a href="mailto:a@example.org">m</a>
    <pre>https://text.example.org</pre>`;
  expect([...addressesIn(html)]).toEqual(["https://one.example.org/a?b=1&c"]);
});

test("a site's links name the pages that have them, and the report shows those that do not answer", () => {
  const build = mkdtempSync(path.join(tmpdir(), "links-"));
  try {
    const page = (folder: string, html: string) => {
      mkdirSync(path.join(build, folder), { recursive: true });
      writeFileSync(path.join(build, folder, "index.html"), html);
    };
    page("", '<a href="https://a.example.org/">a</a>');
    page("rules/r1", '<a href="https://a.example.org/#b">a</a><a href="https://c.example.org/">c</a>');
    const links = outgoingLinks(build);
    expect([...links]).toEqual([
      ["https://a.example.org/", ["/", "/rules/r1"]],
      ["https://c.example.org/", ["/rules/r1"]],
    ]);
    const [first = "", second = ""] = links.keys();
    expect(
      linkReport(
        links,
        new Map([
          [first, "answers 404"],
          [second, null],
        ]),
      ),
    ).toBe(
      `1 of 2 outgoing links does not answer.

| Address | What it does | Pages |
| --- | --- | --- |
| <https://a.example.org/> | answers 404 | \`/\`, \`/rules/r1\` |
`,
    );
    const fine = new Map([first, second].map((address) => [address, null]));
    expect(linkReport(links, fine)).toBe("Each of the 2 outgoing links answers.\n");
  } finally {
    rmSync(build, { recursive: true, force: true });
  }
});
