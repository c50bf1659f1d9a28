/** Words that nobody searches for: in a wish like "I want to make a field repeated" they only stand between the others. */
export const emptyWords: ReadonlySet<string> = new Set(
  "a an and are be by do for from how i in into is it its my of on one or so that the their them they this to want we what will with".split(
    " ",
  ),
);
