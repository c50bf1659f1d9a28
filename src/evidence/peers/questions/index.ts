import type { Asked, Topic } from "./question.js";
import { typeQuestions } from "./types.js";

/** What the page about libraries shows, in its order. */
export const topics: readonly Topic[] = [];

/** All that peers are asked, in the order in which they are asked. */
export const asked: readonly Asked[] = [...topics.flatMap(({ questions }) => questions), ...typeQuestions];
