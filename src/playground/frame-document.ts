/**
 * The document of the frame around a sandbox. Its origin is its own, so it has no cookies, no storage and no way to the
 * page; its policy allows no network. The worker that it starts inherits both.
 */
export function frameDocument(nonce: string): string {
  const policy = `default-src 'none'; script-src 'nonce-${nonce}' 'unsafe-eval'; worker-src blob:`;
  return `<!doctype html><meta http-equiv="Content-Security-Policy" content="${policy}"><script nonce="${nonce}">${script}</script>`;
}

/** A number that nobody can guess; hexadecimal. */
export function newNonce(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * Starts a worker with the core that the page sends, and hands it the other parts and the port to the page. Answers the page as long as it is
 * there itself, which it is not when the browser has ended the worker together with the whole process.
 */
const script = `
let state = "";
addEventListener("message", (event) => {
  if (event.source !== parent) return;
  if (event.ports.length === 0) return parent.postMessage(state, "*");
  state = "alive";
  const { core, ...parts } = event.data;
  const worker = new Worker(URL.createObjectURL(new Blob([core], { type: "text/javascript" })));
  worker.onerror = () => parent.postMessage(state = "broken", "*");
  worker.postMessage(parts, event.ports);
});`;
