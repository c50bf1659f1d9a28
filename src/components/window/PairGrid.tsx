import type { ReleasePair } from "@grpc-evolution/engine/window/matrix.js";
import type { ReactNode } from "react";
import { components } from "./components.js";

interface Props {
  releases: readonly string[];
  /** Every client with every server, a row per server. */
  pairs: readonly ReleasePair[];
}

/** Which client may talk to which server: a row per server, a column per client. The newest release is framed. */
export default function PairGrid({ releases, pairs }: Props): ReactNode {
  const newest = releases.at(-1);
  return (
    <>
      <div className="scroll" role="group" aria-label="Supported pairs">
        <table className="grid">
          <caption className="spoken">
            Supported pairs: a row for each {components.server}, a column for each {components.client}
          </caption>
          <thead>
            <tr>
              <td rowSpan={2} />
              <th scope="colgroup" colSpan={releases.length}>
                {components.client}
              </th>
            </tr>
            <tr>
              {releases.map((client) => (
                <th key={client} scope="col" className={client === newest ? "newest" : undefined}>
                  {client}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {releases.map((server) => (
              <tr key={server}>
                <th scope="row" className={server === newest ? "newest" : undefined}>
                  {components.server} {server}
                </th>
                {pairs
                  .filter((pair) => pair.server === server)
                  .map((pair) => (
                    <Cell
                      key={pair.client}
                      pair={pair}
                      added={pair.supported && [pair.client, pair.server].includes(newest ?? "")}
                    />
                  ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="legend" aria-hidden="true">
        <span>
          <span className="yes">✓</span>supported
        </span>
        <span>
          <span className="yes added">✓</span>added by {newest}
        </span>
        <span>
          <span className="no">×</span>not supported
        </span>
      </p>
    </>
  );
}

function Cell({ pair, added }: { pair: ReleasePair; added: boolean }): ReactNode {
  const { sign, word } = pair.supported
    ? { sign: "✓", word: added ? "supported, added" : "supported" }
    : { sign: "×", word: "not supported" };
  return (
    <td className={`${pair.supported ? "yes" : "no"}${added ? " added" : ""}`}>
      <span aria-hidden="true">{sign}</span>
      <span className="spoken">{word}</span>
    </td>
  );
}
