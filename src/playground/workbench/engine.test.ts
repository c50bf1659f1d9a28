import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { openEngine, type Report, timeLimit, type WorkerLike } from "./engine.js";
import type { Answer, Question } from "./question.js";
import { defaultSettings } from "./settings.js";

/** A worker that does what the test says. */
class FakeWorker {
  onmessage: WorkerLike["onmessage"] = null;
  onerror: WorkerLike["onerror"] = null;
  readonly asked: number[] = [];
  isEnded = false;

  postMessage({ id }: Question): void {
    this.asked.push(id);
  }

  terminate(): void {
    this.isEnded = true;
  }

  say(data: unknown): void {
    this.onmessage?.call(this as never, { data } as MessageEvent);
  }

  fail(): void {
    this.onerror?.call(this as never, {} as ErrorEvent);
  }
}

let workers: FakeWorker[];
let reports: Report<Answer>[];

beforeEach(() => {
  vi.useFakeTimers();
  workers = [];
  reports = [];
});

afterEach(() => {
  vi.useRealTimers();
});

function open() {
  const make = () => {
    workers.push(new FakeWorker());
    return workers.at(-1) as unknown as WorkerLike;
  };
  return openEngine<Question, Answer>(make, (report) => reports.push(report));
}

const question = (id: number): Question => ({
  id,
  files: { old: [], new: [] },
  message: "",
  values: { old: null, new: null },
  settings: defaultSettings,
  shown: {},
  homepage: "",
});
const reply = (id: number) =>
  ({ id, problems: { old: [], new: [] }, remarks: { old: [], new: [] }, result: null }) satisfies Answer;

test("asks when the worker is ready, one question at a time, and of those that wait the newest", () => {
  const engine = open();
  engine.ask(question(1));
  expect(workers[0]?.asked).toEqual([]);
  workers[0]?.say("ready");
  engine.ask(question(2));
  engine.ask(question(3));
  expect(workers[0]?.asked).toEqual([1]);
  workers[0]?.say(reply(1));
  expect(workers[0]?.asked).toEqual([1, 3]);
  expect(reports).toEqual([{ kind: "answer", answer: reply(1) }]);
});

test("ends a worker that takes too long, says so, and goes on with a new one", () => {
  const engine = open();
  workers[0]?.say("ready");
  engine.ask(question(1));
  engine.ask(question(2));
  vi.advanceTimersByTime(timeLimit - 1);
  expect(reports).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(reports).toEqual([{ kind: "given up", reason: "time" }]);
  expect(workers[0]?.isEnded).toBe(true);
  workers[1]?.say("ready");
  expect(workers[1]?.asked).toEqual([2]);
});

test("the time that loading takes does not count", () => {
  const engine = open();
  engine.ask(question(1));
  vi.advanceTimersByTime(timeLimit * 5);
  workers[0]?.say("ready");
  expect(workers[0]?.asked).toEqual([1]);
  expect(reports).toEqual([]);
});

test("a worker that fails is replaced", () => {
  const engine = open();
  workers[0]?.say("ready");
  engine.ask(question(1));
  workers[0]?.fail();
  expect(reports).toEqual([{ kind: "given up", reason: "failed" }]);
  expect(workers).toHaveLength(2);
});

test("a worker that does not load is not tried again until somebody asks", () => {
  const engine = open();
  workers[0]?.fail();
  expect(reports).toEqual([{ kind: "not loaded" }]);
  expect(workers).toHaveLength(1);
  engine.ask(question(1));
  workers[1]?.say("ready");
  expect(workers[1]?.asked).toEqual([1]);
});

test("a closed engine says nothing more", () => {
  const engine = open();
  workers[0]?.say("ready");
  engine.ask(question(1));
  engine.close();
  vi.advanceTimersByTime(timeLimit * 2);
  expect(reports).toEqual([]);
  expect(workers[0]?.isEnded).toBe(true);
});
