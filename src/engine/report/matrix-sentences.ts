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

/** A window in words. */
export function windowText({ client, server }: Components, { upgrade, downgrade }: Window): string {
  return `The ${client} may run ahead of the ${server} by ${limitText(upgrade)}, and behind it by ${limitText(downgrade)}.`;
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
