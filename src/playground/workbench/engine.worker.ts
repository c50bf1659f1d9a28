/** Reads and computes, so that the page stays responsive. Nothing of what it is given is evaluated as a program. */
import type { SourceFile } from "../../content/source-file.js";
import { answer } from "./answer.js";
import { loadCommonFilesFor } from "./common-files.js";
import type { CommentQuestion, Question } from "./question.js";

/** What the worker can be asked for. */
export type Task =
  | { kind: "compare"; question: Question }
  | { kind: "comment"; question: CommentQuestion }
  | { kind: "diff"; id: number; text: string; given: SourceFile[]; readsOn: boolean };

addEventListener("message", ({ data }: MessageEvent<Task>) => {
  // The page notices a failure as an error of the worker, which a rejected promise alone is not.
  done(data).then(postMessage).catch(reportError);
});
postMessage("ready");

/** What is asked for seldom is loaded when it is asked for. */
async function done(task: Task): Promise<unknown> {
  if (task.kind === "diff") {
    const { readChange } = await import("./read-change.js");
    return readChange(task.id, task.text, task.given, task.readsOn);
  }
  const { old, new: fresh } = task.question.files;
  await loadCommonFilesFor([...old, ...fresh]);
  if (task.kind === "compare") return answer(task.question);
  const { commentOn } = await import("./comment.js");
  return commentOn(task.question);
}
