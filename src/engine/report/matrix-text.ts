import {
  type Cell,
  cellFinder,
  type Grid,
  hasBlanks,
  legendOf,
  type Mark,
  type MatrixReport,
  markOf,
  releasesIn,
} from "./matrix.js";
import {
  axesText,
  blankText,
  failuresIn,
  failureText,
  publishedTexts,
  summaryText,
  surprisesIn,
  windowText,
} from "./matrix-sentences.js";
import { type PaintOf, painter } from "./paint.js";
import { printable } from "./printable.js";
import { wrap } from "./wrap.js";

/** Columns of a terminal that a grid fits into; a wider one is broken into several. */
const width = 80;

/** Columns that stand between two releases. */
const gap = 2;

/** For people at a terminal; `color` says whether the terminal may show colors. */
export function matrixText(report: MatrixReport, color: boolean): string {
  const paint = painter(styles, color);
  const severalGrids = report.grids.length > 1;
  const grids = report.grids.flatMap((grid) => gridParagraphs(grid, report.executed, severalGrids, paint));
  const remarks = report.remarks.map(sentence);
  const paragraphs = report.executed
    ? [...grids, ...remarks, ...runParagraphs(report, paint)]
    : [...grids, ...remarks];
  return `${paragraphs.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

type Paragraph = string[];

function gridParagraphs(grid: Grid, executed: boolean, named: boolean, paint: Paint): Paragraph[] {
  const { components, window, cells } = grid;
  const heading = printable(`${components.client} with ${components.server}`);
  const marks = legendOf(cells, executed).map(
    ({ mark, count }) => `${paint(mark.tone, mark.sign)} ${mark.words} (${count})`,
  );
  const legend = hasBlanks(cells) ? [...marks, blankText] : marks;
  return [
    ...(named ? [[paint("heading", heading)]] : []),
    sentence(axesText(components)),
    ...tables(cells, executed, paint),
    [
      legend.join("   "),
      ...sentence(windowText(components, window)),
      ...publishedTexts(grid).flatMap(sentence),
    ],
  ];
}

/** The grid in as many parts as the width asks for; a row without a pair in a part is left out there. */
function tables(cells: readonly Cell[], executed: boolean, paint: Paint): Paragraph[] {
  const { clients, servers } = releasesIn(cells);
  const cellAt = cellFinder(cells);
  const labelWidth = longest(servers);
  const columnWidth = longest(clients) + gap;
  return chunks(clients, Math.max(1, Math.floor((width - labelWidth) / columnWidth))).map((columns) => {
    const header = " ".repeat(labelWidth) + columns.map((name) => name.padStart(columnWidth)).join("");
    const rows = servers.map((server) => ({ server, row: columns.map((client) => cellAt(client, server)) }));
    const filled = rows.filter(({ row }) => row.some((cell) => cell !== undefined));
    return [
      header,
      ...filled.map(({ server, row }) => {
        const marks = row.map((cell) => markText(cell && markOf(cell, executed), columnWidth, paint));
        return `${server.padEnd(labelWidth)}${marks.join("")}`.trimEnd();
      }),
    ];
  });
}

function markText(mark: Mark | undefined, columnWidth: number, paint: Paint): string {
  if (!mark) return " ".repeat(columnWidth);
  return " ".repeat(columnWidth - mark.sign.length) + paint(mark.tone, mark.sign);
}

function runParagraphs(report: MatrixReport, paint: Paint): Paragraph[] {
  const failures = failuresIn(report);
  const surprises = surprisesIn(report).flatMap(sentence);
  const allPassed = report.grids.every(({ cells }) =>
    cells.every(({ supported, result }) => !supported || result === "passed"),
  );
  return [
    ...failures.map((cell) => failureLines(cell, paint)),
    ...(surprises.length > 0 ? [surprises] : []),
    [paint(allPassed ? "good" : "bad", summaryText(report))],
  ];
}

function failureLines(cell: Cell, paint: Paint): Paragraph {
  const [first = "", ...others] = sentence(failureText(cell));
  const tone = cell.supported ? "bad" : "quiet";
  const lines = [first, ...others].map((line) => paint(tone, line));
  if (!cell.run) return lines;
  const said = cell.run.lastLines.map((line) => `  | ${line}`.trimEnd());
  return [...lines, ...said, `  Log: ${printable(cell.run.log)}`];
}

function sentence(text: string): string[] {
  return wrap(printable(text), width, "", "");
}

function longest(names: readonly string[]): number {
  return Math.max(...names.map((name) => name.length));
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}

type Style = Mark["tone"] | "heading";
type Paint = PaintOf<Style>;

const styles: Record<Style, string> = { good: "32", bad: "1;31", quiet: "2", heading: "1" };
