/** Reads and computes, so that the page stays responsive. Nothing of what it is given is evaluated as a program. */
import { answer } from "./answer.js";
import type { Question } from "./question.js";

addEventListener("message", ({ data }: MessageEvent<Question>) => postMessage(answer(data)));
postMessage("ready");
