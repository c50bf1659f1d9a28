/** Reads and computes, so that the page stays responsive. Nothing of what it is given is evaluated as a program. */
import { answer } from "./answer.js";
import { loadCommonFilesFor } from "./common-files.js";
import type { Question } from "./question.js";

addEventListener("message", ({ data }: MessageEvent<Question>) => {
  // The page notices a failure as an error of the worker, which a rejected promise alone is not.
  loadCommonFilesFor([...data.files.old, ...data.files.new])
    .then(() => postMessage(answer(data)))
    .catch(reportError);
});
postMessage("ready");
