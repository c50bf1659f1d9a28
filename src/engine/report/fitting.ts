import { code, prose } from "./markup.js";

/** The room of one clause about peers. */
export const clauseRoom = 220;

/** Text of others as code of Markdown that is not longer than `room`, cut where it would be. */
export function fittingCode(text: string, room = 120): string {
  return fitting(text, code, room);
}

/** Text of others as plain words of Markdown that are not longer than `room`, cut where they would be. */
export function fittingProse(text: string, room: number): string {
  return fitting(text, prose, room);
}

/** What is escaped takes more room than it was, so that what was rendered is measured. */
function fitting(text: string, render: (text: string) => string, room: number): string {
  let rendered = render(text);
  let kept = text;
  while (rendered.length > room && kept !== "") {
    kept = kept.slice(0, Math.floor((kept.length * room) / (rendered.length + 1)));
    rendered = render(`${kept}…`);
  }
  return rendered;
}
