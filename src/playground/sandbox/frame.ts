/**
 * What runs in the frame: it starts the sandboxes, each a worker, and stands between them and the page. A worker inherits the
 * frame's policy, which allows no network. What it sends is read here first, where its program cannot replace anything, so that no
 * more of it gets to the page than the page would take.
 */
import { type Answer, type Order, type Parts, reportReader } from "./messages.js";

/** Starts a worker with its core, and hands it the other parts and a port. `page` is the way to who asked for it. */
function openSandbox({ core, ...parts }: Parts, page: MessagePort): void {
  const address = URL.createObjectURL(new Blob([core], { type: "text/javascript" }));
  const worker = new Worker(address);
  const { port1: port, port2: far } = new MessageChannel();
  const read = reportReader(stop);
  const answer = (message: Answer) => page.postMessage(message);

  function stop(): void {
    worker.terminate();
    port.close();
  }

  function end(): void {
    stop();
    page.close();
    URL.revokeObjectURL(address);
  }

  port.onmessage = ({ data }) => {
    const report = read(data);
    if (report) page.postMessage(report);
  };
  worker.onerror = () => answer({ kind: "broken" });
  page.onmessage = ({ data: order }: MessageEvent<Order>) => {
    if (order.kind === "run") port.postMessage(order.request);
    if (order.kind === "answer") answer({ kind: "alive" });
    if (order.kind === "end") end();
  };
  worker.postMessage(parts, [far]);
}

/** Where it has the site's origin, because somebody put it into a frame that is no sandbox, it does nothing. */
if (globalThis.origin === "null") {
  addEventListener("message", ({ source, data, ports: [page] }: MessageEvent<Parts>) => {
    if (source === parent && page) openSandbox(data, page);
  });
  parent.postMessage("ready", "*");
}
