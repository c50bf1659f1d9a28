import type { ReactNode } from "react";
import type { PairCountTable } from "../content/content.js";

interface Props {
  data: PairCountTable;
  /** A number of releases; without it, every number that the data has. */
  releases?: string;
}

/** How many pairs a window asks for, among all releases and for the newest one. */
export default function PairCounts({ data, releases }: Props): ReactNode {
  const columns = data.sizes.flatMap((size, index) =>
    releases === undefined || Number(releases) === size ? [{ size, index }] : [],
  );
  return (
    <div className="scroll" role="group" aria-label="Number of pairs">
      <table className="pair-counts">
        <caption className="spoken">How many pairs a window asks for</caption>
        <thead>
          <tr>
            <th scope="col" rowSpan={2}>
              Upgrade
            </th>
            <th scope="col" rowSpan={2}>
              Downgrade
            </th>
            <th scope="colgroup" colSpan={columns.length}>
              Supported pairs among
            </th>
            <th scope="colgroup" colSpan={columns.length}>
              Pairs that the newest adds to
            </th>
          </tr>
          <tr>
            {["supported", "added"].map((group) =>
              columns.map(({ size }) => (
                <th key={`${group} ${size}`} scope="col">
                  {size} releases
                </th>
              )),
            )}
          </tr>
        </thead>
        <tbody>
          {data.rows.map(({ window, supported, added }) => (
            <tr key={`${window.upgrade} ${window.downgrade}`}>
              <td>{window.upgrade}</td>
              <td>{window.downgrade}</td>
              {[supported, added].map((counts) =>
                columns.map(({ size, index }) => (
                  <td key={`${counts === added} ${size}`}>{counts[index]}</td>
                )),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
