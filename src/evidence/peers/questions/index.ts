import { duplicates } from "./duplicates.js";
import { closedEnums, openEnums } from "./enums.js";
import { jsonEnums } from "./json-enums.js";
import { jsonKeys } from "./json-keys.js";
import { jsonNumbers } from "./json-numbers.js";
import { jsonValues } from "./json-values.js";
import { numbers } from "./numbers.js";
import { packed } from "./packed.js";
import { presence } from "./presence.js";
import type { Asked, Topic } from "./question.js";
import { textFormat } from "./text-format.js";
import { truncation } from "./truncation.js";
import { typeQuestions } from "./types.js";
import { unknownFields } from "./unknown-fields.js";
import { utf8 } from "./utf8.js";
import { wireTypes } from "./wire-types.js";

/** What the page about libraries shows, in its order. */
export const topics: readonly Topic[] = [
  unknownFields,
  openEnums,
  closedEnums,
  wireTypes,
  packed,
  numbers,
  utf8,
  duplicates,
  presence,
  truncation,
  jsonKeys,
  jsonEnums,
  jsonNumbers,
  jsonValues,
  textFormat,
];

/** All that peers are asked, in the order in which they are asked. */
export const asked: readonly Asked[] = [...topics.flatMap(({ questions }) => questions), ...typeQuestions];
