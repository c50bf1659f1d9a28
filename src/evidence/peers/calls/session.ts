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

  constructor({ program, args, env }: Command, folder: string) {
    this.child = spawn(program, args, { cwd: folder, env: { ...process.env, ...env } });
    this.lines = createInterface({ input: this.child.stdout })[Symbol.asyncIterator]();
    this.child.stderr.on("data", (data: Buffer) => {
      this.errors += data;
    });
    // A program that ended does not read what it is asked; that it ended shows when its output does.
    this.child.stdin.on("error", () => {});
  }

  /** The answer, as the program printed it; no later than after so many milliseconds. */
  async ask<T>(request: Request, patience: number): Promise<T | Silence> {
    this.child.stdin.write(`${JSON.stringify(request)}\n`);
    let timer: NodeJS.Timeout | undefined;
    const silence = new Promise<Silence>((resolve) => {
      timer = setTimeout(() => resolve("no answer"), patience);
    });
    const answer = this.lines
      .next()
      .then(({ value, done }): T | Silence => (done ? "ended" : JSON.parse(value)));
    try {
      return await Promise.race([answer, silence]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Whether the program ended by itself. */
  get hasEnded(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  /** Ends the program, if it still runs. */
  async end(): Promise<void> {
    if (this.hasEnded) return;
    const ended = new Promise((resolve) => this.child.once("exit", resolve));
    this.child.kill("SIGKILL");
    await ended;
  }
}
