import { groupBy } from "../identity/group-by.js";
import { listText } from "../rules/words.js";
import type { Components, Limit, Window } from "../window/window.js";
import type { Cell, Grid, MatrixReport } from "./matrix.js";

/** `runtime 2.0 with agent 3.0`. */
export function pairText({ components, client, server }: Cell): string {
  return `${components.client} ${client} with ${components.server} ${server}`;
}

/** How to read a grid. */
export function axesText({ client, server }: Components): string {
  return `Rows are releases of the ${server}, columns are releases of the ${client}.`;
}

/** What a place of the table means that has no mark. */
export const blankText = "blank: not asked for";

/** A window in words. */
export function windowText({ client, server }: Components, { upgrade, downgrade }: Window): string {
  return `The ${client} may run ahead of the ${server} by ${limitText(upgrade)}, and behind it by ${limitText(downgrade)}.`;
}

/** More releases or pairs than these are counted. */
const shown = 4;

/** What of a grid comes from windows that releases were published with, where they are not today's. */
export function publishedTexts({ components, window, published, cells }: Grid): string[] {
  const names = [...new Set(cells.flatMap(({ client, server }) => [client, server]))];
  const own = names.flatMap((name) => ({ name, window: published.get(name) }));
  const others = own.filter((each) => each.window && keyOf(each.window) !== keyOf(window));
  if (others.length === 0) return [];
  const without = own.filter((each) => each.window === null).map(({ name }) => name);
  return [
    ...[...groupBy(others, (each) => keyOf(each.window as Window)).values()].map((alike) =>
      publishedText(
        alike.map(({ name }) => name),
        components,
        alike[0]?.window as Window,
      ),
    ),
    "Of two releases the window of the newer one counts.",
    ...otherwiseText("supported, and by today's window not", cells, true),
    ...otherwiseText("not supported, and by today's window supported", cells, false),
    ...(without.length > 0
      ? [`No window can be read at the tags of ${fewOf(without, "more")}: there today's counts.`]
      : []),
  ];
}

function keyOf({ upgrade, downgrade }: Window): string {
  return `${upgrade} ${downgrade}`;
}

function publishedText(names: readonly string[], components: Components, window: Window): string {
  const was = names.length === 1 ? "was" : "were";
  return `${fewOf(names, "more")} ${was} published with another window: ${lowered(windowText(components, window))}`;
}

function lowered(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** The pairs that are supported, or not, otherwise than by today's window. */
function otherwiseText(words: string, cells: readonly Cell[], supported: boolean): string[] {
  const pairs = cells.filter((cell) => cell.isOtherwiseToday && cell.supported === supported).map(pairText);
  if (pairs.length === 0) return [];
  return [`${fewOf(pairs, "more pairs")} ${pairs.length === 1 ? "is" : "are"} ${words}.`];
}

/** Names in a list, the first ones of many. */
export function fewOf(items: readonly string[], more: string): string {
  const rest = items.length - shown;
  return listText(rest > 0 ? [...items.slice(0, shown), `${rest} ${more}`] : items);
}

/** All that a reader has to know of how a matrix came about. */
export function remarksIn({ remarks, grids }: MatrixReport): string[] {
  return [...remarks, ...grids.flatMap(publishedTexts)];
}

function limitText(limit: Limit): string {
  if (limit === "unbounded") return "any number of releases";
  if (limit === 0) return "no release";
  return limit === 1 ? "at most 1 release" : `at most ${limit} releases`;
}

/** The pairs that ran in this call and did not pass, supported ones first. */
export function failuresIn({ grids }: MatrixReport): Cell[] {
  return cellsOf(grids)
    .filter(({ result }) => result === "failed" || result === "timed-out")
    .sort((a, b) => Number(b.supported) - Number(a.supported));
}

/** `runtime 2.0 with agent 3.0 failed, exit status 1.` */
export function failureText(cell: Cell): string {
  const allowed = cell.supported ? "" : " The policy does not support it.";
  return `${pairText(cell)} ${cell.run?.ending ?? cell.result}.${allowed}`;
}

/** A sentence for each pair that the policy could support. */
export function surprisesIn({ grids }: MatrixReport): string[] {
  return cellsOf(grids)
    .filter(({ supported, result }) => !supported && result === "passed")
    .map((cell) => `${pairText(cell)} works although the policy does not support it.`);
}

/** What came of the supported pairs: `12 of 13 supported pairs passed, 1 failed.` */
export function summaryText({ grids }: MatrixReport): string {
  const supported = cellsOf(grids).filter((cell) => cell.supported);
  const count = (result: Cell["result"]) => supported.filter((cell) => cell.result === result).length;
  const others: [number, string][] = [
    [count("failed"), "failed"],
    [count("timed-out"), "timed out"],
    [count(null), "not run"],
  ];
  const parts = others.filter(([number]) => number > 0).map(([number, words]) => `, ${number} ${words}`);
  const pairs = supported.length === 1 ? "1 supported pair" : `${supported.length} supported pairs`;
  return `${count("passed")} of ${pairs} passed${parts.join("")}.`;
}

export function cellsOf(grids: readonly Grid[]): Cell[] {
  return grids.flatMap(({ cells }) => cells);
}
