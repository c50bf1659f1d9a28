// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the texts are programs
/** Programs in a real Chromium: what they print, what they cannot reach, and what ends them. */
import { spawn } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Example, findExamples, readExampleFile } from "../evidence/examples/example.js";
import { buildParts, loadStrip } from "../playground/bundle/parts.js";
import { type RunnerGlobals, runnerPage, sizes } from "../playground/bundle/runner-page.js";
import type { Outcome, Program } from "../playground/runner.js";
import { outputLimit, reportLimit } from "../playground/sandbox/messages.js";
import type { Stripped } from "../playground/sandbox/strip.js";
import { findBrowser } from "./browser.mjs";
import { isThorough, someOf } from "./thorough.js";

let files: Map<string, string>;
let strip: (text: string, name: string) => Stripped;
let server: Server;
let origin: string;
/** A Chromium with a window gives a sandboxed frame a process of its own; one without does so when told. */
const flags = ["--no-sandbox", "--disable-gpu", "--site-per-process"];

let browser: Browser;
let context: BrowserContext;
let page: Page;

/** Addresses that the server was asked for since the page was opened. */
let asked: string[] = [];

/** What a page reported to the server, where nobody else can ask it. */
let told: string[] = [];

beforeAll(async () => {
  files = await runnerPage();
  strip = loadStrip((await buildParts()).strip);
  server = createServer(async (request, response) => {
    const url = request.url ?? "";
    asked.push(url);
    if (url === "/told") for await (const text of request) told.push(String(text));
    const type = url.endsWith(".js") ? "text/javascript" : "text/html";
    const body = files.get(url.replace(/\?.*/, ""));
    response.writeHead(body === undefined ? 404 : 200, {
      "content-type": type,
      "access-control-allow-origin": "*",
    });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  browser = await chromium.launch({ executablePath: findBrowser(), args: flags });
});

afterAll(async () => {
  await browser?.close();
  server?.close();
});

beforeEach(async () => {
  context = await browser.newContext();
  page = await context.newPage();
  await page.goto(origin);
  asked = [];
});

afterEach(() => context.close());

const programOf = (text: string, ...more: Program["files"]): Program => ({
  files: [...more, { name: "example.ts", text }],
  main: "example.ts",
});

function run(program: Program): Promise<Outcome> {
  return page.evaluate((given) => (globalThis as unknown as RunnerGlobals).runner.run(given), program);
}

function preload(program: Program): Promise<void> {
  return page.evaluate((given) => (globalThis as unknown as RunnerGlobals).runner.preload(given), program);
}

const runText = (text: string) => run(programOf(text));

/** An example as the site has it: with its JavaScript, or as if somebody had edited it. */
function exampleProgram(example: Example, isEdited: boolean): Program {
  const named = [...example.protos, "example.ts"].map((name) => ({
    name,
    text: readExampleFile(example, name),
  }));
  const stripped = strip(named.at(-1)?.text ?? "", "example.ts").code ?? "";
  return { files: named, main: "example.ts", ...(isEdited ? {} : { stripped }) };
}

describe("every example prints what it printed in Node", () => {
  const all = findExamples();
  const tenth = all.filter((_, index) => index % 10 === 0);

  // On their pages all run as they are, in tests of the site.
  const ways: [isEdited: boolean, examples: Example[], needed: string[]][] = [
    [true, isThorough ? all : tenth, ["/connect.js", "/core.js", "/frame.html", "/strip.js"]],
    [false, tenth, ["/connect.js", "/core.js", "/frame.html"]],
  ];

  test.each(someOf(ways, 2))("edited: %s", async (isEdited, examples, needed) => {
    for (const example of examples) await preload(exampleProgram(example, isEdited));
    await expect.poll(() => asked.sort()).toEqual(needed);
    await context.setOffline(true);
    for (const example of examples) {
      const { output, ended, problem } = await run(exampleProgram(example, isEdited));
      expect({ output, ended, problem }, example.id).toEqual({
        output: readExampleFile(example, "output.txt"),
        ended: "by itself",
        problem: null,
      });
    }
  });

  test("a run loads what it needs, once", async () => {
    expect(asked).toEqual([]);
    await runText("console.log(1);");
    expect(asked.sort()).toEqual(["/core.js", "/frame.html", "/strip.js"]);
    await runText("console.log(1);");
    expect(asked).toHaveLength(3);
  });

  test("a sandbox that was opened ahead with other parts is closed", async () => {
    const serving = programOf(`import { serve } from "#grpc";\nconsole.log(typeof serve);`);
    const sandboxes = () => page.workers().length;
    await preload(programOf("console.log(1);"));
    await expect.poll(sandboxes).toBe(1);
    await preload(serving);
    await expect.poll(() => asked.includes("/connect.js")).toBe(true);
    expect((await run(serving)).output).toBe("function\n");
    await expect.poll(sandboxes).toBe(1);
    expect((await runText("console.log(1);")).output).toBe("1\n");
    await expect.poll(sandboxes).toBe(1);
  });

  test("where it cannot be loaded the outcome says so, and the next run tries again", async () => {
    await context.setOffline(true);
    const outcome = await runText("console.log(1);");
    expect(outcome).toMatchObject({ ended: "failed", output: "", problem: null });
    expect(outcome.sentence).toMatch(/^It could not be run: .* Check the connection/);
    await context.setOffline(false);
    // A frame has its own process, which hears a moment later that the network is back.
    await expect.poll(async () => (await runText("console.log(1);")).output).toBe("1\n");
  });
});

test("all that is loaded weighs 140 kB at most", () => {
  const bytes = sizes(files);
  console.info(bytes);
  expect(Object.values(bytes).reduce((sum, each) => sum + each)).toBeLessThan(140_000);
});

/** Scripts that try to reach the server; each prints a word if it got there. None may. */
const reaching = {
  fetch: `await fetch(ORIGIN + "/reached")`,
  XMLHttpRequest: `await new Promise((done, fail) => { const x = new XMLHttpRequest(); x.open("GET", ORIGIN + "/reached"); x.onload = done; x.onerror = fail; x.send(); })`,
  "a synchronous XMLHttpRequest": `const x = new XMLHttpRequest(); x.open("GET", ORIGIN + "/reached", false); x.send();`,
  WebSocket: `await new Promise((done, fail) => { const s = new WebSocket(ORIGIN.replace("http", "ws") + "/reached"); s.onopen = done; s.onerror = fail; })`,
  EventSource: `await new Promise((done, fail) => { const s = new EventSource(ORIGIN + "/reached"); s.onopen = done; s.onerror = fail; })`,
  importScripts: `importScripts(ORIGIN + "/reached.js")`,
  "dynamic import": `await (0, eval)("import('" + ORIGIN + "/reached.js')")`,
  "import of a data address": `await (0, eval)("import('data:text/javascript,1')")`,
  "a worker of its own": `await new Promise((done, fail) => { const w = new Worker(ORIGIN + "/reached.js"); w.onmessage = done; w.onerror = fail; })`,
  "a worker in a worker": `await new Promise((done, fail) => { const w = new Worker(URL.createObjectURL(new Blob(["fetch('" + ORIGIN + "/reached').then(() => postMessage(1), () => close())"]))); w.onmessage = done; setTimeout(fail, 500); })`,
  sendBeacon: `if (!navigator.sendBeacon(ORIGIN + "/reached")) throw new Error("refused")`,
};

/** A sandbox's core that removes no globals: it runs one of the scripts above, and says whether that succeeded. */
const withAllGlobals = (script: string) => `addEventListener("message", async ({ ports: [port] }) => {
  port.onmessage = async () => {
    port.postMessage({ kind: "started" });
    const text = await (async () => { ${script.replaceAll("ORIGIN", JSON.stringify(origin))} })().then(() => "reached", () => "refused");
    port.postMessage({ kind: "output", text });
    port.postMessage({ kind: "ended", how: "by itself", problem: null });
  };
});`;

/** Runs a text in place of the sandbox's core. */
function runCore(core: string): Promise<string> {
  return page.evaluate(async (text) => {
    const { openSandbox } = globalThis as unknown as RunnerGlobals;
    const request = { files: [], main: "", stripped: "" };
    const sandbox = openSandbox({ core: text, connect: null, strip: null });
    const { end, output } = await sandbox.perform(request, new AbortController().signal);
    return `${end}: ${output}`;
  }, core);
}

describe("nothing reaches the network", () => {
  test.each(someOf(Object.entries(reaching), 3))(
    "%s: a program finds nothing to try it with",
    async (_name, script) => {
      const { ended, problem } = await runText(`${script.replaceAll("ORIGIN", JSON.stringify(origin))};`);
      expect(ended).toBe("failed");
      expect(problem?.message).toMatch(
        /is not defined|no module|Failed to fetch dynamically imported module/,
      );
      expect(asked.filter((url) => url.includes("reached"))).toEqual([]);
    },
  );

  test.each(Object.entries(reaching))(
    "%s: the policy of the frame alone refuses it",
    async (_name, script) => {
      expect(await runCore(withAllGlobals(script))).toBe("by itself: refused");
      expect(asked.filter((url) => url.includes("reached"))).toEqual([]);
    },
  );

  test("where no globals are removed the same scripts do reach the server", async () => {
    for (const name of ["fetch", "XMLHttpRequest", "importScripts", "dynamic import"] as const) {
      asked = [];
      await page.evaluate(
        async (script) => {
          const worker = new Worker(
            URL.createObjectURL(new Blob([`(async () => { ${script} })().finally(() => postMessage(1))`])),
          );
          await new Promise((resolve) => {
            worker.onmessage = resolve;
          });
        },
        reaching[name].replaceAll("ORIGIN", JSON.stringify(origin)),
      );
      expect(
        asked.some((url) => url.includes("reached")),
        name,
      ).toBe(true);
    }
  });
});

describe("nothing reaches the page", () => {
  test("neither the page nor what leads out of it is there", async () => {
    const names = `parent top window self frames document localStorage sessionStorage indexedDB caches cookieStore
      navigator location history open close postMessage importScripts BroadcastChannel MessageChannel
      SharedWorker WebTransport Notification WebAssembly Blob MessagePort`;
    for (const name of someOf(names.split(/\s+/), 4)) {
      const { problem } = await runText(`console.log(${name});`);
      expect(problem?.message).toBe(`ReferenceError: ${name} is not defined`);
    }
  });

  test("what a program finds is the language and a short list", async () => {
    const { output } = await runText(`
      const found = new Set<string>();
      for (let owner = globalThis as object; owner !== Object.prototype; owner = Object.getPrototypeOf(owner)) {
        for (const name of Object.getOwnPropertyNames(owner)) found.add(name);
      }
      const inNode = ${JSON.stringify(Object.getOwnPropertyNames(globalThis))};
      console.log([...found].filter((name) => !inNode.includes(name)).sort().join(" "));`);
    // Two constants that cannot be deleted, methods of every event target, and language that is newer than Node 20.
    const known = "PERSISTENT TEMPORARY addEventListener constructor dispatchEvent removeEventListener when";
    const newer = "AsyncDisposableStack DisposableStack Float16Array Iterator SuppressedError Temporal";
    const unexpected = output
      .trim()
      .split(" ")
      .filter((name) => !`${known} ${newer}`.split(" ").includes(name));
    expect(unexpected).toEqual([]);
  });

  test("the origin of a sandbox is its own, also where no globals are removed", async () => {
    const script = `if (self.origin !== "null") throw new Error(); await new Promise((done, fail) => {
      try { const open = indexedDB.open("x"); open.onsuccess = fail; open.onerror = done; } catch { done(); } });`;
    expect(await runCore(withAllGlobals(script))).toBe("by itself: reached");
  });

  test("a frame that is no sandbox, and would have the origin of the site, starts nothing", async () => {
    const started = (sandbox: string | null) =>
      page.evaluate(async (attribute) => {
        const frame = document.createElement("iframe");
        if (attribute !== null) frame.setAttribute("sandbox", attribute);
        frame.src = "/frame.html";
        const { port1, port2 } = new MessageChannel();
        const answered = new Promise<boolean>((resolve) => {
          port1.onmessage = () => resolve(true);
          setTimeout(() => resolve(false), 3000);
        });
        await new Promise((resolve) => {
          frame.onload = resolve;
          document.body.append(frame);
        });
        frame.contentWindow?.postMessage({ core: "", connect: null, strip: null }, "*", [port2]);
        port1.postMessage({ kind: "answer" });
        return answered;
      }, sandbox);
    // What starts nothing is waited for: all three at once.
    const all = ["allow-scripts", "allow-scripts allow-same-origin", null].map(started);
    expect(await Promise.all(all)).toEqual([true, false, false]);
  });

  test("a program that tries everything leaves the page as it was", async () => {
    await page.evaluate(() => {
      localStorage.setItem("kept", "1");
      // biome-ignore lint/suspicious/noDocumentCookie: this is what programs must not see
      document.cookie = "kept=1";
    });
    const before = await page.evaluate(() => [
      location.href,
      document.title,
      history.length,
      document.cookie,
    ]);
    const tries = ["parent.location = 'about:blank'", "top.document.body.remove()", "open('about:blank')"];
    tries.push("localStorage.clear()", "document.cookie = 'kept=2'", "history.back()", "close()");
    tries.push("location.href = 'about:blank'", "globalThis.location = 'about:blank'", "postMessage('x')");
    const program = tries.map(
      (each) => `try { eval(${JSON.stringify(each)}); } catch { console.log("no"); }`,
    );
    const { output, ended } = await runText(program.join("\n"));
    expect({ output, ended }).toEqual({ output: "no\n".repeat(tries.length - 1), ended: "by itself" });
    expect(
      await page.evaluate(() => [location.href, document.title, history.length, document.cookie]),
    ).toEqual(before);
    expect(await page.evaluate(() => localStorage.getItem("kept"))).toBe("1");
    expect(context.pages()).toHaveLength(1);
  });
});

describe("a program cannot report for the sandbox", () => {
  test("replaced methods do not get hold of the port", async () => {
    const { output, ended } = await runText(`
      const seen: unknown[] = [];
      const { apply } = Reflect;
      for (const owner of [Function, Array, String, Promise, Map, Set].map((type) => type.prototype) as any[]) {
        for (const name of Object.getOwnPropertyNames(owner)) {
          const own = name === "constructor" ? null : Object.getOwnPropertyDescriptor(owner, name)?.value;
          if (typeof own !== "function") continue;
          owner[name] = function (...args: unknown[]) {
            seen[seen.length] = this;
            for (let at = 0; at < args.length; at += 1) seen[seen.length] = args[at];
            return apply(own, this, args);
          };
        }
      }
      console.log("printed");
      let leaks = 0;
      const count = seen.length;
      for (let at = 0; at < count; at += 1) {
        const each = seen[at];
        if (typeof each === "object" && each !== null && ("postMessage" in each || "kind" in each)) leaks += 1;
      }
      console.log(count > 0, leaks);`);
    expect({ output, ended }).toEqual({ output: "printed\ntrue 0\n", ended: "by itself" });
  });

  test("what is called at its end is out of reach", async () => {
    const { ended } = await runText(`
      const call = function (this: unknown, ...callbacks: any[]) { for (const each of callbacks) each?.(); return this; };
      Promise.prototype.then = call as any;
      Promise.prototype.finally = call as any;
      Object.defineProperty(Promise.prototype, "constructor", { get() { return { [Symbol.species]: call }; } });
      for (;;) await null;`);
    expect(ended).toBe("time");
  });

  test("what is no report is ignored", async () => {
    const messages = [
      `{ kind: "ended", how: "by itself", problem: {} }`,
      `{ kind: "ended", how: "time", problem: null }`,
      `{ kind: "output", text: { toString: 1 } }`,
      `{ kind: "output", text: "x".repeat(100001) }`,
      `"ended"`,
      `null`,
    ];
    // Each is ended by the time limit, all at the same time.
    const endings = messages.map(async (message) => {
      const core = `addEventListener("message", ({ ports: [port] }) => {
        port.onmessage = () => { port.postMessage({ kind: "started" }); port.postMessage(${message}); };
      });`;
      return [message, await runCore(core)];
    });
    expect(await Promise.all(endings)).toEqual(messages.map((message) => [message, "time: "]));
  });

  test("more output than the limit is not kept, whoever sends it", async () => {
    const core = `addEventListener("message", ({ ports: [port] }) => {
      port.onmessage = () => {
        port.postMessage({ kind: "started" });
        for (let i = 0; i < 5; i += 1) port.postMessage({ kind: "output", text: "x".repeat(90000) });
        port.postMessage({ kind: "ended", how: "by itself", problem: null });
      };
    });`;
    expect((await runCore(core)).length).toBe("by itself: ".length + 100_000);
  });

  test.each([
    [
      "longer",
      `for (const message of [
        { kind: "output", text: "x".repeat(2 ** 24) },
        { kind: "output", text: { length: 1, more: "x".repeat(2 ** 24) } },
        { kind: "ended", how: "failed", problem: { message: "x".repeat(2 ** 24), file: "", line: 0, column: 0 } },
        "x".repeat(2 ** 24),
        { kind: "ended", how: "by itself", problem: null, more: "x".repeat(2 ** 24) },
      ]) port.postMessage(message);`,
      ["by itself"],
      0,
    ],
    [
      "more",
      `for (let i = 0; i < 100000; i += 1) port.postMessage({ kind: "output", text: "y" });`,
      // A frame that still reads what it throws away may answer too late.
      ["output", "time", "memory"],
      reportLimit - 1,
    ],
  ])(
    "what is %s than it may be does not even get to the page, whoever sends it",
    async (_name, send, ends, length) => {
      const core = `addEventListener("message", ({ ports: [port] }) => {
      port.onmessage = () => { port.postMessage({ kind: "started" }); ${send} };
    });`;
      const received = await page.evaluate(async (text) => {
        const { openSandbox } = globalThis as unknown as RunnerGlobals;
        const data = Object.getOwnPropertyDescriptor(MessageEvent.prototype, "data") as PropertyDescriptor;
        const messages = { count: 0, longest: 0 };
        Object.defineProperty(MessageEvent.prototype, "data", {
          get() {
            const value = data.get?.call(this);
            messages.count += 1;
            messages.longest = Math.max(messages.longest, JSON.stringify(value).length);
            return value;
          },
        });
        const request = { files: [], main: "", stripped: "" };
        const sandbox = openSandbox({ core: text, connect: null, strip: null });
        const { end, output } = await sandbox.perform(request, new AbortController().signal);
        return { ...messages, end, output: output.length };
      }, core);
      expect(ends).toContain(received.end);
      expect(received.output).toBe(length);
      expect(received.count).toBeLessThan(reportLimit + 10);
      expect(received.longest).toBeLessThan(outputLimit);
    },
  );

  test("the output is text for the page, whatever it looks like", async () => {
    const { output } = await runText(`console.log("<img src=x onerror=alert(1)>", "\\u0000\\u202e");`);
    expect(output).toBe("<img src=x onerror=alert(1)> \u0000\u202e\n");
  });
});

/** Programs that replace what the language gives them with functions that return far more than the sandbox may send. */
const replacing: Record<string, string> = {
  "String.prototype.slice": `String.prototype.slice = () => huge; console.log("a"); throw new Error("b");`,
  "String.prototype.replace": `String.prototype.replace = () => huge; console.log("a"); throw new Error("b");`,
  "a text that says it is short": `
    String.prototype.replace = String.prototype.slice = () => ({ length: 0, toString: () => huge });
    console.log("a");`,
  "the length of what is written": `
    String.prototype.slice = () => huge; String.prototype.toString = String.prototype.valueOf = () => huge;
    Object.defineProperty(Object.prototype, "length", { get: () => 0 }); console.log("a".repeat(200000));`,
  "RegExp.prototype": `
    RegExp.prototype.exec = () => [huge, huge, huge]; RegExp.prototype.test = () => false;
    RegExp.prototype[Symbol.replace] = () => huge; console.log("a"); throw new Error("b");`,
  "the methods of arrays": `
    for (const name of ["push", "pop", "join", "slice", "map", "filter", "find", "findLast", "at", "concat"]) {
      Array.prototype[name] = () => huge;
    }
    console.log(["a"]); throw new Error("b");`,
  "Symbol.iterator": `
    Array.prototype[Symbol.iterator] = function* () { yield huge; }; String.prototype[Symbol.iterator] = Array.prototype[Symbol.iterator];
    console.log("a", ["b"]); throw new Error("c");`,
  "the methods of maps and sets": `
    Map.prototype.get = () => () => huge; Map.prototype.set = Set.prototype.add = () => huge;
    Set.prototype.delete = () => true; Object.defineProperty(Set.prototype, "size", { get: () => 1 });
    setTimeout(() => console.log("a"), 10);`,
  "JSON and Number": `
    JSON.parse = () => huge; JSON.stringify = () => huge; Number.isSafeInteger = () => true; throw new Error("b");`,
  "String and Object.prototype.toString": `
    Object.prototype.toString = Error.prototype.toString = () => huge; globalThis.String = () => huge; throw new Error("b");`,
  "Error.prepareStackTrace": `Error.prepareStackTrace = () => huge; console.log(new Error("a")); throw new Error("b");`,
  "the message of an error": `throw Object.assign(new Error("b"), { toString: () => huge, stack: huge });`,
  "an error that is thrown where it is described": `
    throw Object.assign(new Error("b"), { toString() { throw huge; }, get stack() { throw huge; } });`,
  "the problem of a schema": `
    try { await import("./bad_pb.js"); } catch (error) {
      String.prototype.slice = () => huge; error.problems[0].message = error.problems[0].file = huge; throw error;
    }`,
  "a problem with properties that nobody can send": `
    try { await import("./bad_pb.js"); } catch (error) { error.problems[0].line = () => {}; throw error; }`,
  "the properties of every object": `
    for (const name of ["kind", "text", "how", "problem", "message", "transfer"]) {
      Object.defineProperty(Object.prototype, name, { get: () => huge, set() {}, configurable: true });
    }
    console.log("a"); throw new Error("b");`,
  "Promise.prototype.then": `
    Promise.prototype.then = (done) => done(huge); Promise.reject = () => huge; console.log("a"); throw new Error("b");`,
  "Event.prototype": `
    Event.prototype.preventDefault = Event.prototype.stopImmediatePropagation = () => { throw huge; };
    console.log("a"); Promise.reject(new Error("b"));`,
  "Function.prototype": `
    Function.prototype.call = Function.prototype.apply = Function.prototype.bind = () => huge; Reflect.apply = () => huge;
    console.log("a"); throw new Error("b");`,
  "all methods at once": `
    const types = [Object, Function, Array, String, Number, RegExp, Promise, Map, Set, Error, Symbol, Event, EventTarget];
    const define = Object.defineProperty, own = Reflect.ownKeys, describe = Object.getOwnPropertyDescriptor;
    for (let i = 0; i < types.length; i += 1) {
      const owner = types[i].prototype, names = own(owner);
      for (let j = 0; j < names.length; j += 1) {
        const { value, writable } = describe(owner, names[j]);
        if (writable && typeof value === "function" && names[j] !== "constructor") owner[names[j]] = () => huge;
      }
    }
    console.log("a"); throw new Error("b");`,
};

/** What a sandbox's core sends when it runs a program: no frame stands between that would refuse a part of it. */
function sentByCore(text: string): Promise<{ longest: number; total: number; endings: string[] }> {
  const huge = 'const huge = "x".repeat(2 ** 22);';
  const bad = { name: "bad.proto", text: "no schema" };
  const named = [bad, { name: "example.ts", text: `${huge}\n${text}` }];
  const request = { files: named, main: "example.ts", stripped: null };
  const core = files.get("/core.js") ?? "";
  const stripPart = files.get("/strip.js") ?? "";
  return page.evaluate(
    async ([coreText, stripText, asked]) => {
      const worker = new Worker(URL.createObjectURL(new Blob([coreText])));
      const { port1, port2 } = new MessageChannel();
      worker.postMessage({ connect: null, strip: stripText }, [port2]);
      port1.postMessage(asked);
      const sent = { longest: 0, total: 0, endings: [] as string[] };
      await new Promise<void>((resolve) => {
        setTimeout(resolve, 5000);
        port1.onmessage = ({ data: { kind, text = "", how, problem } }) => {
          const lengths = [text.length, problem?.message.length ?? 0, problem?.file.length ?? 0];
          sent.longest = Math.max(sent.longest, ...lengths);
          sent.total += text.length;
          if (kind === "ended") sent.endings.push(how);
          if (kind === "ended") setTimeout(resolve, 50);
        };
      });
      worker.terminate();
      return sent;
    },
    [core, stripPart, request] as const,
  );
}

describe("a program that replaces the language's functions", () => {
  test.each(someOf(Object.entries(replacing), 8))(
    "%s: the sandbox sends no more than it may",
    async (_name, text) => {
      const { longest, total, endings } = await sentByCore(text);
      expect(longest).toBeLessThanOrEqual(outputLimit);
      expect(total).toBeLessThanOrEqual(outputLimit);
      expect(endings).toHaveLength(1);
    },
  );

  test("256 MB that it makes of every text are cut, and the page goes on", async () => {
    const text = `String.prototype.slice = String.prototype.replace = () => "x".repeat(2 ** 28);\nconsole.log("a");`;
    const { ended, output } = await runText(text);
    expect(output.length).toBe(outputLimit);
    expect(ended).toBe("output");
    expect((await runText(`console.log("next");`)).output).toBe("next\n");
  });
});

/** Programs that would not end, and how they are ended. */
const floods: Record<string, [text: string, ...endings: Outcome["ended"][]]> = {
  "an endless loop": [`console.log("begun"); while (true) {}`, "time"],
  "endless promises": ["for (;;) await null;", "time"],
  "a promise that nobody keeps": ["await new Promise(() => {});", "time"],
  "endless timers": ["const again = () => { setTimeout(again, 0); setTimeout(again, 0); }; again();", "time"],
  "an interval": ["setInterval(() => {}, 10);", "time"],
  "an endless search": [`/(a+)+$/.test("a".repeat(40) + "b");`, "time"],
  "a million lines": [`for (let i = 0; i < 1e6; i += 1) console.log("line", i);`, "output"],
  "a million empty lines": ["for (let i = 0; i < 1e6; i += 1) console.log();", "output"],
  "one enormous line": [`console.log("x".repeat(2 ** 28));`, "output"],
  "1 GB of strings": [
    `const all: string[] = []; for (let i = 0; i < 1000; i += 1) all.push((i + "x").repeat(5e5).replaceAll("x", "y")); while (true) {}`,
    "time",
    "memory",
    "failed",
  ],
  "1 GB of bytes": ["const all = []; for (;;) all.push(new Uint8Array(1e8).fill(1));", "time", "failed"],
  "deep recursion": ["function deep(): number { return 1 + deep(); }\ndeep();", "failed"],
  "a million rejected promises": ["for (let i = 0; i < 1e6; i += 1) Promise.reject(i);", "failed", "time"],
};

test.each(someOf(Object.entries(floods), 7))(
  "%s is ended, and the page goes on",
  async (_name, [text, ...endings]) => {
    await runText("console.log(0);");
    const { outcome, longestPause } = await page.evaluate(async (program) => {
      const { runner } = globalThis as unknown as RunnerGlobals;
      let last = performance.now();
      let longest = 0;
      const timer = setInterval(() => {
        longest = Math.max(longest, performance.now() - last);
        last = performance.now();
      }, 10);
      const ending = await runner.run(program);
      clearInterval(timer);
      return { outcome: ending, longestPause: longest };
    }, programOf(text));
    expect(endings).toContain(outcome.ended);
    expect(outcome.sentence).toMatch(/^It (was ended|failed) .*\.$/);
    expect(outcome.milliseconds).toBeLessThan(2000 + 4000);
    // A page that the program blocked would pause for as long as the program may run.
    expect(longestPause, "the page did not respond").toBeLessThan(1500);
    expect((await runText(`console.log("next");`)).output).toBe("next\n");
  },
);

test("what was printed before the end is there", async () => {
  expect(await runText(`console.log("begun");\nwhile (true) {}`)).toMatchObject({
    output: "begun\n",
    ended: "time",
    sentence: "It was ended after 2 s.",
  });
  const { output, sentence } = await runText(`for (;;) console.log("line");`);
  expect(output).toBe("line\n".repeat(20_000));
  expect(sentence).toBe("It was ended after it had printed 100,000 characters.");
});

test.each([0, 500])(
  "a sandbox that does not start is told, also when that was %d ms ago",
  async (pause) => {
    const end = await page.evaluate(async (milliseconds) => {
      const { openSandbox } = globalThis as unknown as RunnerGlobals;
      const sandbox = openSandbox({ core: "throw new Error();", connect: null, strip: null });
      await new Promise((resolve) => setTimeout(resolve, milliseconds));
      const request = { files: [], main: "", stripped: "" };
      return (await sandbox.perform(request, new AbortController().signal)).end;
    }, pause);
    expect(end).toBe("broken");
  },
  8000,
);

test("after a sandbox that does not start the next program gets another frame", async () => {
  expect(await runCore("throw new Error();")).toBe("broken: ");
  expect((await runText(`console.log("next");`)).output).toBe("next\n");
  expect(asked.filter((url) => url === "/frame.html")).toHaveLength(2);
});

test("a second run ends the first", async () => {
  const outcomes = await page.evaluate(
    async (programs) => {
      const { runner } = globalThis as unknown as RunnerGlobals;
      return Promise.all(programs.map((program) => runner.run(program)));
    },
    [programOf("while (true) {}"), programOf("console.log(2);")],
  );
  expect(outcomes[0]).toMatchObject({
    ended: "failed",
    output: "",
    sentence: "It was ended because another program was started.",
  });
  expect(outcomes[1]).toMatchObject({ ended: "by itself", output: "2\n" });
});

test("nothing stays behind but one sandbox that is ready", async () => {
  for (let i = 0; i < 3; i += 1) await runText("console.log(1);");
  await expect.poll(() => page.workers().length).toBe(1);
  expect(await page.locator("iframe").count()).toBe(1);
  expect(await page.locator("iframe").isVisible()).toBe(false);
});

describe("a problem is told with its place in what was typed", () => {
  const proto = {
    name: "before.proto",
    text: 'syntax = "proto3";\nmessage Storage { string driver = 2; }\n',
  };
  const imported =
    'import { create } from "@bufbuild/protobuf";\nimport { StorageSchema } from "./before_pb.js";\n';

  const told: [text: string, message: string, line: number, column: number][] = [
    ["console.log(1);\n\nthrow new Error('on purpose');", "Error: on purpose", 3, 7],
    [
      "const a: number = 1;\nconst f = (x: string): string => x.nope();\nf('');",
      "TypeError: x.nope is not a function",
      2,
      36,
    ],
    ["const a = `${1}${2}`;\n  missing(a);", "ReferenceError: missing is not defined", 2, 3],
    ["const a = 1; /* one line */ missing(a);", "ReferenceError: missing is not defined", 1, 29],
    [
      `${imported}create(StorageSchema);\nmissing(StorageSchema);`,
      "ReferenceError: missing is not defined",
      4,
      1,
    ],
    ["const a = ;", "Unexpected token", 1, 11],
    ["const a = 1;\n\nconst a = 2;", "SyntaxError: Identifier 'a' has already been declared", 3, 7],
    ["setTimeout(() => {\n  missing();\n}, 10);", "ReferenceError: missing is not defined", 2, 3],
    ["async function f() {\n  throw new Error('nobody waits');\n}\nf();", "Error: nobody waits", 2, 9],
    ["await Promise.reject('a word');", "the program threw 'a word'", 0, 0],
    ['import { a } from "lodash";\nconsole.log(a);', 'Error: there is no module "lodash" here', 1, 19],
    ['import "./after_pb.js";', 'Error: there is no module "./after_pb.js" here', 1, 8],
    [
      'import { VolumeSchema } from "./before_pb.js";\n\nconsole.log(VolumeSchema);',
      "Error: ./before_pb.js does not export VolumeSchema; it exports StorageSchema, file_before",
      3,
      13,
    ],
    ['const { hex } = await import("./x.js");', 'Error: there is no module "./x.js" here', 1, 23],
  ];

  test.each(someOf(told, 6))("%s", async (text, message, line, column) => {
    const { ended, problem, sentence } = await run(programOf(text, proto));
    expect(ended).toBe("failed");
    expect(problem?.message.startsWith(message), problem?.message).toBe(true);
    expect([problem?.file, problem?.line, problem?.column]).toEqual(["example.ts", line, column]);
    expect(sentence).toBe(line > 0 ? `It failed at line ${line} of example.ts.` : "It failed.");
  });

  test("a schema's problem stands in the schema", async () => {
    const bad = { name: "before.proto", text: 'syntax = "proto3";\nmessage Storage { string driver 2; }\n' };
    const { ended, problem } = await run(programOf(`${imported}create(StorageSchema);`, bad));
    expect(ended).toBe("failed");
    expect(problem).toMatchObject({ file: "before.proto", line: 2, column: 33 });
  });

  test("an unknown module is told together with those that there are", async () => {
    const { problem } = await run(programOf('import "fs";', proto));
    expect(problem?.message).toBe(
      'Error: there is no module "fs" here; a program can import #compiler, #hex, ./before_pb.js, @bufbuild/protobuf, @bufbuild/protobuf/codegenv2, @bufbuild/protobuf/reflect, @bufbuild/protobuf/wire, @bufbuild/protobuf/wkt',
    );
  });

  test("a failure keeps what was printed before it, and prints nothing after it", async () => {
    const { output, ended } = await runText(
      `console.log("before"); Promise.reject(new Error("x")); await new Promise((done) => setTimeout(done, 50)); console.log("after");`,
    );
    expect({ output, ended }).toEqual({ output: "before\n", ended: "failed" });
  });
});

describe("a program runs as in Node", () => {
  test("all ways to print, in their order", async () => {
    const { output } = await runText(`
      console.log("%s has %d", "a", 2, { b: [1n, new Uint8Array(2)] }); console.info(new Map([["k", undefined]]));
      console.warn("careful"); console.error("wrong"); console.debug(Symbol("s"), null);`);
    expect(output).toBe(
      "a has 2 { b: [ 1n, Uint8Array(2) [ 0, 0 ] ] }\nMap(1) { 'k' => undefined }\ncareful\nwrong\nSymbol(s) null\n",
    );
  });

  test("an error is printed without the sandbox's own calls", async () => {
    const { output } = await runText(`console.log(new Error("seen"));`);
    expect(output).toMatch(/^Error: seen\n {4}at .*example\.ts:1:\d+\)?\n$/);
  });

  test("it ends when its timers have run", async () => {
    const { output, ended } = await runText(
      `setTimeout(() => { console.log("later"); setTimeout(() => console.log("last"), 30); }, 30);
      const stopped = setTimeout(() => console.log("never"), 60_000); clearTimeout(stopped); console.log("first");`,
    );
    expect({ output, ended }).toEqual({ output: "first\nlater\nlast\n", ended: "by itself" });
  });
});

/**
 * Chromium gives a sandboxed frame a process of its own, and ends that process where it wants too much memory. Playwright
 * takes that for a crash of the page, so this page tells the server by itself how it goes on.
 */
test.runIf(isThorough)(
  "a program that the browser ends for its memory is told so, and the page goes on",
  async () => {
    const texts = [
      "const all: number[][] = []; for (;;) all.push(new Array(1e6).fill(0.5));",
      'console.log("next");',
    ];
    files.set(
      "/alone",
      `<!doctype html><title>Alone</title><script type="module">
      import "/runner.js";
      for (const text of ${JSON.stringify(texts)}) {
        const { ended, output } = await runner.run({ files: [{ name: "example.ts", text }], main: "example.ts" });
        await fetch("/told", { method: "POST", body: ended + " " + output });
      }
    </script>`,
    );
    told = [];
    const profile = mkdtempSync(path.join(tmpdir(), "runner-"));
    const heap = "--js-flags=--max-old-space-size=100";
    const alone = spawn(
      findBrowser() as string,
      [
        "--headless",
        "--remote-debugging-port=0",
        ...flags,
        heap,
        `--user-data-dir=${profile}`,
        `${origin}/alone`,
      ],
      { stdio: "ignore", detached: true },
    );
    const gone = new Promise((resolve) => alone.once("exit", resolve));
    try {
      await expect.poll(() => told, { timeout: 120_000 }).toEqual(["memory ", "by itself next\n"]);
    } finally {
      // All its processes at once: one that is left would go on writing into the folder.
      if (alone.exitCode === null) process.kill(-(alone.pid as number), "SIGKILL");
      await gone;
      await rm(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    }
  },
  150_000,
);
