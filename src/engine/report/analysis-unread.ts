import { type UnreadText, unitChangeOf } from "../analysis/unread-texts.js";
import { listText } from "../rules/words.js";
import { namesText } from "./analysis-names.js";
import { fittingCode, fittingProse } from "./fitting.js";

/** So many are quoted; more are named, or counted. */
const textsShown = 3;

/** So many words on each side of what differs are quoted. */
const wordsBeside = 2;

/** `1 comment changed`, `3 options and 2 comments changed`. */
export function unreadCount(unread: readonly UnreadText[]): string {
  const counts = (["comment", "option"] as const).flatMap((kind) => {
    const { length } = unread.filter((each) => each.kind === kind);
    return length > 0 ? [`${length} ${kind}${length === 1 ? "" : "s"}`] : [];
  });
  return `${listText(counts)} changed`;
}

/** ``The comment of `Req.title` changed (“at most 200” → “at most 80”)``, which may be of several. */
export function unreadSentence(unread: readonly UnreadText[]): string {
  const elements = unread.map(({ element }) => element);
  const nameOf = ({ element }: UnreadText) => namesText([element.fullName], elements);
  const [first] = unread as [UnreadText];
  const untold = unitText(unread, nameOf) + untoldText(unread, nameOf);
  if (unread.length === 1)
    return `The ${first.kind} of ${nameOf(first)} changed (${changeText(first)})${untold}`;
  const shown = unread.slice(0, textsShown).map((each) => `${nameOf(each)} (${changeText(each)})`);
  const others = unread.slice(textsShown).map(({ element }) => element.fullName);
  const names = listText([...shown, ...(others.length > 0 ? [namesText(others, elements)] : [])]);
  return `The ${first.kind}s of ${names} changed${untold}`;
}

/** Another unit, which a reader of the comment is told, and no reader of the bytes. */
function unitText(unread: readonly UnreadText[], nameOf: (each: UnreadText) => string): string {
  const texts = unread.flatMap((each) => {
    const [was, now] = unitChangeOf(each) ?? [];
    return was === undefined ? [] : [`${nameOf(each)} (${was} → ${now})`];
  });
  return texts.length === 0 ? "" : `, with another unit at ${listText(texts.slice(0, textsShown))}`;
}

/** What a comment says of an absent field holds of one that was set to the same, too. */
function untoldText(unread: readonly UnreadText[], nameOf: (each: UnreadText) => string): string {
  const untold = unread
    .filter(({ kind, absentAs }) => kind === "comment" && absentAs !== "")
    .slice(0, textsShown);
  if (untold.length === 0) return "";
  const texts = untold.map((each) => `an absent ${nameOf(each)} from ${fittingCode(each.absentAs, 80)}`);
  return `, and a reader cannot tell ${listText(texts)}`;
}

function changeText({ kind, before, after }: UnreadText): string {
  if (kind === "option") return `${optionText(before)} → ${optionText(after)}`;
  if (before === "") return `none → “${fittingProse(after, 160)}”`;
  if (after === "") return `“${fittingProse(before, 160)}” → none`;
  return differenceOf(before, after)
    .map((text) => `“${fittingProse(text, 120)}”`)
    .join(" → ");
}

function optionText(text: string): string {
  return text === "" ? "none" : fittingCode(text, 120);
}

/** The words that differ, with some beside them. */
function differenceOf(before: string, after: string): [string, string] {
  const [was, now] = [before.split(" "), after.split(" ")];
  const shorter = Math.min(was.length, now.length);
  let start = 0;
  while (start < shorter && was[start] === now[start]) start += 1;
  let end = 0;
  while (end < shorter - start && was.at(-1 - end) === now.at(-1 - end)) end += 1;
  const cut = (words: readonly string[]) => {
    const [from, to] = [
      Math.max(0, start - wordsBeside),
      Math.min(words.length, words.length - end + wordsBeside),
    ];
    const text = words.slice(from, to).join(" ");
    return `${from > 0 ? "… " : ""}${text}${to < words.length ? " …" : ""}`;
  };
  return [cut(was), cut(now)];
}
