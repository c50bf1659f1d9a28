/** What stays on one line: how an option begins, a date, a name after an ellipsis. Split by it, a text has them at the odd places. */
export const wholeWords = /(\B--?[a-z]+|\b\d{4}-\d{2}-\d{2}\b|…\w+)/;
