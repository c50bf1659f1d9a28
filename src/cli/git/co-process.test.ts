import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { root } from "../../root.js";
import { commit, git } from "../../testing/git.js";
import { CoProcess } from "./co-process.js";
import { peel } from "./refs.js";

let folder: string;
let head: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "co-process-"));
  git(folder, "init", "--quiet", "--initial-branch=main");
  commit(folder, "v1", { "a.proto": "text" });
  head = git(folder, "rev-parse", "HEAD").trim();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const check = (at = folder) => new CoProcess(at, ["cat-file", "--batch-check=%(objectname)"]);

/** The lines that answer some questions. */
async function answers(process: CoProcess, questions: string[]): Promise<string[]> {
  let text = "";
  await process.ask(questions, (chunk) => {
    text += chunk.toString();
    return text.split("\n").length > questions.length;
  });
  return text.split("\n").slice(0, -1);
}

describe("a process that answers questions", () => {
  test("keeps those of several callers apart", async () => {
    const process = check();
    const [one, other, last] = await Promise.all([
      answers(process, ["HEAD", "nothing"]),
      answers(process, ["v1"]),
      answers(process, ["HEAD:a.proto"]),
    ]);
    expect(one).toEqual([head, "nothing missing"]);
    expect(other).toEqual([head]);
    expect(last).toEqual([git(folder, "rev-parse", "HEAD:a.proto").trim()]);
  });

  test("sees what came into the repository after it was started", async () => {
    const process = check();
    expect(await answers(process, ["later"])).toEqual(["later missing"]);
    git(folder, "tag", "later");
    expect(await answers(process, ["later"])).toEqual([head]);
  });

  test("is started again after one that failed, with none of its answers", async () => {
    const process = check();
    const refuse = () => {
      throw new Error("enough");
    };
    await expect(process.ask(["v1:", "v1:a.proto"], refuse)).rejects.toThrow("enough");
    expect(await answers(process, ["HEAD"])).toEqual([head]);
  });

  test("says why it ended before it answered", async () => {
    const beyondLog = check().ask(["HEAD@{1000}"], () => false);
    await expect(beyondLog).rejects.toThrow(/git cat-file failed: fatal: log for 'HEAD' only has 1 entries/);
    await expect(check(path.join(folder, "nowhere")).ask(["HEAD"], () => false)).rejects.toThrow(
      /git cannot be started/,
    );
  });

  test("takes no question that would be two", () => {
    expect(() => check().ask(["HEAD\nv1"], () => true)).toThrow(/line break/);
  });

  test("lets the program end that asked it", () => {
    const script = `import { peel } from ${JSON.stringify(path.join(root, "src/cli/git/refs.ts"))};
      console.log(await peel(${JSON.stringify(folder)}, ["HEAD"]));`;
    const printed = execFileSync(process.execPath, ["--import", "tsx", "--input-type=module", "-e", script], {
      cwd: root,
      encoding: "utf8",
      timeout: 60_000,
    });
    expect(printed).toContain(head);
  });

  test("answers many questions", async () => {
    const names = Array.from({ length: 20_000 }, (_, at) => (at % 2 === 0 ? "HEAD" : `none${at}`));
    const commits = await peel(folder, names);
    expect(commits.filter((each) => each === head)).toHaveLength(10_000);
    expect(commits[19_999]).toBeNull();
  });
});
