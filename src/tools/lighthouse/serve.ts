import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { gzipSync } from "node:zlib";

const types: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css",
  ".js": "text/javascript",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".txt": "text/plain; charset=utf-8",
  ".md": "text/markdown; charset=utf-8",
  ".woff2": "font/woff2",
};

/** These are compressed already. */
const packed = new Set([".woff2", ".png", ".ico"]);

interface Answer {
  body: Buffer;
  headers: Record<string, string>;
}

/** A static server on this machine that compresses, as hosts of static sites do; `origin` is its address. */
export async function serveCompressed(folder: string): Promise<{ origin: string; server: Server }> {
  const answers = new Map<string, Promise<Answer>>();
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const file = path.join(folder, pathname.endsWith("/") ? `${pathname}index.html` : pathname);
    const answer = answers.get(file) ?? read(file);
    answers.set(file, answer);
    answer.then(
      ({ headers, body }) => response.writeHead(200, headers).end(body),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}

async function read(file: string): Promise<Answer> {
  const body = await readFile(file);
  const extension = path.extname(file);
  const type = types[extension] ?? "application/octet-stream";
  if (packed.has(extension)) return { body, headers: { "content-type": type } };
  return { body: gzipSync(body), headers: { "content-type": type, "content-encoding": "gzip" } };
}
