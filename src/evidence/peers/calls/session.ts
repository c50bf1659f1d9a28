import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { Command } from "../peer.js";
import type { Request } from "./protocol.js";

/** Why a program gave no answer. */
export type Silence = "no answer" | "ended";

/** A running program, which is asked one thing at a time. */
export class Session {
  /** What it printed as its errors. */
  errors = "";
  private readonly child: ChildProcessWithoutNullStreams;
  private readonly lines: AsyncIterator<string>;
  private readonly closed: Promise<void>;

  constructor({ program, args, env }: Command, folder: string) {
    this.child = spawn(program, args, { cwd: folder, env: { ...process.env, ...env } });
    this.lines = createInterface({ input: this.child.stdout })[Symbol.asyncIterator]();
    this.child.stderr.on("data", (data: Buffer) => {
      this.errors += data;
    });
    this.closed = new Promise((resolve) => this.child.once("close", () => resolve()));
    // A program that cannot be started has ended.
    this.child.on("error", ({ message }) => {
      this.errors += message;
    });
    // A program that ended does not read what it is asked; that it ended shows when its output does.
    this.child.stdin.on("error", () => {});
  }

  /** The answer, as the program printed it; no later than after so many milliseconds. */
  ask<T>(request: Request, patience: number): Promise<T | Silence> {
    this.child.stdin.write(`${JSON.stringify(request)}\n`);
    return within(patience, this.answer<T>(), "no answer");
  }

  /** Whether the program ends by itself within so many milliseconds. */
  endsWithin(milliseconds: number): Promise<boolean> {
    return within(
      milliseconds,
      this.closed.then(() => true),
      false,
    );
  }

  /** Ends the program, if it still runs. */
  async end(): Promise<void> {
    this.child.kill("SIGKILL");
    await this.closed;
  }

  private async answer<T>(): Promise<T | Silence> {
    const { value, done } = await this.lines.next();
    if (!done) return JSON.parse(value);
    // Only then are all its errors read.
    await this.closed;
    return "ended";
  }
}

async function within<T, U>(milliseconds: number, promise: Promise<T>, otherwise: U): Promise<T | U> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<U>((resolve) => {
    timer = setTimeout(() => resolve(otherwise), milliseconds);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
