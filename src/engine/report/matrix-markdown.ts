import type { Components } from "../window/window.js";
import { codeBlock, prose, tableRow } from "./markup.js";
import {
  type Cell,
  cellFinder,
  type Grid,
  hasBlanks,
  legendOf,
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

/** For a comment, the summary of a job or release notes: GitHub Flavored Markdown. */
export function matrixMarkdown(report: MatrixReport): string {
  const severalGrids = report.grids.length > 1;
  const grids = report.grids.flatMap((grid) => gridParagraphs(grid, report.executed, severalGrids));
  const remarks = report.remarks.map(prose);
  const paragraphs = report.executed
    ? ["## Mixed versions", prose(summaryText(report)), ...remarks, ...grids, ...runParagraphs(report)]
    : [...grids, ...remarks];
  return `${paragraphs.join("\n\n")}\n`;
}

function gridParagraphs(grid: Grid, executed: boolean, named: boolean): string[] {
  const { components, window, cells } = grid;
  const marks = legendOf(cells, executed).map(({ mark, count }) => `${mark.sign} ${mark.words} (${count})`);
  const legend = hasBlanks(cells) ? [...marks, blankText] : marks;
  return [
    ...(named ? [`### ${prose(`${components.client} with ${components.server}`)}`] : []),
    table(components, cells, executed),
    `${legend.join(", ")}.`,
    prose([axesText(components), windowText(components, window), ...publishedTexts(grid)].join(" ")),
  ];
}

/** Each cell has its words beside the sign, for those who hear the table. */
function table({ client, server }: Components, cells: readonly Cell[], executed: boolean): string {
  const { clients, servers } = releasesIn(cells);
  const cellAt = cellFinder(cells);
  const rows = servers.map((release) => [
    `**${release}**`,
    ...clients.map((column) => {
      const cell = cellAt(column, release);
      const mark = cell && markOf(cell, executed);
      return mark ? `${mark.sign} ${mark.words}` : "";
    }),
  ]);
  return [[prose(`${server} \\ ${client}`), ...clients], ["---", ...clients.map(() => "---")], ...rows]
    .map(tableRow)
    .join("\n");
}

function runParagraphs(report: MatrixReport): string[] {
  const surprises = surprisesIn(report).map((text) => `- ${prose(text)}`);
  return [
    ...failuresIn(report).flatMap(failureParagraphs),
    ...(surprises.length > 0 ? [surprises.join("\n")] : []),
  ];
}

function failureParagraphs(cell: Cell): string[] {
  const heading = `### ${prose(failureText(cell))}`;
  if (!cell.run) return [heading];
  return [heading, codeBlock(cell.run.lastLines.join("\n"), "text"), prose(`Log: ${cell.run.log}`)];
}
