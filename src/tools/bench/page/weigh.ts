// cspell:ignore requestfinished
import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import type { BrowserContext, Request } from "playwright-core";
import { build, withinSite } from "../../../testing/built-site.js";

/** What a browser fetched; bytes as a server that compresses would send them. */
export interface Weight {
  all: number;
  scripts: number;
  /** Of all, what the page fetched for pages that it links to. */
  ahead: number;
}

/** Weighs what a browser fetches from the built site from now on, each file once. */
export class Scales {
  #requests: Request[] = [];
  readonly #known = new Set<string>();

  constructor(context: BrowserContext) {
    context.on("requestfinished", (request) => this.#requests.push(request));
  }

  /** The weight of what came since the last time. */
  async take(): Promise<Weight> {
    const requests = this.#requests;
    this.#requests = [];
    const sum: Weight = { all: 0, scripts: 0, ahead: 0 };
    for (const request of requests) {
      const { protocol, pathname } = new URL(request.url());
      if (!protocol.startsWith("http") || this.#known.has(pathname)) continue;
      this.#known.add(pathname);
      const bytes = gzipSync(readFileSync(fileOf(withinSite(request.url())))).length;
      sum.all += bytes;
      if (pathname.endsWith(".js")) sum.scripts += bytes;
      if (await isAhead(request)) sum.ahead += bytes;
    }
    return sum;
  }
}

function fileOf(address: string): string {
  const file = path.join(build, decodeURIComponent(address));
  return statSync(file).isDirectory() ? path.join(file, "index.html") : file;
}

async function isAhead(request: Request): Promise<boolean> {
  return (await request.headerValue("sec-purpose"))?.startsWith("prefetch") ?? false;
}
