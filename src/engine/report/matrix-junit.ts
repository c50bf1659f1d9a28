import { xml } from "./markup.js";
import type { Cell, MatrixReport } from "./matrix.js";
import { cellsOf, pairText, remarksIn } from "./matrix-sentences.js";

/**
 * For test dashboards: a test for each pair. A supported pair that is missing is an error, since it says nothing about
 * the release; a pair outside of the window is a skipped test, whatever came of it.
 */
export function matrixJunit(report: MatrixReport): string {
  const cells = cellsOf(report.grids);
  const supported = cells.filter((cell) => cell.supported);
  const failures = supported.filter(({ result }) => result === "failed" || result === "timed-out").length;
  const errors = supported.filter(({ result }) => result === null).length;
  const skipped = cells.length - supported.length;
  const counts = `tests="${cells.length}" failures="${failures}" errors="${errors}" skipped="${skipped}"`;
  const remarks = remarksIn(report);
  const lines = [
    `<?xml version="1.0" encoding="UTF-8"?>`,
    `<testsuites name="grpc-evolution matrix" ${counts}>`,
    `  <testsuite name="grpc-evolution matrix" ${counts}>`,
    ...cells.map(testCase),
    ...(remarks.length > 0 ? [`    <system-out>${remarks.map(xml).join("\n")}</system-out>`] : []),
    "  </testsuite>",
    "</testsuites>",
  ];
  return `${lines.join("\n")}\n`;
}

function testCase(cell: Cell): string {
  const { components, run } = cell;
  const classname = xml(`${components.client} with ${components.server}`);
  const time = run ? ` time="${run.seconds.toFixed(3)}"` : "";
  const open = `    <testcase classname="${classname}" name="${xml(pairText(cell))}"${time}`;
  const inside = outcome(cell);
  return inside === "" ? `${open}/>` : `${open}>\n      ${inside}\n    </testcase>`;
}

function outcome({ supported, reason, result, run }: Cell): string {
  if (!supported) {
    const came = result === null ? "" : `; ${run?.ending ?? result}`;
    return `<skipped message="${xml(`not supported: ${reason}${came}`)}"/>`;
  }
  if (result === null) return `<error type="not-run" message="not run"/>`;
  if (result === "passed") return "";
  const text = [...(run?.lastLines ?? []), `Log: ${run?.log}`].map(xml).join("\n");
  return `<failure type="${result}" message="${xml(run?.ending ?? result)}">${text}</failure>`;
}
