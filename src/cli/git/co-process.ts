import type { ChildProcessWithoutNullStreams } from "node:child_process";
import type { Socket } from "node:net";
import { gitError, startError, startGit, stoppedError, timeLimit } from "./git.js";

/** How long a process may wait for the next questions before it is ended, in milliseconds. */
const idleLimit = 10_000;

/** Whoever waits for the answers to some questions. */
interface Turn {
  /** Takes output as it comes; true where the last answer is complete. */
  take: (chunk: Buffer) => boolean;
  resolve: () => void;
  reject: (error: unknown) => void;
}

/**
 * A git that answers questions one after the other, a line each, such as `cat-file --batch`: it is started once, and not for
 * each question. It is there from the first question on until none has come for a while, and never outlives this process: it
 * ends when its standard input does.
 */
export class CoProcess {
  #child: ChildProcessWithoutNullStreams | null = null;
  #turn: Turn | null = null;
  #lastTurn: Promise<void> = Promise.resolve();
  #waiting = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    readonly folder: string,
    readonly args: readonly string[],
  ) {}

  /**
   * Asks questions, and hands over what is printed until `take` says that it has all answers. Those of several callers are asked
   * in turn. No question has a line break: it would be two.
   * Throws a UserError where git cannot be started, ends before it has answered, or takes too long.
   */
  ask(questions: readonly string[], take: Turn["take"]): Promise<void> {
    if (questions.some((question) => question.includes("\n"))) throw new Error("a question has a line break");
    this.#waiting += 1;
    const turn = this.#lastTurn.then(() => this.#ask(questions, take)).finally(() => this.#rest());
    this.#lastTurn = turn.catch(() => {});
    return turn;
  }

  #ask(questions: readonly string[], take: Turn["take"]): Promise<void> {
    clearTimeout(this.#timer);
    return new Promise((resolve, reject) => {
      this.#turn = { take, resolve, reject };
      const child = this.#child ?? this.#start();
      setWaitedFor(child, true);
      this.#timer = setTimeout(() => child.kill("SIGKILL"), timeLimit);
      child.stdin.write(questions.map((question) => `${question}\n`).join(""));
    });
  }

  #start(): ChildProcessWithoutNullStreams {
    const { child, complaint } = startGit(this.folder, this.args);
    this.#child = child;
    child.stdout.on("data", (chunk: Buffer) => this.#answer(child, chunk));
    // It tells more in how it ends than in that it no longer listens.
    child.stdin.on("error", () => {});
    child.on("error", (error) => this.#fail(child, startError(this.folder, error)));
    child.on("close", (_, signal) =>
      this.#fail(
        child,
        signal ? stoppedError(this.args, signal) : gitError(this.folder, this.args, complaint()),
      ),
    );
    return child;
  }

  #answer(child: ChildProcessWithoutNullStreams, chunk: Buffer): void {
    if (child !== this.#child || !this.#turn) return;
    try {
      if (this.#turn.take(chunk)) this.#finish()?.resolve();
    } catch (error) {
      // The answers that are still to come must not be taken for those of the next questions.
      this.#fail(child, error);
    }
  }

  /** A process that failed is given up; the next question starts another one. */
  #fail(child: ChildProcessWithoutNullStreams, error: unknown): void {
    if (child !== this.#child) return;
    this.#child = null;
    child.kill("SIGKILL");
    this.#finish()?.reject(error);
  }

  #finish(): Turn | null {
    const turn = this.#turn;
    this.#turn = null;
    clearTimeout(this.#timer);
    return turn;
  }

  #rest(): void {
    this.#waiting -= 1;
    const child = this.#child;
    if (this.#waiting > 0 || !child) return;
    setWaitedFor(child, false);
    this.#timer = setTimeout(() => this.#end(child), idleLimit).unref();
  }

  #end(child: ChildProcessWithoutNullStreams): void {
    if (child === this.#child) this.#child = null;
    child.stdin.end();
  }
}

/** Whether this process stays while the other one is there. */
function setWaitedFor(child: ChildProcessWithoutNullStreams, isWaitedFor: boolean): void {
  const handles = [
    child,
    ...[child.stdin, child.stdout, child.stderr].map((pipe) => pipe as unknown as Socket),
  ];
  for (const handle of handles) {
    if (isWaitedFor) handle.ref();
    else handle.unref();
  }
}

const running = new Map<string, CoProcess>();

/** The process that answers questions of a kind in a folder. */
export function coProcess(folder: string, ...args: string[]): CoProcess {
  const key = [folder, ...args].join("\0");
  const known = running.get(key) ?? new CoProcess(folder, args);
  running.set(key, known);
  return known;
}
