import address from "@generated/guide/default/playground/frame.html";

/** How long a frame may take to load, in milliseconds. */
const loadLimit = 20_000;

/** How long it may take to say that it is ready once it is loaded. */
const readyLimit = 2000;

let current: { frame: HTMLIFrameElement; ready: Promise<Window> } | null = null;

/**
 * The window of the frame that starts the sandboxes. It shows a file of the site with a policy of its own, because a frame made
 * from text has the page's policy. It is loaded once and stays: programs run without a connection, too. Rejects where it cannot
 * be loaded.
 */
export function sandboxFrame(): Promise<Window> {
  if (current) return current.ready;
  const frame = hiddenFrame();
  document.body.append(frame);
  const ready = untilReady(frame);
  current = { frame, ready };
  ready.catch(removeSandboxFrame);
  return ready;
}

/** Takes the frame away with all that runs in it; the next sandbox gets a new one. */
export function removeSandboxFrame(): void {
  current?.frame.remove();
  current = null;
}

/** Resolves when the frame says that it is ready. */
function untilReady(frame: HTMLIFrameElement): Promise<Window> {
  return new Promise((resolve, reject) => {
    const fail = () => reject(new Error(`${address} is not ready`));
    let timer = setTimeout(fail, loadLimit);
    addEventListener("message", function hear({ source, data }) {
      if (data !== "ready" || !source || source !== frame.contentWindow) return;
      removeEventListener("message", hear);
      clearTimeout(timer);
      resolve(frame.contentWindow);
    });
    // Where there is no connection browsers load a page that says so, and that never gets ready.
    frame.addEventListener("load", () => {
      clearTimeout(timer);
      timer = setTimeout(fail, readyLimit);
    });
  });
}

function hiddenFrame(): HTMLIFrameElement {
  const frame = document.createElement("iframe");
  frame.setAttribute("sandbox", "allow-scripts");
  frame.hidden = true;
  frame.tabIndex = -1;
  frame.title = "Sandbox for programs";
  frame.src = address;
  return frame;
}
