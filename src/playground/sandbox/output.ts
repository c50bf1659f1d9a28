import { cut } from "./kept.js";
import { outputLimit } from "./messages.js";

/** So many pieces are sent at once; a program that prints more than that sends larger ones. */
const singlePieces = 1000;
const pieceLength = 500;

/** What a program prints, on its way to the page. */
export interface Output {
  write(text: string): void;
  /** Sends what is held back. */
  flush(): void;
}

/** Sends what is written, up to the limit. `full` is called with the first text that does not fit. */
export function openOutput(send: (text: string) => void, full: () => void): Output {
  let room = outputLimit;
  let sent = 0;
  let held = "";

  function flush(): void {
    if (held === "") return;
    sent += 1;
    send(held);
    held = "";
  }

  function write(text: string): void {
    const kept = cut(text, room);
    const fits = kept.length === text.length;
    held += kept;
    room -= kept.length;
    if (!fits || sent < singlePieces || held.length >= pieceLength) flush();
    if (!fits) full();
  }

  return { write, flush };
}
