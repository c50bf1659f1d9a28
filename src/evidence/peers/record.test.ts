/** What libraries answered is what they answer, as far as it can be tried without Debian's packages, and nobody changed it. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { someOf } from "../../testing/thorough.js";
import { asked, topics } from "./questions/index.js";
import { build } from "./run/build.js";
import { execute } from "./run/execute.js";
import { loadPeer, peerIds, peersFolder } from "./run/peers.js";
import { digestOf, digestOfAsked, isExecuted, lackOf } from "./run/record.js";
import { nameOfMost, readRecords, recordedIds, recordName } from "./run/record-files.js";

const records = readRecords();
const executed = [...records.values()].filter(isExecuted);
const peers = await Promise.all(peerIds().map(loadPeer));
const ofNpm = peers.filter(({ packages }) => packages.length === 0).map(({ id }) => id);
const ofDebian = peers.filter(({ packages }) => packages.length > 0).map(({ id }) => id);

test("every folder of a peer has a record, and every record a folder", () => {
  expect(recordedIds()).toEqual(peerIds());
});

test("at least ten libraries answered", () => {
  expect(executed.length).toBeGreaterThanOrEqual(10);
});

describe.each(executed.map((record) => [record.id, record] as const))("the record of %s", (_, record) => {
  test("answers what is asked today", () => {
    expect(record.asked).toBe(digestOfAsked(asked));
  });

  test("is as it was printed", () => {
    expect(digestOf(record.answers)).toBe(record.digest);
  });

  test("has an answer to everything, or says what the library lacks", () => {
    const missing = asked.flatMap(({ id, requests }) =>
      requests.flatMap((request, at) => {
        const isAnswered = (record.answers.get(id)?.[at] ?? null) !== null;
        return isAnswered === (lackOf(record.lacks, request) === null) ? [] : [`${id} ${at + 1}`];
      }),
    );
    expect(missing).toEqual([]);
  });
});

describe("every answer has words", () => {
  const questions = topics.flatMap(({ questions }) => questions);

  test.each(questions.map((question) => [question.id, question] as const))("%s", (id, question) => {
    for (const { answers } of executed) {
      const printed = (answers.get(id) ?? []).filter((each) => each !== null);
      if (printed.length === question.requests.length) expect(question.outcome(printed).words).not.toBe("");
    }
  });

  test("an answer that nobody gave has none", () => {
    const [question] = questions;
    expect(() => question?.outcome([{ reading: {}, binary: "ff" }])).toThrow(/no words/);
  });
});

test("ids of topics and questions are unique, since they are anchors", () => {
  const ids = [...topics.map(({ id }) => id), ...asked.map(({ id }) => id)];
  expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
});

describe("a cell that was changed by hand is noticed", () => {
  const copy = mkdtempSync(path.join(tmpdir(), "peers-"));
  afterAll(() => rmSync(copy, { recursive: true, force: true }));

  /** The peers whose digest does not hold after a change to a copy of a file. */
  const changedAfter = (file: string, change: (text: string) => string): string[] => {
    for (const name of [recordName, nameOfMost]) {
      cpSync(path.join(peersFolder, name), path.join(copy, name), { recursive: true });
    }
    const text = readFileSync(path.join(copy, file), "utf8");
    const changed = change(text);
    expect(changed).not.toBe(text);
    writeFileSync(path.join(copy, file), changed);
    const all = [...readRecords(copy).values()].filter(isExecuted);
    return all.filter(({ answers, digest }) => digestOf(answers) !== digest).map(({ id }) => id);
  };

  test("the copy itself holds", () => {
    expect(changedAfter(nameOfMost, (text) => `${text}\n`)).toEqual([]);
  });

  test.each(someOf([...ofNpm, ...ofDebian], 5))("in the record of %s", (id) => {
    const flip = (text: string) => text.replace('"=",', '{"binary":"ff"},');
    expect(changedAfter(path.join(recordName, `${id}.json`), flip)).toEqual([id]);
  });

  test("in what most answer, for all that answered so", () => {
    const flip = (text: string) => text.replace('"binary":"0a026331108004"', '"binary":"0a026331"');
    const keep = executed.filter(({ answers }) =>
      JSON.stringify(answers.get("unknown-fields-round-trip")).includes("0a026331108004"),
    );
    expect(changedAfter(nameOfMost, flip)).toEqual(keep.map(({ id }) => id));
  });
});

describe("libraries of npm answer again what is recorded", () => {
  test.each(someOf(ofNpm, 2))("%s", { timeout: 300_000 }, async (id) => {
    const peer = await loadPeer(id);
    const record = records.get(id);
    if (!record || !isExecuted(record)) throw new Error(`${id} has no answers.`);
    build(peer);
    expect(peer.version()).toBe(record.version);
    const chosen = someOf(asked, 5);
    const answers = new Map(chosen.map(({ id }) => [id, record.answers.get(id)]));
    expect(await execute(peer, chosen)).toEqual(answers);
  });
});
