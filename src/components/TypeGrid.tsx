import { useHistory } from "@docusaurus/router";
import type { MouseEvent, ReactNode } from "react";
import type { Arrival, TypeGrid as Data, TypeFormat } from "../content/type-table.js";

/** What a sign stands for: it is seen, the words are heard. */
const signs: Record<Arrival, { sign: string; words: string }> = {
  all: { sign: "✓", words: "every value" },
  some: { sign: "◐", words: "some values" },
  none: { sign: "×", words: "nothing but the default" },
  same: { sign: "", words: "no change" },
  missing: { sign: "", words: "there is no such list" },
};

/** What arrives of each type in each other one. Where JavaScript runs, a click on a cell shows it in full. */
export default function TypeGrid({ data, of }: { data: Data; of: string }): ReactNode {
  const history = useHistory();
  const format: TypeFormat = of.startsWith("json") ? "json" : "binary";
  const show = ({ target }: MouseEvent) => {
    const cell = (target as Element).closest("td");
    const row = cell?.parentElement as HTMLTableRowElement | null | undefined;
    if (!cell || !row || /same|missing/.test(cell.className)) return;
    const pair = data.rows[row.sectionRowIndex]?.pairs[cell.cellIndex - 1];
    if (pair) history.push({ search: `?from=${pair[0]}&to=${pair[1]}&format=${format}`, hash: "#pair" });
  };
  return (
    <>
      <p className="types-caption">{data.caption}</p>
      <div className="scroll types-frame" role="group" aria-label={data.caption}>
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: the selection above the grids does the same by keyboard. */}
        <table className={`types${of.endsWith("forms") ? " forms" : ""}`} data-program="use" onClick={show}>
          <caption className="spoken">{data.caption}</caption>
          <thead>
            <tr>
              <td />
              {data.columns.map((column) => (
                <th key={column} scope="col">
                  <span>{column}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {data.rows.map(({ label, arrivals }) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                {arrivals.map((arrival, at) => (
                  <td key={data.columns[at]} className={arrival}>
                    <span aria-hidden="true">{signs[arrival].sign}</span>
                    <span className="spoken">{signs[arrival].words}</span>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
